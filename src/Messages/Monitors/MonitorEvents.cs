using System.Collections.Immutable;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Protocol;

namespace AkkaApiBench.Messages.Monitors;

/// <summary>A message that belongs to one monitor.</summary>
public interface IWithMonitorId : IProtocolMessage
{
    /// <summary>The monitor.</summary>
    MonitorId Monitor { get; }
}

/// <summary>What happens to monitors; their journal holds nothing else.</summary>
public interface IMonitorEvent : IWithMonitorId;

/// <summary>A monitor was made, or replaced in full.</summary>
/// <param name="Monitor">The monitor.</param>
/// <param name="Spec">What it is to do.</param>
/// <param name="By">Who did it.</param>
/// <param name="At">When.</param>
public sealed record MonitorSaved(MonitorId Monitor, MonitorSpec Spec, string By, DateTimeOffset At) : IMonitorEvent;

/// <summary>A monitor was enabled or disabled.</summary>
/// <param name="Monitor">The monitor.</param>
/// <param name="IsEnabled">Which.</param>
/// <param name="By">Who did it.</param>
/// <param name="At">When.</param>
public sealed record MonitorSwitched(MonitorId Monitor, bool IsEnabled, string By, DateTimeOffset At) : IMonitorEvent;

/// <summary>A monitor is forgotten; also what answers who asked for it.</summary>
/// <param name="Monitor">The monitor.</param>
/// <param name="By">Who did it.</param>
/// <param name="At">When.</param>
public sealed record MonitorRemoved(MonitorId Monitor, string By, DateTimeOffset At) : IMonitorEvent;

/// <summary>A firing is begun, skipped, or was missed.</summary>
/// <param name="Monitor">The monitor.</param>
/// <param name="Firing">The firing.</param>
public sealed record FiringDecided(MonitorId Monitor, Firing Firing) : IMonitorEvent
{
    /// <summary>When the first of several was due that were missed; else when it was.</summary>
    public DateTimeOffset First { get; init; }
}

/// <summary>The coordinator has recorded the run of the active firing.</summary>
/// <param name="Monitor">The monitor.</param>
/// <param name="Run">The run.</param>
public sealed record FiringAccepted(MonitorId Monitor, RunId Run) : IMonitorEvent;

/// <summary>The run of the active firing has ended.</summary>
/// <param name="Monitor">The monitor.</param>
/// <param name="Run">The run.</param>
/// <param name="Status">What became of the firing.</param>
/// <param name="Reason">Why, where that needs a word.</param>
/// <param name="Figures">What the run came to; null when nobody knows.</param>
/// <param name="Counts">What of the run counts for each objective, in their order; of earlier objectives, nothing.</param>
/// <param name="At">When the run ended.</param>
public sealed record FiringSettled(
    MonitorId Monitor, RunId Run, FiringStatus Status, string? Reason, FiringFigures? Figures, ImmutableArray<ObjectiveCount> Counts, DateTimeOffset At) : IMonitorEvent;

/// <summary>What of a run counts for an objective.</summary>
/// <param name="Objective">Its name.</param>
/// <param name="Good">Good requests.</param>
/// <param name="Total">All that were judged.</param>
public sealed record ObjectiveCount(string Objective, long Good, long Total);

/// <summary>All monitors, as a snapshot keeps them.</summary>
/// <param name="Monitors">The monitors.</param>
public sealed record MonitorsSnapshot(ImmutableArray<MonitorState> Monitors) : IProtocolMessage;
