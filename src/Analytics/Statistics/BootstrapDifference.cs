namespace AkkaApiBench.Analytics.Statistics;

/// <summary>
/// Percentile intervals (B. Efron, R. J. Tibshirani, "An Introduction to the Bootstrap", 1993, section 13.3) for the difference
/// and the ratio of a quantile of two independent samples, from the bootstrap distributions of each.
/// </summary>
internal static class BootstrapDifference
{
    private const double Tail = 0.025;

    // Sums of a thousand chances are 1 to so much.
    private const double Rounding = 1e-12;

    /// <summary>The 95 % interval of A's quantile − B's.</summary>
    public static Interval Of(BootstrapQuantile a, BootstrapQuantile b) => new(LowerDifference(a, b), 0 - LowerDifference(b, a));

    /// <summary>The 95 % interval of A's quantile / B's; null where one may be 0.</summary>
    public static Interval? RatioOf(BootstrapQuantile a, BootstrapQuantile b) =>
        a.Values[0] > 0 && b.Values[0] > 0 ? new Interval(LowerRatio(a, b), 1 / LowerRatio(b, a)) : null;

    /// <summary>The largest difference that no more than 2.5 % of pairs stay below; values are whole numbers.</summary>
    private static double LowerDifference(BootstrapQuantile a, BootstrapQuantile b)
    {
        var (holds, fails) = (a.Values[0] - b.Values[^1], a.Values[^1] - b.Values[0] + 1);
        while (fails - holds > 1)
        {
            var middle = Math.Floor((holds + fails) / 2);
            if (ChanceBelow(a, b, value => value + middle) <= Tail + Rounding)
                holds = middle;
            else
                fails = middle;
        }

        return holds;
    }

    /// <summary>The same of ratios, to twelve digits.</summary>
    private static double LowerRatio(BootstrapQuantile a, BootstrapQuantile b)
    {
        var (holds, fails) = (a.Values[0] / b.Values[^1], a.Values[^1] / b.Values[0] * 1.01);
        while (fails / holds > 1 + Rounding)
        {
            var middle = Math.Sqrt(holds * fails);
            if (ChanceBelow(a, b, value => value * middle) <= Tail + Rounding)
                holds = middle;
            else
                fails = middle;
        }

        return holds;
    }

    /// <summary>How likely a value of A is below what <paramref name="limit"/> makes of a value of B; it rises with the value.</summary>
    private static double ChanceBelow(BootstrapQuantile a, BootstrapQuantile b, Func<double, double> limit)
    {
        double chance = 0, below = 0;
        var next = 0;
        for (var i = 0; i < b.Values.Length; i++)
        {
            var end = limit(b.Values[i]);
            while (next < a.Values.Length && a.Values[next] < end)
                below += a.Chances[next++];
            chance += b.Chances[i] * below;
        }

        return chance;
    }
}
