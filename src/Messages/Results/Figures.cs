using System.Text.Json.Serialization;
using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Messages.Results;

/// <summary>Tokens of a test's successes.</summary>
public sealed record TokenFigures
{
    /// <summary>All tokens of the prompts.</summary>
    public required long Input { get; init; }

    /// <summary>The part of <see cref="Input"/> that the provider took from its cache.</summary>
    public required long Cached { get; init; }

    /// <summary>All generated tokens.</summary>
    public required long Output { get; init; }

    /// <summary>The part of <see cref="Output"/> spent on reasoning.</summary>
    public required long Reasoning { get; init; }

    /// <summary>Who counted.</summary>
    public required TokenSource Source { get; init; }
}

/// <summary>What a test cost. A ratio that would divide by zero is null.</summary>
public sealed record CostFigures
{
    /// <summary>See <see cref="Metric.CostUsd"/>.</summary>
    public required double TotalUsd { get; init; }

    /// <summary>See <see cref="Metric.TokensPerDollar"/>.</summary>
    public double? TokensPerDollar { get; init; }

    /// <summary>See <see cref="Metric.OutputTokensPerDollar"/>.</summary>
    public double? OutputTokensPerDollar { get; init; }

    /// <summary>See <see cref="Metric.CostPer1kRequests"/>.</summary>
    [JsonPropertyName("cost_per_1k_requests_usd")]
    public double? CostPer1kRequestsUsd { get; init; }

    /// <summary>See <see cref="Metric.CostPerSecond"/>.</summary>
    public double? CostPerSecondUsd { get; init; }

    /// <summary>Where the price is from, such as <c>plan</c>.</summary>
    public string? PriceSource { get; init; }
}

/// <summary>How the measuring client did.</summary>
public sealed record ClientHealth
{
    /// <summary>True when the client was too slow for its figures to speak of the target alone.</summary>
    public required bool ClientLimited { get; init; }

    /// <summary>Why <see cref="ClientLimited"/> is true, as sentences.</summary>
    public IReadOnlyList<string>? Reasons { get; init; }

    /// <summary>See <see cref="Metric.PacingError"/>.</summary>
    public DistributionSummary? PacingErrorMs { get; init; }

    /// <summary>See <see cref="Metric.SendDelay"/>.</summary>
    public DistributionSummary? SendDelayMs { get; init; }

    /// <summary>See <see cref="Metric.ThreadPoolDelay"/>.</summary>
    public DistributionSummary? ThreadPoolDelayMs { get; init; }

    /// <summary>The share of the machine's cores that the process used, 0 to 1; null when it was not watched.</summary>
    public double? CpuUtilization { get; init; }

    /// <summary>Milliseconds that garbage collections stopped the process, in all.</summary>
    public double? GcPauseMs { get; init; }

    /// <summary>Seconds that the journal's database kept the load waiting, summed over the slices of the test; null when it did not.</summary>
    public double? HeldS { get; init; }
}
