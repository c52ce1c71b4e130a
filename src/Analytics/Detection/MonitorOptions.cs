namespace AkkaApiBench.Analytics.Detection;

/// <summary>How a series is watched.</summary>
public sealed record MonitorOptions
{
    /// <summary>What the series measures.</summary>
    public SeriesKind Kind { get; init; } = SeriesKind.Generic;

    /// <summary>How many points are learned from before any is scored.</summary>
    public int Warmup { get; init; } = 150;

    /// <summary>How many points after a rare one the score stays low, so that one event is told once.</summary>
    public int Quiet { get; init; } = 45;

    /// <summary>The season; null to find out whether there is a daily one.</summary>
    public TimeSpan? Season { get; init; }

    /// <summary>How many false alerts a week are accepted on quiet data.</summary>
    public double FalseAlertsPerWeek { get; init; } = 1;

    /// <summary>The options for a series of which the number of points is known: the first 15 % of them, at most 750, are learned from.</summary>
    public static MonitorOptions ForFile(int points)
    {
        var warmup = (int)Math.Min(0.15 * points, 750);
        return new MonitorOptions { Warmup = warmup, Quiet = (int)(0.3 * warmup) };
    }
}
