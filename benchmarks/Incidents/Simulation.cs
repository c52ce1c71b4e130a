using AkkaApiBench.Analytics.Detection;
using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Benchmarks.Incidents;

/// <summary>A provider's minute windows over two weeks, with a daily pattern, noise and at most one thing that goes wrong in the second week.</summary>
/// <param name="Name">What goes wrong.</param>
/// <param name="Metric">What is watched.</param>
/// <param name="Factor">What the value is multiplied by while it is wrong; of a rate, the value itself.</param>
/// <param name="Minutes">How long it is wrong.</param>
/// <param name="PerHour">How much the value grows in an hour instead; 0 for a step.</param>
internal sealed record Scenario(string Name, Metric Metric, double Factor, int Minutes, double PerHour = 0)
{
    public const int Week = 7 * 24 * 60;

    public static readonly IReadOnlyList<Scenario> All =
    [
        new("latency x 2, 10 minutes", Metric.Latency, 2, 10),
        new("success rate 99.5 to 97 %, 10 minutes", Metric.SuccessRate, 0.97, 10),
        new("throughput - 30 %, 10 minutes", Metric.OutputTokensPerSecond, 0.7, 10),
        new("cost + 50 %, 10 minutes", Metric.CostPer1kRequests, 1.5, 10),
        new("latency + 1 % an hour, a day", Metric.Latency, 1, 24 * 60, 0.01),
    ];

    /// <summary>The windows of two weeks.</summary>
    /// <param name="random">The chance.</param>
    /// <param name="start">The window in which it begins to go wrong; null for two quiet weeks.</param>
    public IEnumerable<Point> Windows(Random random, int? start)
    {
        var begin = new DateTimeOffset(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);
        var phase = random.NextDouble() * 2 * Math.PI;
        for (var i = 0; i < 2 * Week; i++)
        {
            var wave = Math.Sin(2 * Math.PI * i / 1440 + phase);
            var wrong = start is { } from && i >= from && i < from + Minutes;
            var factor = !wrong ? 1 : PerHour > 0 ? 1 + PerHour * (i - start!.Value) / 60d : Factor;
            yield return Metric == Metric.SuccessRate
                ? Rate(begin.AddMinutes(i), (int)(300 * (1 + 0.3 * wave)), wrong ? Factor : 0.995, random)
                : new Point(begin.AddMinutes(i), 1000 * (1 + 0.3 * wave) * factor * Math.Exp(Noise * Normal(random)));
        }
    }

    private double Noise => Metric == Metric.Latency ? 0.08 : 0.05;

    private static Point Rate(DateTimeOffset time, int count, double rate, Random random)
    {
        var succeeded = 0;
        for (var i = 0; i < count; i++)
            succeeded += random.NextDouble() < rate ? 1 : 0;
        return new Point(time, (double)succeeded / count, count);
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
