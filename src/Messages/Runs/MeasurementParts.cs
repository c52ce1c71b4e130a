using System.Collections.Immutable;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Protocol;

namespace AkkaApiBench.Messages.Runs;

/// <summary>
/// Measurements in messages that fit a frame. The histograms of a long test may take some hundred kilobytes: one of 23,220 buckets
/// that hold up to two million values each takes 93 KB. So a measurement goes in parts, its counters and each of its
/// distributions, which merge to the whole.
/// </summary>
public static class MeasurementParts
{
    /// <summary>As many parts as fit a message, those of the same test put together.</summary>
    /// <param name="measurements">All there are, always in the same order.</param>
    /// <param name="first">How many parts earlier messages had.</param>
    /// <returns>The measurements, in whole or in part, and where to go on; null when there is no more.</returns>
    public static (ImmutableArray<TestMeasurement> Tests, int? Next) Page(IEnumerable<TestMeasurement> measurements, int first)
    {
        var left = measurements.SelectMany(PartsOf).Skip(first).ToList();
        var fitting = Frame.Fitting(left, Frame.SizeOf).ToList();
        return (Join(fitting), fitting.Count < left.Count ? first + fitting.Count : null);
    }

    /// <summary>Puts parts together: one measurement a test and tag.</summary>
    public static ImmutableArray<TestMeasurement> Join(IEnumerable<TestMeasurement> parts) =>
        [.. parts.GroupBy(part => (part.Test, part.Tag)).Select(test => test.Aggregate(Add))];

    private static IEnumerable<TestMeasurement> PartsOf(TestMeasurement whole)
    {
        var none = Aggregate.Empty.Distributions;
        yield return whole with { Measured = whole.Measured with { Distributions = none } };
        foreach (var (measure, distribution) in whole.Measured.Distributions)
            yield return new TestMeasurement(whole.Test, default, TimeSpan.Zero, new Aggregate { Distributions = none.Add(measure, distribution) }, default) { Tag = whole.Tag };
    }

    private static TestMeasurement Add(TestMeasurement part, TestMeasurement other) => part with
    {
        Counts = part.Counts + other.Counts,
        Duration = part.Duration + other.Duration,
        Measured = part.Measured.Merge(other.Measured),
        Warmup = part.Warmup + other.Warmup,
        Findings = part.Findings ?? other.Findings,
        Course = part.Course.Merge(other.Course),
    };
}
