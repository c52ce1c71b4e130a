using AkkaApiBench.Analytics.Forecasting.Numerics;

namespace AkkaApiBench.Analytics.Forecasting.Methods;

/// <summary>
/// A regression on the last values, on those around one and more seasons ago and on the place in the shortest season, shrunken by
/// a ridge: the calibrating autoregression of Card (J. A. Doornik, J. L. Castle, D. F. Hendry, "Card forecasts for M4",
/// International Journal of Forecasting 36, 2020) for two seasons.
/// </summary>
internal sealed class SeasonalAutoregression : IForecastMethod
{
    // Of values with a variance of 1: as much as one observation more.
    private const double Ridge = 1;

    // A longer season has more places than values to tell them; the lags must do.
    private const int MaxPlaces = 48;

    public string Name => "seasonal_autoregression";

    public int MinimumOf(IReadOnlyList<int> periods) => periods.Count == 0 ? 12 : periods[^1] * 3 / 2;

    public double[] Forecast(ReadOnlySpan<double> history, IReadOnlyList<int> periods, int horizon)
    {
        var n = history.Length;
        var lags = LagsOf(periods, n);
        var places = periods.Count > 0 && periods[0] <= MaxPlaces ? periods[0] : 1;
        var standard = Standard.Of(history);
        var path = new double[n + horizon];
        for (var t = 0; t < n; t++)
            path[t] = standard.From(history[t]);

        var equations = new NormalEquations(lags.Length + places);
        var row = new double[lags.Length + places];
        for (var t = lags[^1]; t < n; t++)
        {
            Fill(row, path, t, lags, places);
            equations.Add(row, path[t]);
        }

        var ridge = new double[row.Length];
        Array.Fill(ridge, Ridge);
        var coefficients = equations.Solve(ridge);
        for (var t = n; t < path.Length; t++)
        {
            Fill(row, path, t, lags, places);
            path[t] = NormalEquations.Dot(row, coefficients);
        }

        return [.. path.Skip(n).Select(standard.Back)];
    }

    /// <summary>The last values, those around a season ago, and whole seasons up to the next longer one; at most half the history.</summary>
    private static int[] LagsOf(IReadOnlyList<int> periods, int n)
    {
        var lags = new SortedSet<int> { 1, 2, 3, 4 };
        for (var i = 0; i < periods.Count; i++)
        {
            for (var beside = -2; beside <= 2; beside++)
                lags.Add(periods[i] + beside);
            lags.Add(2 * periods[0] + 1);
            var end = i + 1 < periods.Count ? periods[i + 1] : 3 * periods[i] + 1;
            for (var lag = 2 * periods[i]; lag < end && (lag / periods[i]) < 7; lag += periods[i])
                lags.Add(lag);
        }

        return [.. lags.Where(lag => lag >= 1 && lag <= Math.Max(1, n * 2 / 3 - 1))];
    }

    private static void Fill(double[] row, double[] path, int t, int[] lags, int places)
    {
        for (var i = 0; i < lags.Length; i++)
            row[i] = path[t - lags[i]];
        Array.Clear(row, lags.Length, places);
        row[lags.Length + t % places] = 1;
    }
}
