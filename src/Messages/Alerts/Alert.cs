using System.Collections.Immutable;
using AkkaApiBench.Messages.Anomalies;

namespace AkkaApiBench.Messages.Alerts;

/// <summary>What an alert comes from. The numbers are stored and sent: never reuse one.</summary>
public enum AlertSource
{
    /// <summary>An anomaly that a journal noted.</summary>
    Anomaly = 0,

    /// <summary>A threshold that a run missed.</summary>
    Threshold = 1,

    /// <summary>An error budget that is used up too fast.</summary>
    BurnRate = 2,

    /// <summary>A monitor whose run failed or could not be made.</summary>
    MonitorFailure = 3,

    /// <summary>A budget or spend cap that is nearly, or all, used.</summary>
    Budget = 4,

    /// <summary>A worker that died.</summary>
    WorkerLoss = 5,
}

/// <summary>How far an alert is. The numbers are stored and sent: never reuse one.</summary>
public enum AlertPhase
{
    /// <summary>Seen, but not for as long as its rule asks.</summary>
    Pending = 0,

    /// <summary>It is told.</summary>
    Firing = 1,

    /// <summary>It is over.</summary>
    Resolved = 2,
}

/// <summary>Something that a rule says people should know: one episode of it, from when it was seen to when it was over.</summary>
public sealed record Alert
{
    /// <summary>The label with the rule's name, as Prometheus calls it.</summary>
    public const string NameLabel = "alertname";

    /// <summary>Names the episode.</summary>
    public required string Id { get; init; }

    /// <summary>Names what it is about: the same in each episode.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The rule that made it.</summary>
    public required string Rule { get; init; }

    /// <summary>The group with which it is told.</summary>
    public required string Group { get; init; }

    /// <summary>What it comes from.</summary>
    public required AlertSource Source { get; init; }

    /// <summary>How far it is.</summary>
    public required AlertPhase Phase { get; init; }

    /// <summary>How bad.</summary>
    public required Severity Severity { get; init; }

    /// <summary>How likely it is no chance, 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>What is wrong, in a sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>Names and values by which it is matched and grouped, the severity and the rule's name among them.</summary>
    public required ImmutableSortedDictionary<string, string> Labels { get; init; }

    /// <summary>When what is wrong began, UTC.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>When it was seen first, UTC.</summary>
    public required DateTimeOffset SeenAt { get; init; }

    /// <summary>When it was last said to be wrong, UTC.</summary>
    public required DateTimeOffset RenewedAt { get; init; }

    /// <summary>When it is over without further news, UTC; null when only news ends it, or a time without any.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>When it had lasted as long as its rule asks, UTC; null before.</summary>
    public DateTimeOffset? FiredAt { get; init; }

    /// <summary>When it was over, UTC; null before.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>By whose joining a lost worker was replaced; null for others.</summary>
    public string? ResolvedBy { get; init; }

    /// <summary>Who takes care of it; null for nobody.</summary>
    public Acknowledgement? Acknowledged { get; init; }

    /// <summary>How many steps of its rule's escalation were taken.</summary>
    public int Level { get; init; }

    /// <summary>What happened to it, the oldest first; the last ones where that is much.</summary>
    public ImmutableArray<AlertMoment> History { get; init; } = [];

    /// <summary>True until it is over.</summary>
    public bool IsOpen => Phase is not AlertPhase.Resolved;
}

/// <summary>Somebody takes care of an alert.</summary>
/// <param name="By">Who.</param>
/// <param name="Note">What they say.</param>
/// <param name="At">When, UTC.</param>
public sealed record Acknowledgement(string By, string? Note, DateTimeOffset At);

/// <summary>Something that happened to an alert.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="What">What, such as <c>fired</c> or <c>delivered</c>.</param>
/// <param name="Detail">More, where there is more.</param>
public sealed record AlertMoment(DateTimeOffset At, string What, string? Detail);
