using AkkaApiBench.Messages.Monitors;

namespace AkkaApiBench.Node.Coordinator.Monitors;

/// <summary>
/// How fast error budgets burn, and when somebody must know. Windows and rates are those of Google, The Site Reliability Workbook,
/// chapter 5, "Multiwindow, Multi-Burn-Rate Alerts": a burn rate counts when the long window shows it, and the short one that it
/// lasts. Windows end with the last run counted: between two runs nothing is known, so nothing recovers.
/// </summary>
internal static class ErrorBudgets
{
    private static readonly IReadOnlyList<Rule> Rules =
    [
        new(BurnUrgency.Page, TimeSpan.FromHours(1), TimeSpan.FromMinutes(5), 14.4),
        new(BurnUrgency.Page, TimeSpan.FromHours(6), TimeSpan.FromMinutes(30), 6),
        new(BurnUrgency.Ticket, TimeSpan.FromDays(3), TimeSpan.FromHours(6), 1),
    ];

    /// <summary>Shares such as 99.9 % are not exact in binary.</summary>
    private const double Exactness = 1 - 1e-9;

    private static readonly IReadOnlyList<TimeSpan> Windows = [.. Rules.SelectMany(rule => new[] { rule.Long, rule.Short }).Distinct().Order()];

    /// <summary>The objective with what a run counted for it.</summary>
    public static SloState Count(this SloState state, Slo slo, ObjectiveCount count, DateTimeOffset at)
    {
        var counts = state.Counts.Add(at, count.Good, count.Total);
        var end = state.AsOf > at ? state.AsOf.Value : at;
        return new SloState(counts, end, RuleOf(counts, slo, end)?.Urgency);
    }

    /// <summary>The window that shows how fast the budget burns, and the rate; null when it does not burn too fast.</summary>
    public static (TimeSpan Window, double Rate)? FastestOf(this SloState state, Slo slo) =>
        state.AsOf is { } end && RuleOf(state.Counts, slo, end) is { } rule ? (rule.Long, RateOf(state.Counts, slo, rule.Long, end) ?? 0) : null;

    /// <summary>How the objective stands.</summary>
    public static SloFigures FiguresOf(this SloState state, Slo slo, DateTimeOffset now)
    {
        var (good, total) = state.Counts.Over(slo.Period, now);
        return new SloFigures(slo.Name, slo.Expression, slo.Share, slo.Period)
        {
            Target = slo.Target,
            Good = good,
            Total = total,
            BudgetLeft = BudgetLeft(state, slo, now),
            AsOf = state.AsOf,
            Burning = state.Burning,
            Burns = state.AsOf is { } end ? [.. Windows.Select(window => new BurnFigure(window, RateOf(state.Counts, slo, window, end)))] : [],
        };
    }

    /// <summary>The share of the error budget of the period that is left; 1 when nothing was counted.</summary>
    public static double BudgetLeft(this SloState state, Slo slo, DateTimeOffset now) => 1 - (RateOf(state.Counts, slo, slo.Period, now) ?? 0);

    private static Rule? RuleOf(Tally counts, Slo slo, DateTimeOffset end) => Rules.FirstOrDefault(rule =>
        RateOf(counts, slo, rule.Long, end) >= rule.Rate * Exactness && RateOf(counts, slo, rule.Short, end) >= rule.Rate * Exactness);

    private static double? RateOf(Tally counts, Slo slo, TimeSpan window, DateTimeOffset end) =>
        counts.Over(window, end) is (var good, var total and > 0) ? (double)(total - good) / total / (1 - slo.Share) : null;

    private sealed record Rule(BurnUrgency Urgency, TimeSpan Long, TimeSpan Short, double Rate);
}
