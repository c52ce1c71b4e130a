using AkkaApiBench.Analytics.Forecasting.Numerics;

namespace AkkaApiBench.Analytics.Forecasting;

/// <summary>
/// Fills gaps, and replaces short bursts of values that do not fit, by what the level around them and the place in the season let
/// expect: medians, so that the bursts do not shape it (a Hampel filter: L. Davies, U. Gather, JASA 88, 1993, beside the seasons).
/// A change that lasts is no burst and stays, and so does a value that is usual at other times.
/// </summary>
internal static class HistoryCleaner
{
    // In robust standard deviations. Values this far out are rare even where tails are heavy.
    private const double Limit = 8;
    private const double DeviationOfMad = 1.4826;
    private const int MinWindow = 7;

    // Of two values of a place, one of them wrong, nobody can tell which.
    private const int SeasonsToTell = 3;

    /// <summary>The history with a finite value at each time.</summary>
    /// <param name="values">At least one of them finite.</param>
    /// <param name="periods">The lengths of the seasons, rising.</param>
    public static double[] Clean(IReadOnlyList<double> values, IReadOnlyList<int> periods)
    {
        var clean = Interpolate(values);
        var window = Math.Max(MinWindow, periods.Count > 0 ? periods[0] : 0);
        if (clean.Length < 2 * window)
            return clean;

        var expected = Expected(clean, periods, window);
        var errors = clean.Select((value, t) => Math.Abs(value - expected[t])).ToArray();
        var deviation = DeviationOfMad * Median.Of(errors.Where((_, t) => double.IsFinite(values[t])));
        for (var t = 0; t < clean.Length; t++)
        {
            if (!double.IsFinite(values[t]))
                clean[t] = expected[t];
        }

        var usual = clean.Where((_, t) => errors[t] <= Limit * deviation).ToList();
        var (least, most) = (usual.Min(), usual.Max());
        bool IsBurst(int t) => deviation > 0 && errors[t] > Limit * deviation && (clean[t] < least || clean[t] > most);

        var longest = Math.Max(1, window / 4);
        for (var start = 0; start < clean.Length; start++)
        {
            var end = start;
            while (end < clean.Length && IsBurst(end))
                end++;
            if (end - start <= longest)
                expected.AsSpan(start, end - start).CopyTo(clean.AsSpan(start));
            start = end;
        }

        return clean;
    }

    private static double[] Interpolate(IReadOnlyList<double> values)
    {
        double[] filled = [.. values];
        var before = -1;
        for (var t = 0; t <= filled.Length; t++)
        {
            if (t < filled.Length && !double.IsFinite(filled[t]))
                continue;
            for (var gap = before + 1; gap < t; gap++)
            {
                filled[gap] = before < 0 ? values[t]
                    : t == filled.Length ? values[before]
                    : values[before] + (values[t] - values[before]) * (gap - before) / (t - before);
            }

            before = t;
        }

        return filled;
    }

    /// <summary>The season's medians beside the level, and the level beside them: the level is seen clearly only without the season.</summary>
    private static double[] Expected(double[] values, IReadOnlyList<int> periods, int window)
    {
        var level = Median.Moving(values, window);
        var effects = new double[values.Length];
        foreach (var period in periods.TakeWhile(period => values.Length >= SeasonsToTell * period))
        {
            for (var place = 0; place < period; place++)
            {
                var times = Enumerable.Range(0, (values.Length - place + period - 1) / period).Select(season => place + season * period).ToList();
                var effect = Median.Of(times.Select(t => values[t] - level[t] - effects[t]));
                foreach (var t in times)
                    effects[t] += effect;
            }
        }

        var rest = Median.Moving([.. values.Select((value, t) => value - effects[t])], window);
        return [.. rest.Select((value, t) => value + effects[t])];
    }
}
