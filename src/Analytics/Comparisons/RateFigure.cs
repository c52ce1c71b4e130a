using AkkaApiBench.Analytics.Statistics;
using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Analytics.Comparisons;

/// <summary>Compares success rates.</summary>
internal static class RateFigure
{
    /// <summary>The finding of a pair; null where one has no request that speaks of it.</summary>
    public static Finding? Compare(Pair pair)
    {
        var (a, b) = (pair.A, pair.B);
        return RateDifference.Of(a.Succeeded, a.Judged, b.Succeeded, b.Judged) is { } interval
            ? new Finding(
                pair, Metric.SuccessRate, Metric.SuccessRate.Name, (double)a.Succeeded / a.Judged, (double)b.Succeeded / b.Judged,
                interval, Ratio: null, FisherExact.Test(a.Succeeded, a.Judged, b.Succeeded, b.Judged))
            : null;
    }
}
