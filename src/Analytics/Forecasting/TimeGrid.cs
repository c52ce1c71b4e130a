using AkkaApiBench.Analytics.Forecasting.Numerics;

namespace AkkaApiBench.Analytics.Forecasting;

/// <summary>A series at even distances, made of one that may have gaps, repetitions and jitter.</summary>
/// <param name="Spacing">The time between two values: the median distance. Null for a single time.</param>
/// <param name="Values">A value a step, the oldest first; the mean where several fall on one, not a number where none does.</param>
public sealed record TimeGrid(TimeSpan? Spacing, IReadOnlyList<double> Values)
{
    private const int MaxSteps = 10_000_000;

    /// <summary>Lays a series on a grid.</summary>
    /// <param name="series">At least one value with its time, in any order; one that is not a number is a gap.</param>
    /// <exception cref="ArgumentException">The series is empty, or its gaps are too long for its distances.</exception>
    public static TimeGrid Of(IReadOnlyCollection<(DateTimeOffset Time, double Value)> series)
    {
        if (series.Count == 0)
            throw new ArgumentException("there is no value", nameof(series));

        var ordered = series.OrderBy(row => row.Time).ToList();
        var distances = ordered.Skip(1).Zip(ordered, (later, earlier) => (later.Time - earlier.Time).Ticks).Where(ticks => ticks > 0).Select(ticks => (double)ticks).ToList();
        if (distances.Count == 0)
            return new TimeGrid(null, [MeanOf(ordered)]);

        var first = ordered[0].Time;
        var spacing = Math.Max(1, Median.Of(distances));
        var last = (ordered[^1].Time - first).Ticks / spacing;
        if (last > MaxSteps)
            throw new ArgumentException($"the series spans {last:0} times its usual distance of {TimeSpan.FromTicks((long)spacing)}, more than {MaxSteps}", nameof(series));

        var values = new double[(int)Math.Round(last) + 1];
        Array.Fill(values, double.NaN);
        foreach (var step in ordered.GroupBy(row => (int)Math.Round((row.Time - first).Ticks / spacing)))
            values[step.Key] = MeanOf(step);
        return new TimeGrid(TimeSpan.FromTicks((long)spacing), values);
    }

    private static double MeanOf(IEnumerable<(DateTimeOffset Time, double Value)> rows) =>
        rows.Select(row => row.Value).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();
}
