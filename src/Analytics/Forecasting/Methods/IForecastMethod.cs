namespace AkkaApiBench.Analytics.Forecasting.Methods;

/// <summary>One way to continue a series. It gives points; the intervals around them come from how well it did in the past.</summary>
internal interface IForecastMethod
{
    /// <summary>Its name in results and tables.</summary>
    string Name { get; }

    /// <summary>The fewest values that it can do with.</summary>
    /// <param name="periods">The lengths of the seasons in steps, rising; none where there is no season.</param>
    int MinimumOf(IReadOnlyList<int> periods);

    /// <summary>Continues a history.</summary>
    /// <param name="history">At least <see cref="MinimumOf"/> finite values at even distances, the oldest first.</param>
    /// <param name="periods">The lengths of the seasons in steps, rising; none where there is no season.</param>
    /// <param name="horizon">How many values to give.</param>
    double[] Forecast(ReadOnlySpan<double> history, IReadOnlyList<int> periods, int horizon);
}

/// <summary>All methods, in the order of their complexity: a new one is a class and a line here.</summary>
internal static class ForecastMethods
{
    public static readonly IReadOnlyList<IForecastMethod> All =
    [
        new SeasonalNaive(),
        new Theta(),
        new SeasonalMeans(),
        new HoltWinters(),
        new SeasonalAutoregression(),
        new HarmonicRegression(),
    ];
}
