using AkkaApiBench.Node.ReadModel.Series;

namespace AkkaApiBench.Node.Gateway.Insights;

/// <summary>What several questions about a history ask for.</summary>
internal static class InsightFields
{
    private const int LongestTarget = 500;

    public static string Metrics { get; } = string.Join(", ", SeriesMetric.All.Keys);

    /// <summary>What is wrong with a target; null when nothing is.</summary>
    public static string? ReadTarget(string? target) => target is { Length: > 0 and <= LongestTarget } ? null
        : $"target: {(string.IsNullOrEmpty(target) ? "missing" : "too long")}; allowed: a target's identity, such as openai/gpt-4o-mini, at most {LongestTarget} characters; GET /api/v1/targets lists them";
}
