using System.Collections.Immutable;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Messages.Monitors;

/// <summary>How a monitor stands.</summary>
public sealed record MonitorSummary
{
    /// <summary>Its identifier.</summary>
    public required MonitorId Id { get; init; }

    /// <summary>What the user calls it.</summary>
    public required string Name { get; init; }

    /// <summary>False for one that is only fired by hand.</summary>
    public required bool IsEnabled { get; init; }

    /// <summary>What its plan measures.</summary>
    public required ImmutableArray<TargetId> Targets { get; init; }

    /// <summary>When it fires.</summary>
    public required Schedule Schedule { get; init; }

    /// <summary>Rises with each change by a user.</summary>
    public required long Revision { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When a user changed it last.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Who did.</summary>
    public required string ChangedBy { get; init; }

    /// <summary>When it fires next; null when it does not.</summary>
    public DateTimeOffset? Next { get; init; }

    /// <summary>The newest firing; null before the first.</summary>
    public Firing? Last { get; init; }

    /// <summary>What it may spend.</summary>
    public SpendCaps Caps { get; init; } = SpendCaps.None;

    /// <summary>What it spent on this day of its calendar, and may still spend on a run that goes on.</summary>
    public Usd SpentToday { get; init; }

    /// <summary>What it spent in this month of its calendar, and may still spend on a run that goes on.</summary>
    public Usd SpentThisMonth { get; init; }

    /// <summary>Share of firings that passed, over the last day, week and month.</summary>
    public ImmutableArray<UptimeFigure> Uptime { get; init; } = [];

    /// <summary>Its objectives.</summary>
    public ImmutableArray<SloFigures> Slos { get; init; } = [];
}

/// <summary>How many of the firings that were judged passed.</summary>
/// <param name="Window">Over which time until now.</param>
/// <param name="Passed">Firings that completed with every threshold held.</param>
/// <param name="Judged">Those, and the ones that failed.</param>
public sealed record UptimeFigure(TimeSpan Window, long Passed, long Judged);

/// <summary>How an objective stands.</summary>
/// <param name="Name">How the user calls it.</param>
/// <param name="Expression">The objective as the user wrote it.</param>
/// <param name="Share">The share of requests that must be good.</param>
/// <param name="Period">How far back requests count.</param>
public sealed record SloFigures(string Name, string Expression, double Share, TimeSpan Period)
{
    /// <summary>The target whose requests count; null for all.</summary>
    public string? Target { get; init; }

    /// <summary>Good requests in the period.</summary>
    public required long Good { get; init; }

    /// <summary>All requests in the period.</summary>
    public required long Total { get; init; }

    /// <summary>The share of the error budget that is left: 1 when nothing was used, below 0 when it was overspent.</summary>
    public required double BudgetLeft { get; init; }

    /// <summary>When the last run ended whose requests were counted; null before the first.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>How fast the budget burns, by the windows that alerts look at.</summary>
    public ImmutableArray<BurnFigure> Burns { get; init; } = [];

    /// <summary>How urgent it is; null when it does not burn too fast.</summary>
    public BurnUrgency? Burning { get; init; }
}

/// <summary>How fast an error budget burned in a window that ends with the last run counted.</summary>
/// <param name="Window">The window.</param>
/// <param name="Rate">How many times faster than the budget allows; null when nothing was counted.</param>
public sealed record BurnFigure(TimeSpan Window, double? Rate);
