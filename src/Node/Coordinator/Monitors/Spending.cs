using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Monitors;
using AkkaApiBench.Node.Coordinator.Runs;

namespace AkkaApiBench.Node.Coordinator.Monitors;

/// <summary>What a monitor spent and may still spend. What a run costs counts for the day on which it was begun.</summary>
internal static class Spending
{
    private const int DaysKept = 62;
    private const decimal NearShare = 0.8m;

    /// <summary>What ended runs of the period cost.</summary>
    public static Usd SpentIn(this MonitorState state, CapPeriod period, DateTimeOffset now)
    {
        var day = state.Spec.Schedule.DayOf(now);
        return period is CapPeriod.Daily ? state.Spent.GetValueOrDefault(day)
            : state.Spent.Where(spent => spent.Key / 100 == day / 100).Aggregate(Usd.Zero, (sum, spent) => sum + spent.Value);
    }

    /// <summary>What ended runs of the period cost, and the one that goes on may.</summary>
    public static Usd ClaimedIn(this MonitorState state, CapPeriod period, DateTimeOffset now)
    {
        var spent = state.SpentIn(period, now);
        if (state.Active is not { Budget: { } budget } active)
            return spent;
        var (begun, today) = (state.Spec.Schedule.DayOf(active.At), state.Spec.Schedule.DayOf(now));
        return begun == today || (period is CapPeriod.Monthly && begun / 100 == today / 100) ? spent + budget : spent;
    }

    /// <summary>The most that a firing may cost now; null without limit.</summary>
    public static Usd? BudgetNow(this MonitorState state, DateTimeOffset now)
    {
        var limits = new[] { CapPeriod.Daily, CapPeriod.Monthly }
            .Select(period => state.CapOf(period) is { } cap ? cap - state.ClaimedIn(period, now) : (Usd?)null)
            .Append(state.Spec.Plan.Budget.Cost).OfType<Usd>().ToList();
        return limits.Count == 0 ? null : limits.Min();
    }

    /// <summary>What the cheapest request of the plan may cost: less than that starts nothing.</summary>
    public static Usd CheapestRequest(this MonitorSpec spec) =>
        WorstCases.Of(spec.Plan).SelectMany(target => target).Select(usage => usage.Cost).DefaultIfEmpty(Usd.Zero).Min();

    public static Usd? CapOf(this MonitorState state, CapPeriod period) => period is CapPeriod.Daily ? state.Spec.Caps.Daily : state.Spec.Caps.Monthly;

    /// <summary>0 far from the cap of the period, 1 near it, 2 when it allows nothing any more.</summary>
    public static int LevelOf(this MonitorState state, CapPeriod period, DateTimeOffset now)
    {
        if (state.CapOf(period) is not { } cap)
            return 0;
        var spent = state.SpentIn(period, now);
        return cap - spent < state.Spec.CheapestRequest() || spent >= cap ? 2 : spent.Dollars >= NearShare * cap.Dollars ? 1 : 0;
    }

    public static MonitorState Spend(this MonitorState state, Usd cost, DateTimeOffset begun)
    {
        var day = state.Spec.Schedule.DayOf(begun);
        var spent = state.Spent.SetItem(day, state.Spent.GetValueOrDefault(day) + cost);
        return state with { Spent = spent.Count > DaysKept ? spent.Remove(spent.Keys.First()) : spent };
    }
}
