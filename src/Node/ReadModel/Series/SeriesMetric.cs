using System.Globalization;
using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Node.ReadModel.Series;

/// <summary>One number of every point of a history.</summary>
/// <param name="Name">The metric and, of a distribution, the statistic: <c>latency.p50</c>.</param>
/// <param name="Unit">What it is counted in; times are milliseconds.</param>
/// <param name="ValueOf">The value of a point; not a number where it has none.</param>
internal sealed record SeriesMetric(string Name, Unit Unit, Func<SeriesPoint, double> ValueOf)
{
    private static readonly double[] Percentiles = [50, 75, 90, 95, 99];

    /// <summary>Median latency.</summary>
    public static readonly SeriesMetric LatencyMedian = PercentileOf(Metric.Latency, 50);

    /// <summary>Median time to first token.</summary>
    public static readonly SeriesMetric TtftMedian = PercentileOf(Metric.Ttft, 50);

    /// <summary>Generated tokens per second of load.</summary>
    public static readonly SeriesMetric OutputTokensPerSecond = PerSecond(Metric.OutputTokensPerSecond, measured => measured.Tokens.Output);

    /// <summary>Share of successes among what was judged.</summary>
    public static readonly SeriesMetric SuccessRate = Figure(Metric.SuccessRate, point => point.Measured.Succeeded / (double)point.Judged);

    /// <summary>Cost of a thousand requests; none without a price.</summary>
    public static readonly SeriesMetric CostPer1kRequests = Figure(Metric.CostPer1kRequests, point => point.Measured is { Succeeded: > 0, Cost.Pico: > 0 } measured
        ? 1000 * (double)measured.Cost.Dollars / measured.Succeeded : double.NaN);

    /// <summary>Everything that can be asked for, by name.</summary>
    public static readonly IReadOnlyDictionary<string, SeriesMetric> All = new[]
    {
        from metric in Metric.All
        where metric.Measure is { } measure && MinuteRollup.Kept.Contains(measure)
        from percent in Percentiles
        select PercentileOf(metric, percent),
        [
            OutputTokensPerSecond,
            PerSecond(Metric.RequestsPerSecond, measured => measured.Succeeded),
            PerSecond(Metric.Goodput, measured => measured.Good),
            SuccessRate,
            new SeriesMetric("successes", Unit.Ratio, point => point.Measured.Succeeded),
            new SeriesMetric("requests", Unit.Ratio, point => point.Judged),
            Figure(Metric.CostUsd, point => (double)point.Measured.Cost.Dollars),
            CostPer1kRequests,
        ],
    }.SelectMany(metrics => metrics).ToDictionary(metric => metric.Name, StringComparer.Ordinal);

    private static SeriesMetric PercentileOf(Metric metric, double percent) => new(
        string.Create(CultureInfo.InvariantCulture, $"{metric.Name}.p{percent}"), metric.Unit,
        point => point.Measured[metric.Measure!.Value] is { Count: > 0 } times ? times.Percentile(percent) / 1000.0 : double.NaN);

    private static SeriesMetric PerSecond(Metric metric, Func<Aggregate, long> countOf) =>
        Figure(metric, point => point.Loaded > TimeSpan.Zero ? countOf(point.Measured) / point.Loaded.TotalSeconds : double.NaN);

    private static SeriesMetric Figure(Metric metric, Func<SeriesPoint, double> valueOf) => new(metric.Name, metric.Unit, valueOf);
}
