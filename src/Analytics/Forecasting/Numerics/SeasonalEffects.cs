namespace AkkaApiBench.Analytics.Forecasting.Numerics;

/// <summary>
/// A series taken apart by the classical decomposition (R. J. Hyndman, G. Athanasopoulos, "Forecasting: principles and
/// practice", 3rd ed. 2021, section 3.4), with several seasons: what remains beside a moving average of the longest season is
/// averaged by the place in the shortest season, what remains of that by the place in the next. The longer ones have few values a
/// place and are pulled towards 0, as the best predictors of random effects are (G. K. Robinson, "That BLUP is a good thing",
/// Statistical Science 6, 1991).
/// </summary>
internal sealed class SeasonalEffects
{
    // As if each place of a longer season had been seen once more, with no effect.
    private const double Doubt = 1;

    private readonly double[][] _effects;

    private SeasonalEffects(double[][] effects) => _effects = effects;

    /// <summary>Estimates the effects.</summary>
    public static SeasonalEffects Of(ReadOnlySpan<double> history, IReadOnlyList<int> periods)
    {
        var rest = history.ToArray();
        if (periods.Count > 0)
        {
            var trend = MovingAverage.Of(history, Math.Min(periods[^1], history.Length));
            for (var t = 0; t < rest.Length; t++)
                rest[t] -= trend[t];
        }

        var effects = new double[periods.Count][];
        for (var i = 0; i < effects.Length; i++)
        {
            effects[i] = MeansOf(rest, periods[i], doubt: i == 0 ? 0 : Doubt);
            for (var t = 0; t < rest.Length; t++)
                rest[t] -= effects[i][t % periods[i]];
        }

        return new SeasonalEffects(effects);
    }

    /// <summary>The sum of the effects at a time, which may lie after the history.</summary>
    public double At(int time)
    {
        double sum = 0;
        foreach (var season in _effects)
            sum += season[time % season.Length];
        return sum;
    }

    /// <summary>The effects of one season, to begin with.</summary>
    public double[] Season(int index) => [.. _effects[index]];

    /// <summary>The history without its seasons.</summary>
    public double[] RemoveFrom(ReadOnlySpan<double> history)
    {
        var rest = history.ToArray();
        for (var t = 0; t < rest.Length; t++)
            rest[t] -= At(t);
        return rest;
    }

    private static double[] MeansOf(double[] values, int period, double doubt)
    {
        var sums = new double[period];
        var counts = new double[period];
        for (var t = 0; t < values.Length; t++)
        {
            sums[t % period] += values[t];
            counts[t % period]++;
        }

        for (var place = 0; place < period; place++)
            sums[place] = counts[place] > 0 ? sums[place] / (counts[place] + doubt) : 0;
        return sums;
    }
}
