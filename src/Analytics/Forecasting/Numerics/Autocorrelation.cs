namespace AkkaApiBench.Analytics.Forecasting.Numerics;

/// <summary>How alike a series is to itself some steps later.</summary>
internal static class Autocorrelation
{
    /// <summary>The autocorrelations at lags 1 to <paramref name="maxLag"/> of values around 0; 0 where nothing varies.</summary>
    public static double[] Of(ReadOnlySpan<double> values, int maxLag)
    {
        var correlations = new double[maxLag];
        var power = NormalEquations.Dot(values, values);
        for (var lag = 1; lag <= maxLag && lag < values.Length && power > 0; lag++)
            correlations[lag - 1] = NormalEquations.Dot(values[lag..], values[..^lag]) / power;
        return correlations;
    }
}
