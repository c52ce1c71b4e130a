using AkkaApiBench.Analytics.Comparisons;
using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Benchmarks.Comparisons;

/// <summary>A target whose latencies are drawn from a lognormal distribution.</summary>
internal static class SimulatedTarget
{
    /// <summary>As wide as answers of one length from a busy provider: p95 is 1.6 times the median.</summary>
    public const double Sigma = 0.3;

    public const double MedianMs = 500;

    public static readonly double P95Ms = MedianMs * Math.Exp(1.6448536269514722 * Sigma);

    /// <summary>Measures it: <paramref name="count"/> requests that take <paramref name="slowdown"/> times as long.</summary>
    public static Sample Sample(string name, int count, double slowdown, Random random) => new()
    {
        Target = name,
        Times = new Dictionary<Metric, Distribution>
        {
            [Metric.Latency] = Distribution.Of(Enumerable.Range(0, count).Select(_ => (long)(1000 * MedianMs * slowdown * Lognormal(Sigma, random)))),
        },
        Succeeded = count,
        Judged = count,
    };

    /// <summary>A lognormal value of median 1.</summary>
    public static double Lognormal(double sigma, Random random) => Math.Exp(sigma * Normal(random));

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
