using AkkaApiBench.Analytics.Comparisons;
using AkkaApiBench.Analytics.Statistics;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Results;

namespace AkkaApiBench.Analytics.Results;

/// <summary>What a type of test ranks targets by.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Statistic">Which figure of its distribution; null for a figure of the whole test.</param>
/// <param name="IntervalOf">How sure the figure of a test is, in the figure's unit; null for a figure that is a matter of arithmetic.</param>
internal sealed record Criterion(Metric Metric, string? Statistic, Func<TestOutcome, Interval?> IntervalOf)
{
    private static readonly Criterion Latency = new(Metric.Latency, "p50",
        outcome => QuantileInterval.OfMedian(outcome.Measured[Measure.Latency]).Scale(0.001));

    private static readonly Criterion Throughput = new(Metric.OutputTokensPerSecond, null, IntervalOfThroughput);

    private static readonly Criterion Reliability = new(Metric.SuccessRate, null,
        outcome => WilsonInterval.Of(outcome.Measured.Succeeded, Sample.JudgedOf(outcome.Measured)));

    private static readonly Criterion CostEfficiency = new(Metric.OutputTokensPerDollar, null, _ => null);

    private static readonly Criterion Streaming = new(Metric.Ttft, "p50",
        outcome => QuantileInterval.OfMedian(outcome.Measured[Measure.Ttft]).Scale(0.001));

    /// <summary>The criterion of a type of test.</summary>
    public static Criterion Of(TestType type) => type switch
    {
        TestType.Latency => Latency,
        TestType.Throughput => Throughput,
        TestType.Reliability => Reliability,
        TestType.CostEfficiency => CostEfficiency,
        TestType.Concurrency => Throughput,
        TestType.Streaming => Streaming,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no such type of test"),
    };

    /// <summary>The metric and its figure as in conditions, such as <c>latency.p50</c>.</summary>
    public string Name => Statistic is null ? Metric.Name : $"{Metric.Name}.{Statistic}";

    /// <summary>The figure of a test; null when it has none. Tokens that cost nothing are the most that a dollar can buy.</summary>
    public double? FigureOf(TestResult figures) =>
        Metric == Metric.OutputTokensPerDollar && figures is { Cost.TotalUsd: 0, Tokens.Output: > 0 }
            ? double.PositiveInfinity
            : figures.Figure(Metric, Statistic);

    /// <summary>
    /// The interval of successes a second, times the mean tokens of a success: how answers differ in length is left out,
    /// for in a closed loop a longer answer takes longer.
    /// </summary>
    private static Interval? IntervalOfThroughput(TestOutcome outcome)
    {
        var measured = outcome.Measured;
        if (measured.Succeeded == 0)
            return null;

        var latency = measured[Measure.Latency];
        var isOpenLoop = measured[Measure.ResponseTime].Count > 0;
        var dispersion = isOpenLoop ? 1 : RateInterval.DispersionOfClosedLoop(latency.Mean, latency.StandardDeviation, measured.Succeeded);
        return RateInterval.Of(measured.Succeeded, outcome.Duration, dispersion)
            ?.Scale((double)measured.Tokens.Output / measured.Succeeded);
    }
}
