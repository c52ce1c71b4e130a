using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Messages.Results;

/// <summary>What one step of a test came to. Definitions are in <see cref="Metric"/>.</summary>
public sealed record StepResult
{
    /// <summary>Which step, from 1.</summary>
    public required int Step { get; init; }

    /// <summary>Requests that fell due a second (open loop).</summary>
    public double? OfferedRate { get; init; }

    /// <summary>Callers (closed loop).</summary>
    public int? Concurrency { get; init; }

    /// <summary>Successes a second while the load lasted; docs/load-models.md says how the end is treated.</summary>
    public required double AchievedRate { get; init; }

    /// <summary>False when the target could not keep up; <see cref="Stop"/> says why.</summary>
    public required bool Sustained { get; init; }

    /// <summary>True when the step was sustained and enough of its requests met the objectives; null without objectives.</summary>
    public bool? MeetsSlo { get; init; }

    /// <summary>The share of requests that met every objective, failures among those that did not; null without objectives.</summary>
    public double? SloAttainment { get; init; }

    /// <summary>Why no further step was made; null where one was, or was meant to be.</summary>
    public string? Stop { get; init; }

    /// <summary>What became of the requests.</summary>
    public required RequestCounts Requests { get; init; }

    /// <summary>Measured seconds.</summary>
    public required double DurationS { get; init; }

    /// <summary>See <see cref="Metric.Latency"/>.</summary>
    public DistributionSummary? LatencyMs { get; init; }

    /// <summary>See <see cref="Metric.ResponseTime"/>.</summary>
    public DistributionSummary? ResponseTimeMs { get; init; }

    /// <summary>See <see cref="Metric.Ttft"/>.</summary>
    public DistributionSummary? TtftMs { get; init; }

    /// <summary>See <see cref="Metric.Tpot"/>.</summary>
    public DistributionSummary? TpotMs { get; init; }

    /// <summary>See <see cref="Metric.SuccessRate"/>.</summary>
    public double? SuccessRate { get; init; }

    /// <summary>See <see cref="Metric.Goodput"/>.</summary>
    public double? Goodput { get; init; }

    /// <summary>See <see cref="Metric.OutputTokensPerSecond"/>.</summary>
    public double? OutputTokensPerSecond { get; init; }

    /// <summary>Failures by kind.</summary>
    public required IReadOnlyDictionary<string, long> Errors { get; init; }

    /// <summary>True when the client was too slow for the figures to speak of the target alone.</summary>
    public required bool ClientLimited { get; init; }
}

/// <summary>The step beyond which more load costs more latency than it gives throughput.</summary>
public sealed record KneeResult
{
    /// <summary>How it was found: <c>power</c>, the maximum of throughput / latency (L. Kleinrock, 1979).</summary>
    public required string Method { get; init; }

    /// <summary>Which step, from 1.</summary>
    public required int Step { get; init; }

    /// <summary>Requests offered a second (open loop).</summary>
    public double? Rate { get; init; }

    /// <summary>Callers (closed loop).</summary>
    public int? Concurrency { get; init; }

    /// <summary>Successes a second there.</summary>
    public required double AchievedRate { get; init; }

    /// <summary>Mean latency there, in an open loop from the intended start, in milliseconds.</summary>
    public required double LatencyMs { get; init; }
}
