using AkkaApiBench.Analytics.Forecasting.Numerics;
using MathNet.Numerics;

namespace AkkaApiBench.Analytics.Trends;

/// <summary>
/// Whether a series rises or falls (H. B. Mann, Econometrica 13, 1945; M. G. Kendall, "Rank correlation methods", 1948), with the
/// variance corrected for ties and for autocorrelation: values that resemble their neighbours say less than as many independent
/// ones (K. H. Hamed, A. R. Rao, "A modified Mann-Kendall trend test for autocorrelated data", Journal of Hydrology 204, 1998).
/// </summary>
/// <param name="Score">In how many more pairs the later value is larger than in how many it is smaller.</param>
/// <param name="Variance">The variance of the score where there is no trend.</param>
internal readonly record struct MannKendall(double Score, double Variance)
{
    // Correlations that are not certain at this level count as none (Hamed and Rao).
    private const double Significant = 1.959963984540054;

    /// <summary>How likely at least such a score is where there is no trend; two-sided.</summary>
    public double PValue => Variance > 0 ? SpecialFunctions.Erfc(Math.Max(0, Math.Abs(Score) - 1) / Math.Sqrt(2 * Variance)) : 1;

    /// <summary>Tests values.</summary>
    /// <param name="values">Values at even distances.</param>
    /// <param name="slope">The slope a step, taken out before the correlation is looked at.</param>
    public static MannKendall Test(double[] values, double slope)
    {
        var n = values.Length;
        double score = 0;
        for (var i = 0; i < n; i++)
        {
            for (var j = i + 1; j < n; j++)
                score += Math.Sign(values[j] - values[i]);
        }

        var ties = values.GroupBy(value => value).Select(group => (double)group.Count()).Sum(count => count * (count - 1) * (2 * count + 5));
        var variance = ((double)n * (n - 1) * (2 * n + 5) - ties) / 18;
        return new MannKendall(score, variance * CorrectionFor(values, slope));
    }

    private static double CorrectionFor(double[] values, double slope)
    {
        var n = values.Length;
        var ranks = RanksOf([.. values.Select((value, t) => value - slope * t)]);
        var correlations = Autocorrelation.Of([.. ranks.Select(rank => rank - (n + 1) / 2d)], n - 1);
        double sum = 0;
        for (var lag = 1; lag < n - 2; lag++)
        {
            if (Math.Abs(correlations[lag - 1]) > Significant / Math.Sqrt(n))
                sum += (double)(n - lag) * (n - lag - 1) * (n - lag - 2) * correlations[lag - 1];
        }

        // Values that alternate would be surer than independent ones; that is not believed.
        return Math.Max(1, 1 + 2 / ((double)n * (n - 1) * (n - 2)) * sum);
    }

    private static double[] RanksOf(double[] values)
    {
        var ranks = new double[values.Length];
        var order = Enumerable.Range(0, values.Length).OrderBy(i => values[i]).ToArray();
        for (var first = 0; first < order.Length;)
        {
            var end = first + 1;
            while (end < order.Length && values[order[end]] == values[order[first]])
                end++;
            for (var i = first; i < end; i++)
                ranks[order[i]] = (first + 1 + end) / 2d;
            first = end;
        }

        return ranks;
    }
}
