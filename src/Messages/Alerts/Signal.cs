using System.Collections.Immutable;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Protocol;

namespace AkkaApiBench.Messages.Alerts;

/// <summary>Somebody says that something is wrong, or is not any more: what rules judge.</summary>
public sealed record Signal
{
    /// <summary>What it comes from.</summary>
    public required AlertSource Source { get; init; }

    /// <summary>What it is about; with the source it names one condition over time.</summary>
    public required string Subject { get; init; }

    /// <summary>True when it is over.</summary>
    public bool IsOver { get; init; }

    /// <summary>How bad.</summary>
    public required Severity Severity { get; init; }

    /// <summary>How likely it is no chance, 0 to 1.</summary>
    public double Confidence { get; init; } = 1;

    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>When it is over without further news, UTC; null when only news ends it.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>What is wrong, in a sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>Names and values that tell what it is about, such as <c>target</c>, <c>kind</c>, <c>metric</c>, <c>run</c> or <c>worker</c>.</summary>
    public required ImmutableSortedDictionary<string, string> Labels { get; init; }
}

/// <summary>Names of labels that signals have.</summary>
public static class SignalLabels
{
    /// <summary>The target's identity.</summary>
    public const string Target = "target";

    /// <summary>What is wrong: the kind of an anomaly, else what it comes from.</summary>
    public const string Kind = "kind";

    /// <summary>The series or metric.</summary>
    public const string Metric = "metric";

    /// <summary>The run.</summary>
    public const string Run = "run";

    /// <summary>The plan's name.</summary>
    public const string Plan = "plan";

    /// <summary>The test's name.</summary>
    public const string Test = "test";

    /// <summary>The threshold as it was written.</summary>
    public const string Threshold = "threshold";

    /// <summary>The monitor's identifier.</summary>
    public const string Monitor = "monitor";

    /// <summary>The worker's address.</summary>
    public const string Worker = "worker";

    /// <summary>How bad; set by the rule.</summary>
    public const string Severity = "severity";
}

/// <summary>Tells the alert manager of something; answered by <see cref="SignalTaken"/> when it is on disk.</summary>
/// <param name="Signal">What.</param>
public sealed record ReportSignal(Signal Signal) : IProtocolMessage;

/// <summary>What was reported is on disk.</summary>
public sealed record SignalTaken : IProtocolMessage
{
    /// <summary>The one.</summary>
    public static readonly SignalTaken Instance = new();
}

/// <summary>Tells the alert manager that a worker joined, which takes the place of one that was lost.</summary>
/// <param name="Worker">Its address.</param>
/// <param name="Incarnation">Which life of that address.</param>
public sealed record ReportWorkerJoined(string Worker, int Incarnation) : IProtocolMessage;
