using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Protocol;

namespace AkkaApiBench.Messages.Monitors;

/// <summary>
/// Something about a monitor that people may want to be told of. Published on <see cref="MonitorTopic.Name"/> after it was
/// recorded; what lasts (an objective that burns) is published again when the monitors move to another node.
/// </summary>
public interface IMonitorNotice : IProtocolMessage
{
    /// <summary>The monitor.</summary>
    MonitorId Monitor { get; }

    /// <summary>What the user calls it.</summary>
    string Name { get; }

    /// <summary>When it happened.</summary>
    DateTimeOffset At { get; }
}

/// <summary>Where <see cref="IMonitorNotice"/>s are published, by Akka's distributed publish/subscribe.</summary>
public static class MonitorTopic
{
    /// <summary>The topic.</summary>
    public const string Name = "monitors";
}

/// <summary>A firing did not do what it should: its run failed, or a threshold did not hold.</summary>
/// <param name="Monitor">The monitor.</param>
/// <param name="Name">What the user calls it.</param>
/// <param name="Due">When the schedule had it due.</param>
/// <param name="Run">Its run.</param>
/// <param name="Reason">Why, as a sentence without its end.</param>
/// <param name="At">When its run ended.</param>
public sealed record FiringFailed(MonitorId Monitor, string Name, DateTimeOffset Due, RunId Run, string Reason, DateTimeOffset At) : IMonitorNotice;

/// <summary>A firing completed and every threshold held: what earlier ones failed of is over.</summary>
/// <param name="Monitor">The monitor.</param>
/// <param name="Name">What the user calls it.</param>
/// <param name="Due">When the schedule had it due.</param>
/// <param name="Run">Its run.</param>
/// <param name="At">When its run ended.</param>
public sealed record FiringPassed(MonitorId Monitor, string Name, DateTimeOffset Due, RunId Run, DateTimeOffset At) : IMonitorNotice;

/// <summary>A firing that was due was not begun.</summary>
/// <param name="Monitor">The monitor.</param>
/// <param name="Name">What the user calls it.</param>
/// <param name="Due">When the schedule had it due.</param>
/// <param name="Reason">Why.</param>
/// <param name="Run">The run that stood in its way; null where none did.</param>
/// <param name="At">When it would have begun.</param>
public sealed record FiringSkipped(MonitorId Monitor, string Name, DateTimeOffset Due, SkipReason Reason, RunId? Run, DateTimeOffset At) : IMonitorNotice;

/// <summary>Firings were due while nobody kept the schedule.</summary>
/// <param name="Monitor">The monitor.</param>
/// <param name="Name">What the user calls it.</param>
/// <param name="Count">How many.</param>
/// <param name="First">When the first was due.</param>
/// <param name="Last">When the last was due.</param>
/// <param name="At">When it was noticed.</param>
public sealed record FiringsMissed(MonitorId Monitor, string Name, int Count, DateTimeOffset First, DateTimeOffset Last, DateTimeOffset At) : IMonitorNotice;

/// <summary>The spend of a day or month has come to 80 % of its cap, or allows no firing any more; told once of each in a period.</summary>
/// <param name="Monitor">The monitor.</param>
/// <param name="Name">What the user calls it.</param>
/// <param name="Period">Whose cap.</param>
/// <param name="IsReached">True when nothing is fired any more, false at 80 %.</param>
/// <param name="Spent">What was spent in the period.</param>
/// <param name="Cap">What may be.</param>
/// <param name="Until">When the period ends, and with it what this tells of.</param>
/// <param name="At">When it happened.</param>
public sealed record SpendCapNoted(
    MonitorId Monitor, string Name, CapPeriod Period, bool IsReached, Usd Spent, Usd Cap, DateTimeOffset Until, DateTimeOffset At) : IMonitorNotice;

/// <summary>An objective's error budget burns too fast; told when it begins and when the urgency changes.</summary>
/// <param name="Monitor">The monitor.</param>
/// <param name="Name">What the user calls it.</param>
/// <param name="Objective">The objective's name.</param>
/// <param name="Urgency">How soon somebody must look.</param>
/// <param name="BurnRate">How many times faster than the budget allows, in the long window; 1 uses it up at the end of the period.</param>
/// <param name="Window">The long window.</param>
/// <param name="BudgetLeft">The share of the period's error budget that is left; below 0 when it was overspent.</param>
/// <param name="At">When the run ended that showed it.</param>
public sealed record SloBurning(
    MonitorId Monitor, string Name, string Objective, BurnUrgency Urgency, double BurnRate, TimeSpan Window, double BudgetLeft, DateTimeOffset At) : IMonitorNotice;

/// <summary>An objective's error budget does not burn too fast any more, or the objective is gone.</summary>
/// <param name="Monitor">The monitor.</param>
/// <param name="Name">What the user calls it.</param>
/// <param name="Objective">The objective's name.</param>
/// <param name="At">When.</param>
public sealed record SloRecovered(MonitorId Monitor, string Name, string Objective, DateTimeOffset At) : IMonitorNotice;

/// <summary>The monitor was disabled or deleted: nothing that was told of it lasts.</summary>
/// <param name="Monitor">The monitor.</param>
/// <param name="Name">What the user calls it.</param>
/// <param name="IsDeleted">True when it was deleted.</param>
/// <param name="At">When.</param>
public sealed record MonitorStopped(MonitorId Monitor, string Name, bool IsDeleted, DateTimeOffset At) : IMonitorNotice;
