using System.Text.Json;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Monitors;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Node.Gateway.Api;

/// <summary>A monitor as <c>/api/v1/monitors/{id}</c> shows it.</summary>
public sealed record MonitorView
{
    /// <summary>Its identifier.</summary>
    public required string MonitorId { get; init; }

    /// <summary>What the user calls it.</summary>
    public required string Name { get; init; }

    /// <summary>False for one that is only fired by hand.</summary>
    public required bool Enabled { get; init; }

    /// <summary>What its plan measures: the identities of targets over all runs.</summary>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>When it fires.</summary>
    public required ScheduleView Schedule { get; init; }

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

    /// <summary>When it fires next; absent when it does not.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>The newest firing; absent before the first.</summary>
    public FiringView? Last { get; init; }

    /// <summary>What it spent and may spend.</summary>
    public required SpendView Spend { get; init; }

    /// <summary>Share of firings that passed.</summary>
    public required IReadOnlyList<UptimeView> Uptime { get; init; }

    /// <summary>Its objectives.</summary>
    public required IReadOnlyList<SloView> Slos { get; init; }

    /// <summary>The document that made it, to be changed and put again; absent in lists.</summary>
    public JsonElement? Definition { get; init; }

    /// <summary>A monitor in full.</summary>
    public static MonitorView Of(MonitorShown shown)
    {
        using var definition = JsonDocument.Parse(shown.Source);
        return Of(shown.Summary) with { Definition = definition.RootElement.Clone() };
    }

    /// <summary>A monitor's line in a list.</summary>
    public static MonitorView Of(MonitorSummary monitor) => new()
    {
        MonitorId = monitor.Id.Value,
        Name = monitor.Name,
        Enabled = monitor.IsEnabled,
        Targets = [.. monitor.Targets.Select(target => target.Value)],
        Schedule = ScheduleView.Of(monitor.Schedule),
        Revision = monitor.Revision,
        CreatedAt = monitor.CreatedAt,
        CreatedBy = monitor.CreatedBy,
        ChangedAt = monitor.ChangedAt,
        ChangedBy = monitor.ChangedBy,
        NextAt = monitor.Next,
        Last = monitor.Last is { } last ? FiringView.Of(last) : null,
        Spend = new SpendView(monitor.Caps.Daily?.Dollars, monitor.Caps.Monthly?.Dollars, monitor.SpentToday.Dollars, monitor.SpentThisMonth.Dollars),
        Uptime = [.. monitor.Uptime.Select(figure => new UptimeView(
            Durations.Format(figure.Window), figure.Passed, figure.Judged, figure.Judged == 0 ? null : (double)figure.Passed / figure.Judged))],
        Slos = [.. monitor.Slos.Select(SloView.Of)],
    };
}

/// <summary>When a monitor fires.</summary>
/// <param name="Cron">Five fields, or six with seconds first.</param>
/// <param name="TimeZone">The IANA time zone in which they are read.</param>
/// <param name="Jitter">By how much a firing may be later than due, at the most.</param>
public sealed record ScheduleView(string Cron, string TimeZone, string Jitter)
{
    internal static ScheduleView Of(Schedule schedule) => new(schedule.Cron, schedule.Zone, Durations.Format(schedule.Jitter));
}

/// <summary>What a monitor spent and may spend, by the calendar of its time zone.</summary>
/// <param name="DailyUsd">The cap of a day; absent without.</param>
/// <param name="MonthlyUsd">The cap of a month; absent without.</param>
/// <param name="TodayUsd">What it spent today, and may still spend on a run that goes on.</param>
/// <param name="ThisMonthUsd">What it spent this month, and may still spend on a run that goes on.</param>
public sealed record SpendView(decimal? DailyUsd, decimal? MonthlyUsd, decimal TodayUsd, decimal ThisMonthUsd);

/// <summary>Which share of the firings that were judged passed.</summary>
/// <param name="Window">Over which time until now.</param>
/// <param name="Passed">Firings that completed with every threshold held.</param>
/// <param name="Judged">Those, and the ones that failed.</param>
/// <param name="Share">Passed by judged; absent when none was judged.</param>
public sealed record UptimeView(string Window, long Passed, long Judged, double? Share);

/// <summary>How an objective stands.</summary>
public sealed record SloView
{
    /// <summary>How the user calls it.</summary>
    public required string Name { get; init; }

    /// <summary>The objective as the user wrote it.</summary>
    public required string Objective { get; init; }

    /// <summary>The share of requests that must be good.</summary>
    public required double Target { get; init; }

    /// <summary>The target whose requests count; absent for all.</summary>
    public string? OfTarget { get; init; }

    /// <summary>How far back requests count, in days.</summary>
    public required double PeriodDays { get; init; }

    /// <summary>Good requests in the period.</summary>
    public required long Good { get; init; }

    /// <summary>All requests in the period.</summary>
    public required long Total { get; init; }

    /// <summary>The share of the error budget that is left: 1 when nothing was used, below 0 when it was overspent.</summary>
    public required double BudgetLeft { get; init; }

    /// <summary>When the last run ended whose requests were counted; absent before the first.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>How many times faster than the budget allows it burned, by windows that end with the last run counted.</summary>
    public required IReadOnlyList<BurnView> BurnRates { get; init; }

    /// <summary>How urgent it is that the budget burns; absent when it does not burn too fast.</summary>
    public BurnUrgency? Burning { get; init; }

    internal static SloView Of(SloFigures slo) => new()
    {
        Name = slo.Name,
        Objective = slo.Expression,
        Target = slo.Share,
        OfTarget = slo.Target,
        PeriodDays = slo.Period.TotalDays,
        Good = slo.Good,
        Total = slo.Total,
        BudgetLeft = slo.BudgetLeft,
        AsOf = slo.AsOf,
        BurnRates = [.. slo.Burns.Select(burn => new BurnView(Durations.Format(burn.Window), burn.Rate))],
        Burning = slo.Burning,
    };
}

/// <summary>How fast an error budget burned.</summary>
/// <param name="Window">In which time.</param>
/// <param name="Rate">1 uses it up at the end of the period; absent when nothing was counted.</param>
public sealed record BurnView(string Window, double? Rate);

/// <summary>One firing of a monitor, or several that were missed together.</summary>
public sealed record FiringView
{
    /// <summary>When the schedule had it due, of several the last; for one by hand, when it was asked for.</summary>
    public required DateTimeOffset Due { get; init; }

    /// <summary>When it was begun, skipped or found missed.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What became of it.</summary>
    public required FiringStatus Status { get; init; }

    /// <summary>Why, where that needs a word.</summary>
    public string? Reason { get; init; }

    /// <summary>Its run; of one that was skipped the run that stood in its way.</summary>
    public string? RunId { get; init; }

    /// <summary>Who fired it by hand; absent for the schedule.</summary>
    public string? By { get; init; }

    /// <summary>How many were missed; else 1.</summary>
    public required int Count { get; init; }

    /// <summary>When its run ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What its requests came to.</summary>
    public RequestCounts? Requests { get; init; }

    /// <summary>What its run cost.</summary>
    public decimal? CostUsd { get; init; }

    /// <summary>Median latency.</summary>
    public double? LatencyP50Ms { get; init; }

    /// <summary>95th percentile of latency.</summary>
    public double? LatencyP95Ms { get; init; }

    /// <summary>Median time to the first token.</summary>
    public double? TtftP50Ms { get; init; }

    /// <summary>95th percentile of the time to the first token.</summary>
    public double? TtftP95Ms { get; init; }

    internal static FiringView Of(Firing firing) => new()
    {
        Due = firing.Due,
        At = firing.At,
        Status = firing.Status,
        Reason = firing.Reason,
        RunId = firing.Run?.Value,
        By = firing.By,
        Count = firing.Count,
        EndedAt = firing.EndedAt,
        Requests = firing.Figures?.Counts,
        CostUsd = firing.Figures?.Cost.Dollars,
        LatencyP50Ms = firing.Figures?.LatencyP50 / 1000.0,
        LatencyP95Ms = firing.Figures?.LatencyP95 / 1000.0,
        TtftP50Ms = firing.Figures?.TtftP50 / 1000.0,
        TtftP95Ms = firing.Figures?.TtftP95 / 1000.0,
    };
}

/// <summary>Monitors by their identifiers.</summary>
/// <param name="Monitors">The monitors, without their definitions.</param>
/// <param name="Next">What to give as <c>cursor</c> for the page after this; absent on the last.</param>
public sealed record MonitorListView(IReadOnlyList<MonitorView> Monitors, string? Next);

/// <summary>The last firings of a monitor.</summary>
/// <param name="MonitorId">The monitor.</param>
/// <param name="Firings">The newest first.</param>
public sealed record FiringListView(string MonitorId, IReadOnlyList<FiringView> Firings);

/// <summary>The objectives of a monitor.</summary>
/// <param name="MonitorId">The monitor.</param>
/// <param name="Slos">The objectives.</param>
public sealed record SloListView(string MonitorId, IReadOnlyList<SloView> Slos);

/// <summary>When a schedule fires next.</summary>
/// <param name="Schedule">The schedule.</param>
/// <param name="Firings">The next firings, in order.</param>
public sealed record NextFiringsView(ScheduleView Schedule, IReadOnlyList<NextFiringView> Firings);

/// <summary>A firing that will be.</summary>
/// <param name="Due">When the schedule has it due, UTC.</param>
/// <param name="Local">The same in the schedule's time zone.</param>
/// <param name="At">When it begins, jitter included; absent where that depends on the monitor that the schedule is for.</param>
public sealed record NextFiringView(DateTimeOffset Due, DateTimeOffset Local, DateTimeOffset? At);
