using System.Text.Json.Serialization;
using AkkaApiBench.Messages.Anomalies;

namespace AkkaApiBench.Node.Gateway.Api;

/// <summary>How every target does, as <c>/api/v1/overview</c> shows it.</summary>
/// <param name="From">When the figures begin.</param>
/// <param name="To">When they end.</param>
/// <param name="ResolutionS">The distance of two values of a course, in seconds.</param>
/// <param name="Targets">The targets with a history, by name.</param>
public sealed record OverviewView(DateTimeOffset From, DateTimeOffset To, double ResolutionS, IReadOnlyList<TargetOverviewView> Targets);

/// <summary>How a target did in the time of the overview. Figures without a measurement are null.</summary>
public sealed record TargetOverviewView
{
    /// <summary>The target's identity over all runs.</summary>
    public required string Target { get; init; }

    /// <summary>The beginning of the last minute with load, which may be before the overview's time.</summary>
    public required DateTimeOffset LastAt { get; init; }

    /// <summary>Requests that ended, without those that the client gave up.</summary>
    public required long Requests { get; init; }

    /// <summary>How many of them failed.</summary>
    public required long Failed { get; init; }

    /// <summary>Failures by kind.</summary>
    public required IReadOnlyDictionary<string, long> Errors { get; init; }

    /// <summary>Median time to first token.</summary>
    [JsonPropertyName("ttft_p50_ms")]
    public double? TtftP50Ms { get; init; }

    /// <summary>Median latency.</summary>
    [JsonPropertyName("latency_p50_ms")]
    public double? LatencyP50Ms { get; init; }

    /// <summary>95th percentile of latency.</summary>
    [JsonPropertyName("latency_p95_ms")]
    public double? LatencyP95Ms { get; init; }

    /// <summary>Generated tokens per second of load.</summary>
    public double? OutputTokensPerSecond { get; init; }

    /// <summary>Successes as a share of the requests, 0 to 1.</summary>
    public double? SuccessRate { get; init; }

    /// <summary>Cost of a thousand requests, in US dollars.</summary>
    [JsonPropertyName("cost_per_1k_requests_usd")]
    public double? CostPer1kRequestsUsd { get; init; }

    /// <summary>What was spent, in US dollars.</summary>
    public required decimal CostUsd { get; init; }

    /// <summary>The course of the median latency in milliseconds, at even distances; null where nothing was measured.</summary>
    public required IReadOnlyList<double?> Sparkline { get; init; }

    /// <summary>The anomalies that last now.</summary>
    public required IReadOnlyList<Anomaly> Anomalies { get; init; }
}
