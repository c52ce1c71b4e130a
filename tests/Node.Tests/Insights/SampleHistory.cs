using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Node.Gateway.Insights;
using AkkaApiBench.Node.ReadModel.Series;

namespace AkkaApiBench.Node.Tests.Insights;

/// <summary>Histories whose values are known.</summary>
internal static class SampleHistory
{
    public static readonly TargetId Target = new("openai/gpt-4o-mini");

    /// <summary>A Monday.</summary>
    public static readonly DateTimeOffset Begin = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);

    public static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>A history by hour with a median latency of each, in milliseconds; none where it is not a number.</summary>
    public static SeriesHistory OfLatencies(IReadOnlyList<double> latencies) => Of(latencies.Count, at => double.IsNaN(latencies[at]) ? null : new Aggregate
    {
        Succeeded = 10,
        Distributions = Aggregate.Empty.Distributions.Add(Measure.Latency, Distribution.Of(Enumerable.Repeat((long)(1000 * latencies[at]), 10))),
    });

    public static SeriesHistory Of(int hours, Func<int, Aggregate?> measuredAt) => new(
        Target, Begin, Begin + hours * Hour, Hour,
        [
            .. from at in Enumerable.Range(0, hours)
               let measured = measuredAt(at)
               where measured is not null
               select new SeriesPoint(Begin + at * Hour, Hour, measured),
        ]);

    public static KnownValues? Known(SeriesHistory history) => KnownValues.Of(history, SeriesMetric.LatencyMedian);

    /// <summary>Slow by day and fast by night: 1 s, and half of that more or less, the most at six.</summary>
    public static double Daily(int hour) => 1000 + 500 * Math.Sin(2 * Math.PI * hour / 24);
}
