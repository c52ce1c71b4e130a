using AkkaApiBench.Analytics.Statistics;
using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Analytics.Comparisons;

/// <summary>Compares medians and p95 of times.</summary>
internal sealed class QuantileFigures
{
    // In fewer values p95 has no upper bound (QuantileInterval), and its test could hardly find a thing.
    private const long FewestForP95 = 72;

    private const double PerMillisecond = 1000;

    // Each target is in many pairs.
    private readonly Dictionary<(Distribution, double), BootstrapQuantile> _bootstraps = [];

    /// <summary>The findings of a pair: the median where both have values, p95 where both have enough.</summary>
    public IEnumerable<Finding> Compare(Metric metric, Pair pair)
    {
        if (!pair.A.Times.TryGetValue(metric, out var a) || !pair.B.Times.TryGetValue(metric, out var b) || a.Count == 0 || b.Count == 0)
            yield break;

        yield return Compare(metric, "p50", pair, a, b, 50, MannWhitney.Test(a, b));
        if (Math.Min(a.Count, b.Count) >= FewestForP95)
            yield return Compare(metric, "p95", pair, a, b, 95, QuantileTest.Test(a, b, 95));
    }

    private Finding Compare(Metric metric, string statistic, Pair pair, Distribution a, Distribution b, double percent, Evidence evidence)
    {
        var (bootstrapA, bootstrapB) = (BootstrapOf(a, percent), BootstrapOf(b, percent));
        var (lower, upper) = BootstrapDifference.Of(bootstrapA, bootstrapB);
        return new Finding(
            pair, metric, $"{metric.Name}.{statistic}", a.Percentile(percent) / PerMillisecond, b.Percentile(percent) / PerMillisecond,
            new Interval(lower / PerMillisecond, upper / PerMillisecond), BootstrapDifference.RatioOf(bootstrapA, bootstrapB), evidence);
    }

    private BootstrapQuantile BootstrapOf(Distribution values, double percent) =>
        _bootstraps.TryGetValue((values, percent), out var known) ? known : _bootstraps[(values, percent)] = BootstrapQuantile.Of(values, percent);
}
