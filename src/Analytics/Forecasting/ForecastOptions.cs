namespace AkkaApiBench.Analytics.Forecasting;

/// <summary>What is asked of <see cref="Forecaster"/>.</summary>
public sealed record ForecastOptions
{
    /// <summary>How many steps to forecast; above 0.</summary>
    public required int Horizon { get; init; }

    /// <summary>
    /// The length of the season in steps, 2 or more; null to find it. Where it is a day, a week is looked for as well.
    /// </summary>
    public int? Season { get; init; }

    /// <summary>The time between two values, where it is known: it says how long a day and a week are.</summary>
    public TimeSpan? Spacing { get; init; }
}
