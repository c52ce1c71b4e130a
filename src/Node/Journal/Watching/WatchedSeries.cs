using System.Numerics;
using AkkaApiBench.Analytics.Detection;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Node.Journal.Watching;

/// <summary>A series that is watched: what it is called, and its value in a minute.</summary>
/// <param name="Name">The metric and, of a distribution, the statistic.</param>
/// <param name="Metric">What is measured.</param>
/// <param name="ValueOf">The value; not a number where there is none.</param>
/// <param name="CountOf">How many requests a rate is of; null for what is no rate.</param>
internal sealed record WatchedSeries(string Name, Metric Metric, Func<MinuteOfLoad, double> ValueOf, Func<MinuteOfLoad, long>? CountOf = null)
{
    // What a few seconds show is more noise than the minutes around it.
    private const int LeastSeconds = 10;

    /// <summary>Every series of a target.</summary>
    public static readonly IReadOnlyList<WatchedSeries> All =
    [
        MedianOf(Metric.Latency),
        MedianOf(Metric.Ttft),
        new(Metric.OutputTokensPerSecond.Name, Metric.OutputTokensPerSecond, minute => minute.Measured.Tokens.Output / (double)SecondsOf(minute)),
        new(Metric.SuccessRate.Name, Metric.SuccessRate, minute => minute.Measured.Succeeded / (double)JudgedOf(minute), JudgedOf),
        new(Metric.CostPer1kRequests.Name, Metric.CostPer1kRequests, CostOf),
    ];

    /// <summary>How the series is watched.</summary>
    public MonitorOptions Options { get; } = new() { Kind = SeriesKind.Of(Metric) };

    /// <summary>The point of a minute; null when the minute says nothing: no request ended, or there was load for a few seconds only.</summary>
    public Point? PointOf(MinuteOfLoad minute) =>
        SecondsOf(minute) >= LeastSeconds && JudgedOf(minute) > 0 && ValueOf(minute) is var value && double.IsFinite(value)
            ? new Point(minute.Start, value, CountOf?.Invoke(minute)) : null;

    private static int SecondsOf(MinuteOfLoad minute) => BitOperations.PopCount((ulong)minute.Seconds);

    /// <summary>What the client itself gave up says nothing of the target.</summary>
    private static long JudgedOf(MinuteOfLoad minute) => minute.Measured.Ended - minute.Measured.Errors.GetValueOrDefault(ErrorKind.Cancelled);

    private static WatchedSeries MedianOf(Metric metric) => new($"{metric.Name}.p50", metric, minute =>
        minute.Measured[metric.Measure!.Value] is { Count: > 0 } times ? times.Percentile(50) / 1000.0 : double.NaN);

    private static double CostOf(MinuteOfLoad minute) => minute.Measured is { Succeeded: > 0, Cost.Pico: > 0 } measured
        ? 1000 * (double)measured.Cost.Dollars / measured.Succeeded : double.NaN;
}
