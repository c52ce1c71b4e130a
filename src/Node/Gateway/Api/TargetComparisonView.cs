using AkkaApiBench.Messages.Results;

namespace AkkaApiBench.Node.Gateway.Api;

/// <summary>Targets side by side over some time, as <c>/api/v1/targets/comparison</c> shows them.</summary>
/// <param name="From">When the figures begin.</param>
/// <param name="To">When they end.</param>
/// <param name="Targets">The targets in the order in which they were asked for.</param>
/// <param name="Comparisons">Every pair on every figure that both have; how it is made, docs/comparisons.md says.</param>
public sealed record TargetComparisonView(
    DateTimeOffset From, DateTimeOffset To, IReadOnlyList<ComparedTargetView> Targets, IReadOnlyList<PairComparison> Comparisons);

/// <summary>A target beside others.</summary>
/// <param name="Target">Its identity over all runs.</param>
/// <param name="Requests">Requests that ended, without those that the client gave up.</param>
/// <param name="SuccessRate">Successes among them, 0 to 1; null without any.</param>
/// <param name="OutputTokensPerSecond">Generated tokens per second of load; null without load.</param>
/// <param name="CostPer1kRequestsUsd">Cost of a thousand requests, in US dollars; null without a price.</param>
/// <param name="Times">The distributions by metric; those that were not measured are left out.</param>
public sealed record ComparedTargetView(
    string Target, long Requests, double? SuccessRate, double? OutputTokensPerSecond,
    [property: System.Text.Json.Serialization.JsonPropertyName("cost_per_1k_requests_usd")] double? CostPer1kRequestsUsd,
    IReadOnlyDictionary<string, DistributionView> Times);

/// <summary>A distribution of times by its quantiles.</summary>
/// <param name="Count">How many values there are.</param>
/// <param name="Percents">The percents, rising from 0 to 100.</param>
/// <param name="ValuesMs">The value that so many per cent of the values do not exceed, in milliseconds.</param>
public sealed record DistributionView(long Count, IReadOnlyList<double> Percents, IReadOnlyList<double> ValuesMs);
