using AkkaApiBench.Messages.Trends;

namespace AkkaApiBench.Node.Gateway.Api;

/// <summary>What weeks of a series show, as <c>/api/v1/trends</c> tells it. How it is made, docs/forecasting.md says.</summary>
public sealed record TrendView
{
    /// <summary>The target's identity over all runs.</summary>
    public required string Target { get; init; }

    /// <summary>The series.</summary>
    public required string Metric { get; init; }

    /// <summary>What its values are counted in, as in <see cref="SeriesValuesView.Unit"/>.</summary>
    public required string Unit { get; init; }

    /// <summary>How many hours have a value.</summary>
    public required int Values { get; init; }

    /// <summary>When the first begins.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>When the last ends.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>Where it goes; a direction only where <see cref="PValue"/> is at most 0.05.</summary>
    public required TrendDirection Direction { get; init; }

    /// <summary>By how much it rises a day; negative where it falls.</summary>
    public required double SlopePerDay { get; init; }

    /// <summary>The 95 % confidence interval of <see cref="SlopePerDay"/>; null for a bound that the values do not give.</summary>
    public required IReadOnlyList<double?> SlopePerDayCi95 { get; init; }

    /// <summary>How likely such a rise or fall is where there is none.</summary>
    public required double PValue { get; init; }

    /// <summary>Where the level changed for good, the earliest first.</summary>
    public required IReadOnlyList<LevelChangeView> Changes { get; init; }

    /// <summary>The hours of the day, UTC.</summary>
    public required CycleView Hours { get; init; }

    /// <summary>The days of the week, UTC.</summary>
    public required CycleView Weekdays { get; init; }
}

/// <summary>A change of level.</summary>
/// <param name="At">The first hour of the new level.</param>
/// <param name="Before">The median before.</param>
/// <param name="After">The median since.</param>
public sealed record LevelChangeView(DateTimeOffset At, double Before, double After);

/// <summary>The hours of a day or the days of a week.</summary>
/// <param name="Best">Those that are better than the rest beyond chance, the best first.</param>
/// <param name="Worst">Those that are worse beyond chance, the worst first.</param>
/// <param name="All">All with values, in their order.</param>
public sealed record CycleView(IReadOnlyList<string> Best, IReadOnlyList<string> Worst, IReadOnlyList<PlaceView> All);

/// <summary>An hour of the day or a day of the week.</summary>
/// <param name="Place"><c>07:00</c> or <c>monday</c>.</param>
/// <param name="Difference">The median of its differences from the middle of its day or week.</param>
/// <param name="IsShown">True where that is no chance at 5 %, corrected for all places.</param>
/// <param name="Count">From how many days or weeks.</param>
public sealed record PlaceView(string Place, double Difference, bool IsShown, int Count);
