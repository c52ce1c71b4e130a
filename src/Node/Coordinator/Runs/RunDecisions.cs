using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Messages.Slices;

namespace AkkaApiBench.Node.Coordinator.Runs;

/// <summary>What a run does next: pure functions from its state and what was asked or reported to events.</summary>
internal static class RunDecisions
{
    private const int MaxBreaks = 10;

    public static IReadOnlyList<IRunEvent> Accept(this RunState state, Plan plan, DateTimeOffset now, MonitorId? monitor = null) =>
        state.Plan is null ? [new RunAccepted(state.Run, plan, now) { Monitor = monitor }] : [];

    public static IReadOnlyList<IRunEvent> Begin(this RunState state, DateTimeOffset now)
    {
        if (state is not { Plan: not null, Status: RunStatus.Accepted })
            return [];
        var started = new RunStarted(state.Run, now);
        var after = state.Apply(started);
        return [started, .. state.Test < 0 ? BeginTest(after, 0, [.. Enumerable.Range(0, state.Plan.Targets.Count)], now) : after.GoOn(now)];
    }

    /// <summary>Has the slices stopped and the run end with them.</summary>
    public static IReadOnlyList<IRunEvent> Stop(this RunState state, RunStatus status, string reason, DateTimeOffset now) =>
        state.Status.IsEnd() || state.Stopping is not null ? []
        : state.Test < 0 ? [new RunEnded(state.Run, status, reason, now)]
        : [.. StopAll(state, status, reason, now)];

    /// <summary>Stops a run that takes longer than its plan allows.</summary>
    public static IReadOnlyList<IRunEvent> Expire(this RunState state, DateTimeOffset now) =>
        state is { Status: RunStatus.Running, Plan.Timeout: { } timeout, StartedAt: { } started } && now - started - state.TimePaused() > timeout
            ? state.Stop(RunStatus.Failed, $"not complete within its timeout of {Durations.Format(timeout)}", now)
            : [];

    /// <summary>
    /// Gives a slice to another tester, for the one that had it is gone; not before the run goes on where it is to pause. Too
    /// often, and the run is stopped instead.
    /// </summary>
    /// <param name="state">The run.</param>
    /// <param name="slice">The slice.</param>
    /// <param name="epoch">The epoch that is over.</param>
    /// <param name="used">What it used, where its tester ended it in order; null when nobody knows.</param>
    /// <param name="now">When.</param>
    public static IReadOnlyList<IRunEvent> Restart(this RunState state, SliceId slice, int epoch, Usage? used, DateTimeOffset now)
    {
        if (!state.IsAt(slice, epoch))
            return [];

        var left = new SliceLeft(slice, epoch, used);
        var after = state.Apply(left);
        if (state.Status is RunStatus.Pausing)
            return [left, .. after.Rest(now)];

        var breaks = epoch - after.Slices[slice].HandOvers;
        return breaks >= MaxBreaks && state.Stopping is null
            ? [left, .. StopAll(after, RunStatus.Failed, $"slice {slice} broke {breaks} times; the workers' logs say why", now)]
            : [left, new SliceStarted(slice, epoch + 1, now)];
    }

    public static IReadOnlyList<IRunEvent> EndSlice(this RunState state, SliceDone done, DateTimeOffset now)
    {
        if (!state.IsAt(done.Slice, done.Epoch))
            return [];

        var ended = new SliceEnded(done.Slice, done.Epoch, done.Outcome, done.Reason, done.Used) { Findings = done.Findings };
        var after = state.Apply(ended);
        return done.Outcome is SliceOutcome.BudgetExhausted && state.Stopping is null
            ? [ended, .. StopAll(after, RunStatus.BudgetExhausted, "the budget allows no further request", now)]
            : [ended, .. after.Status is RunStatus.Pausing ? after.Rest(now) : after.TakeTurns(now)];
    }

    /// <summary>Takes up what there is to do: slices that have no tester, those whose turn it is, and the test after one that was measured.</summary>
    public static IReadOnlyList<IRunEvent> GoOn(this RunState state, DateTimeOffset now)
    {
        if (!state.IsMeasured)
        {
            return state.Status is not RunStatus.Running ? []
                : state.LeftSlices.Any() ? [.. AgainAll(state, now)]
                : state.TakeTurns(now);
        }

        return state.Stopping is { } stopping ? [new RunEnded(state.Run, stopping.Status, stopping.Reason, now)]
            : Steps.Next(state) is not { } next ? [End(state, now)]
            : state.Status is RunStatus.Running ? [.. BeginTest(state, next.Test, next.Targets, now)]
            : [];
    }

    /// <summary>Begins the slices whose turn it is.</summary>
    public static IReadOnlyList<IRunEvent> TakeTurns(this RunState state, DateTimeOffset now) =>
        state.Status is RunStatus.Running && state.Test >= 0 ? [.. TurnOrder.Next(state).Select(slice => new SliceStarted(slice, 1, now))] : [];

    /// <summary>Keeps what a target's test came to, and goes on when it was the last of the test.</summary>
    public static IReadOnlyList<IRunEvent> KeepMeasurement(this RunState state, int target, TestMeasurement measurement, DateTimeOffset now)
    {
        if (state.Status.IsEnd() || !state.Cells.Contains((target, measurement.Test)) || state.Has(target, measurement.Test, measurement.Tag))
            return [];

        var findings = state.SlicesOf(target, measurement.Test).Select(slice => slice.Value.Findings).FirstOrDefault(found => found is not null);
        var kept = new TestMeasured(state.Run, target, measurement with { Findings = findings });
        var after = state.Apply(kept);
        return after.IsMeasured ? [kept, .. after.GoOn(now)] : [kept];
    }

    /// <summary>
    /// Sets aside what a slice asks for, as far as the budget reaches when every request that nobody accounted for yet is taken
    /// to have used the most it can.
    /// </summary>
    /// <param name="state">The run.</param>
    /// <param name="ask">What is asked for.</param>
    /// <param name="reported">What the present epoch of each slice said last that it has used; what it said is never taken back.</param>
    public static (IReadOnlyList<IRunEvent> Events, Allowance Answer) Allow(
        this RunState state, AskAllowance ask, IReadOnlyDictionary<SliceId, Usage> reported)
    {
        var slice = state.Slices.GetValueOrDefault(ask.Slice) ?? new SliceState();
        if (!state.IsAt(ask.Slice, ask.Epoch))
            return ([], new Allowance(ask.Slice, ask.Epoch, ask.Used.Requests, IsExhausted: true));

        var plan = state.Plan!;
        var settled = state.Slices
            .SetItems(state.ActiveSlices.Where(other => reported.ContainsKey(other.Key))
                .Select(other => KeyValuePair.Create(other.Key, other.Value with { Used = reported[other.Key] })))
            .SetItem(ask.Slice, slice with { Used = ask.Used });
        var left = settled.Aggregate(Left.Of(plan.Budget), (left, entry) =>
            left.Minus(entry.Value.UsedBefore + entry.Value.Used).Minus(state.WorstCaseOf(entry.Key) * entry.Value.Outstanding));
        var granted = Math.Min(Math.Max(0, ask.Wanted - slice.Allowed), left.Times(state.WorstCaseOf(ask.Slice)));
        if (granted > 0)
        {
            var allowed = slice.Allowed + granted;
            return ([new AllowanceGranted(ask.Slice, ask.Epoch, allowed, ask.Used)], new Allowance(ask.Slice, ask.Epoch, allowed, IsExhausted: false));
        }

        // Others may give back what they set aside and did not use; when nothing is set aside, nothing will come.
        var isExhausted = ask.Wanted > slice.Allowed && settled.Values.All(other => other.Outstanding == other.Unaccounted);
        return ([], new Allowance(ask.Slice, ask.Epoch, slice.Allowed, isExhausted));
    }

    private static IReadOnlyList<IRunEvent> BeginTest(RunState state, int test, IReadOnlyList<int> targets, DateTimeOffset now)
    {
        var plan = state.Plan!;
        var started = new TestStarted(state.Run, test, plan.PartsOf(test), now) { Targets = targets.Count < plan.Targets.Count ? [.. targets] : [] };
        return [started, .. state.Apply(started).TakeTurns(now)];
    }

    /// <summary>Slices that nobody works on are begun only to be closed: what they had to send is not sent.</summary>
    private static IEnumerable<IRunEvent> StopAll(RunState state, RunStatus status, string reason, DateTimeOffset now) =>
        [new RunStopping(state.Run, status, reason, now), .. AgainAll(state, now), .. state.WaitingSlices.Select(slice => new SliceStarted(slice, 1, now))];

    private static IEnumerable<SliceStarted> AgainAll(RunState state, DateTimeOffset now) =>
        state.LeftSlices.Select(slice => new SliceStarted(slice.Key, slice.Value.Epoch + 1, now));

    private static RunEnded End(RunState state, DateTimeOffset now)
    {
        var failed = state.Slices.Where(slice => slice.Value.Outcome is SliceOutcome.Failed).ToList();
        if (failed.Count == 0)
            return new RunEnded(state.Run, RunStatus.Completed, null, now);

        var plan = state.Plan!;
        var reasons = failed
            .Select(slice => $"{plan.LabelOf(plan.Targets[slice.Key.Target])}, {plan.Tests[slice.Key.Test].Name}: {slice.Value.Reason}")
            .Distinct();
        return new RunEnded(state.Run, RunStatus.Failed, string.Join("; ", reasons), now);
    }

    /// <summary>True when an epoch is the present one of a slice that goes on.</summary>
    public static bool IsAt(this RunState state, SliceId slice, int epoch) =>
        state.Status.IsAtWork() && state.Slices.TryGetValue(slice, out var known) && known.Epoch == epoch && known is { Outcome: null, IsLeft: false };

    /// <summary>What is left of a budget; null is without limit.</summary>
    private sealed record Left(long? Requests, long? Tokens, Usd? Cost)
    {
        public static Left Of(Budget budget) => new(budget.Requests, budget.Tokens, budget.Cost);

        public Left Minus(Usage usage) => new(Requests - usage.Requests, Tokens - usage.Tokens, Cost - usage.Cost);

        /// <summary>How many times the usage fits.</summary>
        public long Times(Usage usage) => new[]
        {
            Fit(Requests, usage.Requests),
            Fit(Tokens, usage.Tokens),
            Fit(Cost?.Pico, usage.Cost.Pico),
        }.Min();

        private static long Fit(long? left, long one) => left is not { } amount || one <= 0 ? long.MaxValue : Math.Max(0, amount / one);
    }
}
