namespace AkkaApiBench.Benchmarks.M4;

/// <summary>The competition's yardstick: the last value of the series without its season, by classical multiplicative decomposition,
/// where a test of the autocorrelation finds one (the competition's published code).</summary>
internal static class Naive2
{
    public static double[] Forecast(double[] train, int season, int horizon)
    {
        var indices = IsSeasonal(train, season) ? Indices(train, season) : [.. Enumerable.Repeat(1d, season)];
        var last = train[^1] / indices[(train.Length - 1) % season];
        return [.. Enumerable.Range(train.Length, horizon).Select(time => last * indices[time % season])];
    }

    private static bool IsSeasonal(double[] values, int season)
    {
        if (values.Length < 3 * season)
            return false;
        var mean = values.Average();
        var power = values.Sum(value => (value - mean) * (value - mean));
        double Correlation(int lag) => values.Skip(lag).Zip(values, (later, earlier) => (later - mean) * (earlier - mean)).Sum() / power;
        var squares = Enumerable.Range(1, season - 1).Sum(lag => Math.Pow(Correlation(lag), 2));
        return Math.Abs(Correlation(season)) > 1.645 * Math.Sqrt((1 + 2 * squares) / values.Length);
    }

    private static double[] Indices(double[] values, int season)
    {
        var half = season / 2;
        var ratios = Enumerable.Range(0, season).Select(_ => new List<double>()).ToArray();
        for (var t = half; t < values.Length - half; t++)
        {
            // The 2 x m moving average of an even season.
            var average = (values[t - half] / 2 + values[t + half] / 2 + values[(t - half + 1)..(t + half)].Sum()) / season;
            ratios[t % season].Add(values[t] / average);
        }

        var means = ratios.Select(place => place.Average()).ToArray();
        return [.. means.Select(index => index * season / means.Sum())];
    }
}
