using AkkaApiBench.Analytics.Forecasting.Numerics;

namespace AkkaApiBench.Analytics.Forecasting;

/// <summary>Which seasons a series may have. Whether they help to forecast is decided by <see cref="RollingOrigin"/>.</summary>
internal static class SeasonFinder
{
    private const int DaysAWeek = 7;
    private const double SeasonsNeeded = 1.5;

    // A day of hours, halves, quarters, ten, five and single minutes.
    private static readonly int[] UsualDays = [24, 48, 96, 144, 288, 1440];

    /// <summary>The lengths in steps, rising: at most two.</summary>
    public static IReadOnlyList<int> Find(IReadOnlyList<double> values, ForecastOptions options)
    {
        var n = values.Count;
        IEnumerable<int> candidates = (options.Season, options.Spacing) switch
        {
            ({ } season, var spacing) => IsDay(season, spacing) ? [season, DaysAWeek * season] : [season],
            (null, { } spacing) => Seasonal(values, Calendar(spacing)).TakeLast(2),
            _ => Peak(values) is { } found ? IsDay(found, null) ? [found, DaysAWeek * found] : [found] : [],
        };
        return [.. candidates.Where(period => period > 1 && n >= SeasonsNeeded * period)];
    }

    private static bool IsDay(int steps, TimeSpan? spacing) =>
        spacing is { } known ? known * steps == TimeSpan.FromDays(1) : UsualDays.Contains(steps);

    /// <summary>An hour, a day, a week, a year of months: those that are a whole number of steps.</summary>
    private static IEnumerable<int> Calendar(TimeSpan spacing)
    {
        foreach (var cycle in new[] { TimeSpan.FromHours(1), TimeSpan.FromDays(1), TimeSpan.FromDays(DaysAWeek) })
        {
            if (cycle.Ticks % spacing.Ticks == 0 && cycle / spacing is >= 2 and <= int.MaxValue and var steps)
                yield return (int)steps;
        }
    }

    /// <summary>Those that show beside the shorter ones.</summary>
    private static List<int> Seasonal(IReadOnlyList<double> values, IEnumerable<int> periods)
    {
        var found = new List<int>();
        var rest = Detrended(values);
        foreach (var period in periods)
        {
            if (values.Count < 2 * period || !IsSeasonal(rest, period))
                continue;
            found.Add(period);
            rest = SeasonalEffects.Of(rest, [period]).RemoveFrom(rest);
        }

        return found;
    }

    /// <summary>
    /// The test of the M4 competition (S. Makridakis and others, International Journal of Forecasting 36, 2020, appendix A): the
    /// autocorrelation a season apart exceeds what the shorter ones explain, at 90 %. And it exceeds that of half a season, as that of
    /// a part of a longer wave does not.
    /// </summary>
    private static bool IsSeasonal(double[] values, int period)
    {
        var correlations = Autocorrelation.Of(values, period);
        var squares = correlations.Take(period - 1).Sum(value => value * value);
        return correlations[period - 1] > correlations[period / 2 - 1]
            && correlations[period - 1] > 1.645 * Math.Sqrt((1 + 2 * squares) / values.Length);
    }

    /// <summary>The first peak of the autocorrelation that is nearly as high as the highest.</summary>
    private static int? Peak(IReadOnlyList<double> values)
    {
        const double Least = 0.3;
        var longest = values.Count / 3;
        if (longest < 3)
            return null;

        var correlations = Autocorrelation.Of(Detrended(values), longest);
        var peaks = Enumerable.Range(1, longest - 2)
            .Where(i => correlations[i] > correlations[i - 1] && correlations[i] >= correlations[i + 1] && correlations[i] > Least)
            .ToList();
        if (peaks.Count == 0)
            return null;
        var highest = peaks.Max(i => correlations[i]);
        return peaks.First(i => correlations[i] > 0.9 * highest) + 1;
    }

    private static double[] Detrended(IReadOnlyList<double> values)
    {
        double[] rest = [.. values];
        var line = Line.Through(rest);
        for (var t = 0; t < rest.Length; t++)
            rest[t] -= line.At(t);
        return rest;
    }
}
