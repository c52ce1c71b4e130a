namespace AkkaApiBench.Messages.Trends;

/// <summary>Where a series goes.</summary>
public enum TrendDirection
{
    /// <summary>Neither rise nor fall can be told from chance.</summary>
    NoneShown = 0,

    /// <summary>It rises.</summary>
    Rising = 1,

    /// <summary>It falls.</summary>
    Falling = 2,
}

/// <summary>What weeks of a series show. How it is made, docs/forecasting.md says.</summary>
public sealed record Trend
{
    /// <summary>Where it goes; a direction only where <see cref="PValue"/> is at most 0.05.</summary>
    public required TrendDirection Direction { get; init; }

    /// <summary>By how much it rises a day, in the series' unit; negative where it falls.</summary>
    public required double SlopePerDay { get; init; }

    /// <summary>The 95 % confidence interval of <see cref="SlopePerDay"/>: [lower, upper]; a bound that the data does not give is infinite.</summary>
    public required IReadOnlyList<double> SlopePerDayCi95 { get; init; }

    /// <summary>How likely such a rise or fall is where there is none; two-sided.</summary>
    public required double PValue { get; init; }

    /// <summary>Where the level changed for good, the earliest first.</summary>
    public required IReadOnlyList<LevelChange> Changes { get; init; }

    /// <summary>The hours of the day (UTC), 0 to 23, as far as there are values.</summary>
    public required IReadOnlyList<PatternPlace> Hours { get; init; }

    /// <summary>The days of the week, 0 for Sunday to 6, as far as there are values.</summary>
    public required IReadOnlyList<PatternPlace> Weekdays { get; init; }
}

/// <summary>A change of level.</summary>
/// <param name="At">The first time of the new level.</param>
/// <param name="Before">The median of the level before.</param>
/// <param name="After">The median of the level since.</param>
public sealed record LevelChange(DateTimeOffset At, double Before, double After);

/// <summary>An hour of the day or a day of the week.</summary>
/// <param name="Place">Which.</param>
/// <param name="Difference">The median of its differences from the middle of its day or week, in the series' unit.</param>
/// <param name="IsShown">True where that is no chance at 5 %, corrected for all places.</param>
/// <param name="Count">From how many days or weeks.</param>
public sealed record PatternPlace(int Place, double Difference, bool IsShown, int Count);
