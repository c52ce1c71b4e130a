using AkkaApiBench.Messages.Measurement;
using MathNet.Numerics.Distributions;

namespace AkkaApiBench.Analytics.Statistics;

/// <summary>
/// The interval for a quantile from order statistics, which asks nothing of the distribution
/// (W. J. Conover, "Practical Nonparametric Statistics", 3rd ed. 1999, section 3.2). How many of n values lie below the
/// quantile q is binomial (n, q); the bounds are the values at the ranks that leave at most 2.5 % on either side.
/// </summary>
public static class QuantileInterval
{
    private const double Tail = 0.025;

    // Above this the normal approximation of the binomial is right to the rank or nearly so, and much faster.
    private const long ExactUpTo = 1000;

    /// <summary>The 95 % interval of the median: <see cref="Of"/> for 0.5.</summary>
    public static Interval OfMedian(Distribution values) => Of(values, 0.5);

    /// <summary>
    /// The interval of a quantile that covers it in at least 95 % of samples. A bound for which there are too few values
    /// is infinite: the median needs 6 values, p95 72, p99 368.
    /// </summary>
    /// <param name="values">The sample; the interval is in its unit.</param>
    /// <param name="quantile">Above 0 and below 1.</param>
    public static Interval Of(Distribution values, double quantile)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(quantile, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(quantile, 1);
        if (values.Count == 0)
            return Interval.Unbounded;

        var (lower, upper) = values.Count <= ExactUpTo ? ExactRanks((int)values.Count, quantile) : NormalRanks(values.Count, quantile);
        return new Interval(
            lower < 1 ? double.NegativeInfinity : Math.Max(values.Min, BucketAt(values, lower).Lowest),
            upper > values.Count ? double.PositiveInfinity : Math.Min(values.Max, BucketAt(values, upper).Highest));
    }

    private static (long Lower, long Upper) ExactRanks(int n, double quantile)
    {
        var lower = 0;
        while (Binomial.CDF(quantile, n, lower) <= Tail)
            lower++;
        var upper = lower;
        while (upper < n && Binomial.CDF(quantile, n, upper) < 1 - Tail)
            upper++;
        return (lower, upper + 1);
    }

    private static (long Lower, long Upper) NormalRanks(long n, double quantile)
    {
        var half = Interval.Z95 * Math.Sqrt(n * quantile * (1 - quantile));
        return ((long)Math.Floor(n * quantile - half), (long)Math.Ceiling(n * quantile + half) + 1);
    }

    private static Bucket BucketAt(Distribution values, long rank)
    {
        long seen = 0;
        foreach (var bucket in values.Buckets)
        {
            seen += bucket.Count;
            if (seen >= rank)
                return bucket;
        }

        throw new ArgumentOutOfRangeException(nameof(rank));
    }
}
