using System.Collections.Immutable;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Protocol;

namespace AkkaApiBench.Messages.Monitors;

/// <summary>Asks for a monitor to be made or replaced in full; answered by <see cref="MonitorShown"/> or <see cref="MonitorRefused"/>.</summary>
/// <param name="Monitor">The monitor.</param>
/// <param name="Spec">What it is to do.</param>
/// <param name="MustBeNew">True when there must be none of the name yet.</param>
/// <param name="Revision">The revision that it must have; null for any.</param>
/// <param name="By">Who asks.</param>
public sealed record SaveMonitor(MonitorId Monitor, MonitorSpec Spec, bool MustBeNew, long? Revision, string By) : IWithMonitorId;

/// <summary>Asks for a monitor to be enabled or disabled; answered by <see cref="MonitorShown"/> or <see cref="MonitorNotFound"/>.</summary>
/// <param name="Monitor">The monitor.</param>
/// <param name="IsEnabled">Which.</param>
/// <param name="By">Who asks.</param>
public sealed record SwitchMonitor(MonitorId Monitor, bool IsEnabled, string By) : IWithMonitorId;

/// <summary>Asks for a monitor to be forgotten; answered by <see cref="MonitorRemoved"/> or <see cref="MonitorNotFound"/>. A run of it goes on.</summary>
/// <param name="Monitor">The monitor.</param>
/// <param name="By">Who asks.</param>
public sealed record RemoveMonitor(MonitorId Monitor, string By) : IWithMonitorId;

/// <summary>Asks for a firing now; answered by <see cref="MonitorShown"/> when it is recorded, <see cref="MonitorRefused"/> or <see cref="MonitorNotFound"/>.</summary>
/// <param name="Monitor">The monitor.</param>
/// <param name="Run">The identifier that the run is to have.</param>
/// <param name="By">Who asks.</param>
public sealed record FireMonitor(MonitorId Monitor, RunId Run, string By) : IWithMonitorId;

/// <summary>Asks for a monitor; answered by <see cref="MonitorShown"/> or <see cref="MonitorNotFound"/>.</summary>
/// <param name="Monitor">The monitor.</param>
public sealed record GetMonitor(MonitorId Monitor) : IWithMonitorId;

/// <summary>Asks for the history of a monitor; answered by <see cref="MonitorHistory"/> or <see cref="MonitorNotFound"/>.</summary>
/// <param name="Monitor">The monitor.</param>
/// <param name="Limit">How many firings at the most.</param>
public sealed record GetMonitorHistory(MonitorId Monitor, int Limit) : IWithMonitorId;

/// <summary>Asks for monitors by their identifiers; answered by <see cref="MonitorPage"/>.</summary>
/// <param name="Limit">How many at the most.</param>
/// <param name="After">Only those whose identifier follows this one; null begins.</param>
public sealed record ListMonitors(int Limit, MonitorId? After = null) : IProtocolMessage;

/// <summary>Monitors by their identifiers.</summary>
/// <param name="Monitors">As many as were asked for and fit a message.</param>
/// <param name="HasMore">True when there are more.</param>
public sealed record MonitorPage(ImmutableArray<MonitorSummary> Monitors, bool HasMore) : IProtocolMessage;

/// <summary>A monitor in full.</summary>
/// <param name="Summary">How it stands.</param>
/// <param name="Source">See <see cref="MonitorSpec.Source"/>.</param>
public sealed record MonitorShown(MonitorSummary Summary, string Source) : IWithMonitorId
{
    /// <summary>True when it was made just now.</summary>
    public bool IsNew { get; init; }

    /// <inheritdoc/>
    public MonitorId Monitor => Summary.Id;
}

/// <summary>The last firings of a monitor.</summary>
/// <param name="Monitor">The monitor.</param>
/// <param name="Firings">The newest first.</param>
public sealed record MonitorHistory(MonitorId Monitor, ImmutableArray<Firing> Firings) : IWithMonitorId;

/// <summary>There is no such monitor.</summary>
/// <param name="Monitor">The identifier asked for.</param>
public sealed record MonitorNotFound(MonitorId Monitor) : IWithMonitorId;

/// <summary>It cannot be done, and nothing was changed.</summary>
/// <param name="Monitor">The monitor.</param>
/// <param name="Reason">Why, as a sentence without its end.</param>
/// <param name="IsStale">True when the monitor has another revision than the one asked for.</param>
public sealed record MonitorRefused(MonitorId Monitor, string Reason, bool IsStale) : IWithMonitorId;
