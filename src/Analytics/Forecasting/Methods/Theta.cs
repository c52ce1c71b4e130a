using AkkaApiBench.Analytics.Forecasting.Numerics;

namespace AkkaApiBench.Analytics.Forecasting.Methods;

/// <summary>
/// Exponential smoothing with half the slope of the regression line as drift, on what remains beside the seasons
/// (V. Assimakopoulos, K. Nikolopoulos, "The theta model", International Journal of Forecasting 16, 2000, in the form of
/// R. J. Hyndman, B. Billah, "Unmasking the Theta method", same journal 19, 2003).
/// </summary>
internal sealed class Theta : IForecastMethod
{
    private static readonly double[] Smoothings = [0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99];

    public string Name => "theta";

    public int MinimumOf(IReadOnlyList<int> periods) => periods.Count == 0 ? 3 : periods[^1] * 3 / 2;

    public double[] Forecast(ReadOnlySpan<double> history, IReadOnlyList<int> periods, int horizon)
    {
        var effects = SeasonalEffects.Of(history, periods);
        var rest = effects.RemoveFrom(history);
        var (level, smoothing) = Smooth(rest);
        var drift = Line.Through(rest).Slope / 2;
        var lag = (1 - Math.Pow(1 - smoothing, rest.Length)) / smoothing;
        var forecast = new double[horizon];
        for (var step = 0; step < horizon; step++)
            forecast[step] = level + drift * (step + lag) + effects.At(history.Length + step);
        return forecast;
    }

    private static (double Level, double Smoothing) Smooth(double[] values)
    {
        var (best, bestLevel, bestSmoothing) = (double.PositiveInfinity, 0d, 0d);
        foreach (var smoothing in Smoothings)
        {
            double level = values[0], loss = 0;
            for (var t = 1; t < values.Length; t++)
            {
                var error = values[t] - level;
                loss += error * error;
                level += smoothing * error;
            }

            if (loss < best)
                (best, bestLevel, bestSmoothing) = (loss, level, smoothing);
        }

        return (bestLevel, bestSmoothing);
    }
}
