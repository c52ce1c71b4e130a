using AkkaApiBench.Messages.Measurement;
using MathNet.Numerics;

namespace AkkaApiBench.Analytics.Statistics;

/// <summary>
/// The bootstrap distribution of a sample's quantile: what B resamples with replacement tend to as B grows, without resampling
/// and so without chance. The quantile of a resample, the value of rank r of n, is no more than a value v exactly when r or more
/// of n draws are, and each draw is with the chance that v's share of the sample is: a binomial tail, which is the incomplete
/// beta function (J. S. Maritz, R. G. Jarrett, "A note on estimating the variance of the sample median", JASA 73, 1978;
/// D. L. Evans, L. M. Leemis, J. H. Drew, "The distribution of order statistics for discrete random variables with applications
/// to bootstrapping", INFORMS Journal on Computing 18, 2006).
/// </summary>
internal sealed class BootstrapQuantile
{
    // Beyond this many standard deviations a binomial tail is nothing or all.
    private const double Far = 9;

    private readonly double[] _values;
    private readonly double[] _chances;

    private BootstrapQuantile(double[] values, double[] chances) => (_values, _chances) = (values, chances);

    /// <summary>The values that a resample's quantile may have, rising, in the sample's unit.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>How likely each of <see cref="Values"/> is; they sum to 1.</summary>
    public ReadOnlySpan<double> Chances => _chances;

    /// <summary>Makes the distribution.</summary>
    /// <param name="sample">The sample; not empty.</param>
    /// <param name="percent">Which quantile, as in <see cref="Distribution.Percentile"/>: 0 to 100.</param>
    public static BootstrapQuantile Of(Distribution sample, double percent)
    {
        ArgumentOutOfRangeException.ThrowIfZero(sample.Count);
        var n = (double)sample.Count;
        var rank = Math.Clamp(Math.Ceiling(percent / 100 * n - 1e-9), 1, n);
        List<double> values = [], chances = [];
        double seen = 0, before = 0;
        foreach (var bucket in sample.Buckets)
        {
            seen += bucket.Count;
            var upTo = AtLeast(rank, n, seen / n);
            if (upTo > before)
            {
                values.Add(Math.Clamp(bucket.Highest, sample.Min, sample.Max));
                chances.Add(upTo - before);
                before = upTo;
            }
        }

        return new BootstrapQuantile([.. values], [.. chances]);
    }

    /// <summary>How likely <paramref name="rank"/> or more of <paramref name="n"/> draws are hits.</summary>
    private static double AtLeast(double rank, double n, double share)
    {
        var distance = n * share - rank;
        var deviations = distance / Math.Sqrt(Math.Max(1, n * share * (1 - share)));
        return share >= 1 || deviations > Far ? 1
            : deviations < -Far ? 0
            : SpecialFunctions.BetaRegularized(rank, n - rank + 1, share);
    }
}
