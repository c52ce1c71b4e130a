using AkkaApiBench.Analytics.Forecasting.Numerics;

namespace AkkaApiBench.Analytics.Trends;

/// <summary>
/// Where the level of a series changed for good: the partition into levels with the least squared error and a penalty a change,
/// found exactly by PELT (R. Killick, P. Fearnhead, I. A. Eckley, "Optimal detection of changepoints with a linear computational
/// cost", JASA 107, 2012). The penalty is three times that of Schwarz's criterion (Y.-C. Yao, Statistics and Probability Letters 6, 1988),
/// times the long-run variance: noise that lasts looks like changes of level (M. Lavielle, E. Moulines, Journal of Time Series
/// Analysis 21, 2000).
/// </summary>
internal static class ChangePoints
{
    // A level lasts at least so many steps.
    private const int MinLength = 5;

    // Schwarz's criterion finds changes in noise that lasts, even with its variance inflated: that is an estimate too.
    private const double Caution = 3;

    // Per change: its place and its level.
    private const double ParametersPerChange = 2;

    /// <summary>The times at which a new level begins, rising.</summary>
    public static IReadOnlyList<int> Find(double[] values)
    {
        var n = values.Length;
        if (n < 2 * MinLength)
            return [];

        var (variance, inflation) = NoiseOf(values);
        if (variance <= 0)
            return [];
        var penalty = Caution * ParametersPerChange * Math.Log(n) * variance * inflation;
        var (sums, squares) = Cumulate(values);
        double Cost(int start, int end) => squares[end] - squares[start] - Math.Pow(sums[end] - sums[start], 2) / (end - start);

        var best = new double[n + 1];
        var before = new int[n + 1];
        best[0] = -penalty;
        var candidates = new List<int> { 0 };
        for (var end = MinLength; end <= n; end++)
        {
            best[end] = double.PositiveInfinity;
            foreach (var start in candidates)
            {
                if (best[start] + Cost(start, end) + penalty is var total && total < best[end])
                    (best[end], before[end]) = (total, start);
            }

            candidates.RemoveAll(start => best[start] + Cost(start, end) > best[end]);
            if (end - MinLength + 1 >= MinLength)
                candidates.Add(end - MinLength + 1);
        }

        var changes = new List<int>();
        for (var start = before[n]; start > 0; start = before[start])
            changes.Add(start);
        changes.Reverse();
        return changes;
    }

    /// <summary>
    /// The variance of the noise and by how much its correlation inflates that of a mean. Both from medians of differences, which a
    /// few changes of level do not move.
    /// </summary>
    private static (double Variance, double Inflation) NoiseOf(double[] values)
    {
        const double deviationOfMedian = 1.4826;
        double Deviation(int lag) => deviationOfMedian * Median.Of(Enumerable.Range(lag, values.Length - lag).Select(t => Math.Abs(values[t] - values[t - lag])));

        // The variance of a difference at lag k is 2σ²(1 − ρᵏ): the ratio at lags 2 and 1 is 1 + ρ.
        var (one, two) = (Math.Pow(Deviation(1), 2), Math.Pow(Deviation(2), 2));
        if (one <= 0)
            return (0, 1);
        var correlation = Math.Clamp(two / one - 1, 0, 0.95);
        return (one / (2 * (1 - correlation)), (1 + correlation) / (1 - correlation));
    }

    private static (double[] Sums, double[] Squares) Cumulate(double[] values)
    {
        var (sums, squares) = (new double[values.Length + 1], new double[values.Length + 1]);
        var mean = values.Average();
        for (var t = 0; t < values.Length; t++)
        {
            sums[t + 1] = sums[t] + (values[t] - mean);
            squares[t + 1] = squares[t] + (values[t] - mean) * (values[t] - mean);
        }

        return (sums, squares);
    }
}
