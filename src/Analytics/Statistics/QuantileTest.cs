using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Analytics.Statistics;

/// <summary>
/// The test of one quantile of two samples (the median test carried over to other quantiles: W. J. Conover, "Practical
/// Nonparametric Statistics", 3rd ed. 1999, section 4.3): of which sample more values lie above the quantile of both together,
/// judged by <see cref="FisherExact"/>. Unlike the rank test it sees a tail that moves while the middle stays.
/// </summary>
internal static class QuantileTest
{
    /// <summary>Compares a quantile of two samples.</summary>
    /// <param name="a">The first.</param>
    /// <param name="b">The second.</param>
    /// <param name="percent">Which quantile, as in <see cref="Distribution.Percentile"/>.</param>
    public static Evidence Test(Distribution a, Distribution b, double percent)
    {
        var limit = a.Merge(b).Percentile(percent);
        return FisherExact.Test(Above(a, limit), a.Count, Above(b, limit), b.Count);
    }

    private static long Above(Distribution values, long limit)
    {
        long above = 0;
        foreach (var bucket in values.Buckets)
            above += bucket.Lowest > limit ? bucket.Count : 0;
        return above;
    }
}
