using AkkaApiBench.Analytics.Comparisons;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Results;

namespace AkkaApiBench.Analytics.Tests.Comparisons;

/// <summary>Samples that are drawn from known distributions.</summary>
internal static class Drawn
{
    /// <summary>As wide as answers of one length from a busy provider: p95 is 1.6 times the median.</summary>
    public const double Sigma = 0.3;

    public const double MedianMs = 500;

    public static readonly double P95Ms = MedianMs * Math.Exp(1.6448536269514722 * Sigma);

    /// <summary>Lognormal latencies in microseconds.</summary>
    public static long[] Latencies(Random random, int count, double slowdown = 1) =>
        [.. Enumerable.Range(0, count).Select(_ => (long)(1000 * MedianMs * slowdown * Math.Exp(Sigma * Normal(random))))];

    public static Sample Sample(string name, params IEnumerable<long> latencies) => Sample(name, Distribution.Of(latencies));

    public static Sample Sample(string name, Distribution latencies) => new()
    {
        Target = name,
        Times = latencies.Count == 0 ? new Dictionary<Metric, Distribution>() : new Dictionary<Metric, Distribution> { [Metric.Latency] = latencies },
        Succeeded = latencies.Count,
        Judged = latencies.Count,
    };

    /// <summary>Compares two samples on latency: the median first, then p95 where there are enough values.</summary>
    public static IReadOnlyList<PairComparison> OnLatency(Sample a, Sample b) =>
        [.. ComparisonFamily.Compare("latency", [new Pair(a, b)]).Where(pair => pair.Metric.StartsWith("latency", StringComparison.Ordinal))];

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
