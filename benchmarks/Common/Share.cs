namespace AkkaApiBench.Common;

/// <summary>Percentiles of a list of values.</summary>
public static class Share
{
    /// <summary>The smallest value that a share of all does not exceed.</summary>
    /// <param name="sorted">The values, in order.</param>
    /// <param name="share">0 to 1.</param>
    public static double Of(IReadOnlyList<double> sorted, double share) => sorted[Math.Min(sorted.Count - 1, (int)(share * sorted.Count))];
}
