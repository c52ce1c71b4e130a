using AkkaApiBench.Analytics.Forecasting.Numerics;

namespace AkkaApiBench.Analytics.Forecasting.Methods;

/// <summary>
/// The mean of each place in the seasons, and an autoregression of what remains: a decomposition whose remainder is forecast
/// (after K. Bandara, R. J. Hyndman, C. Bergmeir, "MSTL", arXiv:2107.13462, with means in place of Loess).
/// </summary>
internal sealed class SeasonalMeans : IForecastMethod
{
    private const int MaxOrder = 30;

    public string Name => "seasonal_means";

    public int MinimumOf(IReadOnlyList<int> periods) => periods.Count == 0 ? 4 : periods[^1] * 3 / 2;

    public double[] Forecast(ReadOnlySpan<double> history, IReadOnlyList<int> periods, int horizon)
    {
        var effects = SeasonalEffects.Of(history, periods);
        var rest = effects.RemoveFrom(history);
        var level = rest.Average();
        for (var t = 0; t < rest.Length; t++)
            rest[t] -= level;

        var forecast = Autoregression.Fit(rest, MaxOrder).Forecast(rest, horizon);
        for (var step = 0; step < horizon; step++)
            forecast[step] += level + effects.At(history.Length + step);
        return forecast;
    }
}
