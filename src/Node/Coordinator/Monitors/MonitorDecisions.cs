using System.Globalization;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Monitors;
using AkkaApiBench.Messages.Runs;

namespace AkkaApiBench.Node.Coordinator.Monitors;

/// <summary>What becomes of firings. Each instant that is due is decided on once, whoever decides.</summary>
internal static class MonitorDecisions
{
    /// <summary>How late a firing may be that is not missed: the coordinator moves to another node in less.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    /// <summary>Instants decided on at a time.</summary>
    private const int MostDue = 100_000;

    /// <summary>Decides on all that was due up to now.</summary>
    /// <param name="state">The monitor.</param>
    /// <param name="now">The time.</param>
    /// <param name="newRun">Makes the identifier that a run is to have.</param>
    public static IReadOnlyList<FiringDecided> Advance(this MonitorState state, DateTimeOffset now, Func<RunId> newRun)
    {
        if (!state.Spec.IsEnabled)
            return [];
        var schedule = state.Spec.Schedule;
        var due = schedule.DueAfter(state.DecidedUntil).TakeWhile(instant => schedule.FireAt(state.Id, instant) <= now).Take(MostDue).ToList();
        if (due.Count == 0)
            return [];

        var isTimely = now - schedule.FireAt(state.Id, due[^1]) <= Grace;
        var isFired = isTimely || (state.Spec.Missed is MissedPolicy.RunOnce && due.Count < MostDue);
        var missed = due.Count - (isFired ? 1 : 0);
        var decided = new List<FiringDecided>();
        if (missed > 0)
        {
            var firing = new Firing { Due = due[missed - 1], At = now, Status = FiringStatus.Missed, Reason = "nobody kept the schedule", Count = missed };
            decided.Add(new FiringDecided(state.Id, firing) { First = due[0] });
        }

        if (isFired)
            decided.Add(state.Fire(due[^1], now, newRun(), by: null));
        return decided;
    }

    /// <summary>Begins a firing, or says why not.</summary>
    public static FiringDecided Fire(this MonitorState state, DateTimeOffset due, DateTimeOffset now, RunId run, string? by)
    {
        var firing = new Firing { Due = due, At = now, Status = FiringStatus.Skipped, By = by };
        if (state.Active is { } active)
            firing = firing with { Run = active.Run, Reason = $"overlap: run {active.Run} still goes on" };
        else if (state.BudgetNow(now) is { } budget && state.Spec.Caps != SpendCaps.None && budget < state.Spec.CheapestRequest())
            firing = firing with { Reason = $"spend cap: the {Math.Max(0, budget.Dollars).ToString("0.######", CultureInfo.InvariantCulture)} USD left pay for no request" };
        else
            firing = firing with { Status = FiringStatus.Running, Run = run, Budget = state.BudgetNow(now) };
        return new FiringDecided(state.Id, firing) { First = due };
    }

    /// <summary>When something will have to be decided; null when never.</summary>
    public static DateTimeOffset? NextAt(this MonitorState state) =>
        state.Spec.IsEnabled && state.Spec.Schedule.NextAfter(state.DecidedUntil) is { } due ? state.Spec.Schedule.FireAt(state.Id, due) : null;

    /// <summary>What the coordinator is asked for: the same, whoever asks and however often.</summary>
    public static SubmitRun SubmissionOf(this MonitorState state, Firing firing)
    {
        var plan = state.Spec.Plan;
        var key = string.Create(CultureInfo.InvariantCulture,
            $"monitor {state.Id} of {state.CreatedAt.UtcTicks} due {firing.Due.UtcTicks}{(firing.By is null ? "" : $" by hand as {firing.Run}")}");
        return new SubmitRun(firing.Run!.Value, plan with { Budget = plan.Budget with { Cost = firing.Budget } }, key) { Monitor = state.Id };
    }
}
