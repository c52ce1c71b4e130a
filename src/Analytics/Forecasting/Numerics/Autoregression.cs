namespace AkkaApiBench.Analytics.Forecasting.Numerics;

/// <summary>
/// A stationary autoregression by Burg's method (J. P. Burg, "Maximum entropy spectral analysis", 1975), its order by Akaike's
/// corrected criterion (C. M. Hurvich, C.-L. Tsai, Biometrika 76, 1989). Burg's estimate is never explosive.
/// </summary>
internal sealed class Autoregression
{
    private readonly double[] _coefficients;

    private Autoregression(double[] coefficients) => _coefficients = coefficients;

    /// <summary>How many of the last values it uses.</summary>
    public int Order => _coefficients.Length;

    /// <summary>The weight of the value <c>i + 1</c> steps ago.</summary>
    public IReadOnlyList<double> Coefficients => _coefficients;

    /// <summary>Fits values around 0.</summary>
    public static Autoregression Fit(ReadOnlySpan<double> values, int maxOrder)
    {
        var n = values.Length;
        double[] forward = [.. values], backward = [.. values];
        double[] coefficients = [], best = [];
        var variance = Mean(values);
        maxOrder = Math.Min(maxOrder, n / 3);
        var floor = variance * 1e-12;
        var bestScore = Score(variance, n, 0);
        for (var order = 1; order <= maxOrder && variance > floor; order++)
        {
            double cross = 0, power = 0;
            for (var t = order; t < n; t++)
            {
                cross += forward[t] * backward[t - 1];
                power += forward[t] * forward[t] + backward[t - 1] * backward[t - 1];
            }

            var reflection = power > 0 ? 2 * cross / power : 0;
            var next = new double[order];
            for (var i = 0; i < order - 1; i++)
                next[i] = coefficients[i] - reflection * coefficients[order - 2 - i];
            next[order - 1] = reflection;
            coefficients = next;
            for (var t = n - 1; t >= order; t--)
                (forward[t], backward[t]) = (forward[t] - reflection * backward[t - 1], backward[t - 1] - reflection * forward[t]);
            variance *= 1 - reflection * reflection;
            if (Score(variance, n, order) is var score && score < bestScore)
                (best, bestScore) = (coefficients, score);
        }

        return new Autoregression(best);
    }

    /// <summary>Continues <paramref name="values"/>; missing older values count as 0.</summary>
    public double[] Forecast(ReadOnlySpan<double> values, int horizon)
    {
        var path = new double[Order + horizon];
        for (var i = 0; i < Order; i++)
            path[i] = values.Length - Order + i is var at and >= 0 ? values[at] : 0;
        for (var t = Order; t < path.Length; t++)
        {
            double sum = 0;
            for (var lag = 1; lag <= Order; lag++)
                sum += _coefficients[lag - 1] * path[t - lag];
            path[t] = sum;
        }

        return path[Order..];
    }

    /// <summary>The part of the value at <paramref name="t"/> that its past does not foretell.</summary>
    public double Innovation(ReadOnlySpan<double> values, int t)
    {
        var sum = values[t];
        for (var lag = 1; lag <= Math.Min(Order, t); lag++)
            sum -= _coefficients[lag - 1] * values[t - lag];
        return sum;
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (var value in values)
            sum += value * value;
        return values.Length > 0 ? sum / values.Length : 0;
    }

    private static double Score(double variance, int n, int order) =>
        n * Math.Log(Math.Max(variance, double.Epsilon)) + 2d * (order + 1) * n / Math.Max(1, n - order - 2);
}
