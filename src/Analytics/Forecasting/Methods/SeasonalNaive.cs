namespace AkkaApiBench.Analytics.Forecasting.Methods;

/// <summary>
/// The values of the last whole season again; without a season the last value
/// (R. J. Hyndman, G. Athanasopoulos, "Forecasting: principles and practice", 3rd ed. 2021, section 5.2).
/// </summary>
internal sealed class SeasonalNaive : IForecastMethod
{
    public string Name => "seasonal_naive";

    public int MinimumOf(IReadOnlyList<int> periods) => LagOf(periods);

    public double[] Forecast(ReadOnlySpan<double> history, IReadOnlyList<int> periods, int horizon)
    {
        var lag = LagOf(periods);
        var forecast = new double[horizon];
        for (var step = 0; step < horizon; step++)
            forecast[step] = history[history.Length - lag + step % lag];
        return forecast;
    }

    private static int LagOf(IReadOnlyList<int> periods) => periods.Count == 0 ? 1 : periods[^1];
}
