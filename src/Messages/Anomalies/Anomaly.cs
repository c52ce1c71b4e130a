namespace AkkaApiBench.Messages.Anomalies;

/// <summary>One thing that went wrong at a target: an incident of one of its series, as it is known so far.</summary>
public sealed record Anomaly
{
    /// <summary>The series, such as <c>latency.p50</c>; with <see cref="Start"/> it names the incident.</summary>
    public required string Metric { get; init; }

    /// <summary>What is wrong.</summary>
    public required AnomalyKind Kind { get; init; }

    /// <summary>How bad.</summary>
    public required Severity Severity { get; init; }

    /// <summary>How likely it is that this is not chance, 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>The first minute that alerted, UTC.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>The worst minute so far, UTC.</summary>
    public required DateTimeOffset Peak { get; init; }

    /// <summary>The last minute that was wrong, UTC; null while it lasts.</summary>
    public DateTimeOffset? End { get; init; }

    /// <summary>What was expected in the worst minute: milliseconds, tokens per second, a share or US dollars, by the metric.</summary>
    public required double Expected { get; init; }

    /// <summary>What was measured in the worst minute, in the unit of <see cref="Expected"/>.</summary>
    public required double Observed { get; init; }

    /// <summary>True when some of it is in a time, both ends included.</summary>
    public bool IsWithin(DateTimeOffset from, DateTimeOffset to) => Start <= to && (End is not { } end || end >= from);
}
