using AkkaApiBench.Analytics.Forecasting;
using AkkaApiBench.Analytics.Forecasting.Numerics;
using AkkaApiBench.Messages.Trends;

namespace AkkaApiBench.Analytics.Trends;

/// <summary>Analyses weeks of a series: slope, changes of level, good and bad hours and days.</summary>
public static class TrendAnalysis
{
    private const double Level = 0.05;

    // From this many days on, a day's median is a value: it has no time of day, and hardly resembles its neighbour.
    private const int DaysForDaily = 8;

    // Slopes between all pairs take the square of this.
    private const int MostValues = 1500;

    private const int FewestValues = 4;

    /// <summary>Analyses a series.</summary>
    /// <param name="start">The time of the first value.</param>
    /// <param name="series">The series.</param>
    /// <returns>Null where fewer than four values or no distance are known: they show nothing.</returns>
    public static Trend? Of(DateTimeOffset start, TimeGrid series)
    {
        if (series.Spacing is not { } spacing || series.Values.Count(double.IsFinite) < FewestValues)
            return null;

        var periods = SeasonFinder.Find(HistoryCleaner.Clean(series.Values, []), new ForecastOptions { Horizon = 1, Spacing = spacing });
        var values = HistoryCleaner.Clean(series.Values, periods);
        DateTimeOffset TimeOf(int step) => start + step * spacing;

        var level = WithoutSeasons(values, periods, spacing);
        var (points, perDay) = Points(level, spacing);
        var slope = TheilSen.Of(points, out var test);
        var pValue = test.PValue;
        return new Trend
        {
            Direction = pValue > Level ? TrendDirection.NoneShown : test.Score > 0 ? TrendDirection.Rising : TrendDirection.Falling,
            SlopePerDay = slope.Slope * perDay,
            SlopePerDayCi95 = [slope.Interval.Lower * perDay, slope.Interval.Upper * perDay],
            PValue = pValue,
            Changes = ChangesOf(level, TimeOf),
            Hours = spacing <= TimeSpan.FromHours(1) ? PatternOf(values, TimeOf, time => (time.UtcDateTime.Hour, DayOf(time))) : [],
            Weekdays = spacing <= TimeSpan.FromDays(1) ? PatternOf(DailyMedians(values, TimeOf), time => ((int)time.UtcDateTime.DayOfWeek, DayOf(time) / 7)) : [],
        };
    }

    /// <summary>The seasons are looked for beside a first slope, for a part of a slope looks like a season.</summary>
    private static double[] WithoutSeasons(double[] values, IReadOnlyList<int> periods, TimeSpan spacing)
    {
        var (points, perDay) = Points(values, spacing);
        var slope = TheilSen.Of(points, out _).Slope * perDay * (spacing / TimeSpan.FromDays(1));
        var effects = SeasonalEffects.Of([.. values.Select((value, step) => value - slope * step)], periods);
        return effects.RemoveFrom(values);
    }

    /// <summary>The values that the slope goes through, and how many of them a day has.</summary>
    private static (double[] Points, double PerDay) Points(double[] level, TimeSpan spacing)
    {
        var perDay = TimeSpan.FromDays(1) / spacing;
        var size = perDay >= 2 && level.Length / perDay >= DaysForDaily ? (int)perDay : Math.Max(1, (level.Length + MostValues - 1) / MostValues);
        return ([.. level.Chunk(size).Where(chunk => chunk.Length == size).Select(chunk => Median.Of(chunk))], perDay / size);
    }

    private static List<LevelChange> ChangesOf(double[] level, Func<int, DateTimeOffset> timeOf)
    {
        var changes = ChangePoints.Find(level);
        int[] bounds = [0, .. changes, level.Length];
        double MedianOf(int stretch) => Median.Of(level[bounds[stretch]..bounds[stretch + 1]]);
        return [.. changes.Select((at, i) => new LevelChange(timeOf(at), MedianOf(i), MedianOf(i + 1)))];
    }

    private static IEnumerable<(DateTimeOffset Time, double Value)> DailyMedians(double[] values, Func<int, DateTimeOffset> timeOf) =>
        values.Select((value, step) => (Time: timeOf(step), Value: value))
            .GroupBy(point => DayOf(point.Time))
            .Select(day => (day.First().Time, Median.Of(day.Select(point => point.Value))));

    private static IReadOnlyList<PatternPlace> PatternOf(double[] values, Func<int, DateTimeOffset> timeOf, Func<DateTimeOffset, (int Place, long Cycle)> placeOf) =>
        PatternOf(values.Select((value, step) => (timeOf(step), value)), placeOf);

    private static IReadOnlyList<PatternPlace> PatternOf(IEnumerable<(DateTimeOffset Time, double Value)> points, Func<DateTimeOffset, (int Place, long Cycle)> placeOf) =>
        SeasonalPattern.Of(points.Select(point => (placeOf(point.Time).Place, placeOf(point.Time).Cycle, point.Value)));

    /// <summary>Days since a Sunday long ago, so that seven of them are a week.</summary>
    private static long DayOf(DateTimeOffset time) => time.UtcDateTime.Ticks / TimeSpan.TicksPerDay + 1;
}
