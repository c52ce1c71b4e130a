using System.Text.Json.Serialization;
using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Messages.Results;

/// <summary>The figures of a distribution of times, in milliseconds.</summary>
public sealed record DistributionSummary
{
    /// <summary>How many values there are.</summary>
    public required long Count { get; init; }

    /// <summary>The smallest value.</summary>
    public required double Min { get; init; }

    /// <summary>The arithmetic mean.</summary>
    public required double Mean { get; init; }

    /// <summary>The sample standard deviation.</summary>
    public required double Stddev { get; init; }

    /// <summary>The median.</summary>
    public required double P50 { get; init; }

    /// <summary>The 75th percentile.</summary>
    public required double P75 { get; init; }

    /// <summary>The 90th percentile.</summary>
    public required double P90 { get; init; }

    /// <summary>The 95th percentile.</summary>
    public required double P95 { get; init; }

    /// <summary>The 99th percentile.</summary>
    public required double P99 { get; init; }

    /// <summary>The 99.9th percentile.</summary>
    [JsonPropertyName("p99_9")]
    public required double P999 { get; init; }

    /// <summary>The largest value.</summary>
    public required double Max { get; init; }

    /// <summary>The figures of a distribution of microseconds; null when it is empty.</summary>
    public static DistributionSummary? Of(Distribution distribution) => distribution.Count == 0 ? null : new DistributionSummary
    {
        Count = distribution.Count,
        Min = distribution.Min / PerMillisecond,
        Mean = distribution.Mean / PerMillisecond,
        Stddev = distribution.StandardDeviation / PerMillisecond,
        P50 = distribution.Percentile(50) / PerMillisecond,
        P75 = distribution.Percentile(75) / PerMillisecond,
        P90 = distribution.Percentile(90) / PerMillisecond,
        P95 = distribution.Percentile(95) / PerMillisecond,
        P99 = distribution.Percentile(99) / PerMillisecond,
        P999 = distribution.Percentile(99.9) / PerMillisecond,
        Max = distribution.Max / PerMillisecond,
    };

    /// <summary>A figure by its name in conditions, such as <c>p95</c>; null when there is none of that name.</summary>
    public double? Figure(string statistic) => statistic switch
    {
        "min" => Min,
        "mean" => Mean,
        "stddev" => Stddev,
        "p50" => P50,
        "p75" => P75,
        "p90" => P90,
        "p95" => P95,
        "p99" => P99,
        "p99_9" => P999,
        "max" => Max,
        _ => null,
    };

    private const double PerMillisecond = 1000;
}
