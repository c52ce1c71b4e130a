using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Monitors;
using AkkaApiBench.Node.Coordinator.Monitors;
using CsCheck;
using static AkkaApiBench.Node.Tests.Coordinator.Monitors.SampleMonitors;

namespace AkkaApiBench.Node.Tests.Coordinator.Monitors;

public sealed class MonitorDecisionsTests
{
    private static readonly RunId Run = new("20261124-120000-abcdef");

    [Fact]
    public void Nothing_is_due_before_the_first_instant_after_the_monitor_was_made() =>
        Made(Spec()).Advance(Start.AddSeconds(59), () => Run).ShouldBeEmpty();

    [Fact]
    public void A_firing_that_is_due_begins_with_a_run_of_its_own()
    {
        var decided = Made(Spec()).Advance(Start.AddSeconds(61), () => Run).ShouldHaveSingleItem();

        decided.Firing.Due.ShouldBe(Start.AddMinutes(1));
        decided.Firing.Status.ShouldBe(FiringStatus.Running);
        decided.Firing.Run.ShouldBe(Run);
    }

    [Fact]
    public void A_firing_is_skipped_while_the_run_before_it_goes_on()
    {
        var state = Made(Spec()).Advanced(Start.AddSeconds(60));

        var skipped = state.Advance(Start.AddSeconds(120), () => new RunId("other")).ShouldHaveSingleItem().Firing;

        skipped.Status.ShouldBe(FiringStatus.Skipped);
        skipped.Run.ShouldBe(state.Active!.Run);
        state.Advanced(Start.AddSeconds(120)).Settled(Start.AddSeconds(130)).Advanced(Start.AddSeconds(180)).Active.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(MissedPolicy.Skip, 11, false)]
    [InlineData(MissedPolicy.RunOnce, 10, true)]
    public void What_was_due_while_nobody_kept_the_schedule_is_missed(MissedPolicy policy, int missed, bool isRun)
    {
        var state = Made(Spec(cron: "0-10 12 * * *") with { Missed = policy }, Start.AddSeconds(-1));

        var decided = state.Advance(Start.AddHours(1), () => Run);

        decided[0].Firing.Status.ShouldBe(FiringStatus.Missed);
        decided[0].Firing.Count.ShouldBe(missed);
        decided.Any(one => one.Firing.Status is FiringStatus.Running).ShouldBe(isRun);
        state.With([.. decided]).Advance(Start.AddHours(2), () => Run).ShouldBeEmpty();
    }

    [Fact]
    public void A_firing_late_by_a_fail_over_is_made_and_those_before_it_are_missed()
    {
        var decided = Made(Spec(cron: "*/2 * * * * *")).Advance(Start.AddSeconds(11), () => Run);

        decided.Select(one => (one.Firing.Status, one.Firing.Count, one.Firing.Due)).ShouldBe(
            [(FiringStatus.Missed, 4, Start.AddSeconds(8)), (FiringStatus.Running, 1, Start.AddSeconds(10))]);
        decided[0].First.ShouldBe(Start.AddSeconds(2));
    }

    [Fact]
    public void The_same_firing_is_asked_for_under_the_same_key()
    {
        var state = Made(Spec()).Advanced(Start.AddSeconds(60));

        var (one, other) = (state.SubmissionOf(state.Active!), state.With().SubmissionOf(state.Active!));

        one.IdempotencyKey.ShouldBe(other.IdempotencyKey);
        one.Run.ShouldBe(state.Active!.Run!.Value);
        one.Monitor.ShouldBe(Id);
        var next = state.Settled(Start.AddSeconds(70)).Advanced(Start.AddSeconds(120));
        next.SubmissionOf(next.Active!).IdempotencyKey.ShouldNotBe(one.IdempotencyKey);
    }

    /// <summary>However the time goes: what was due is fired, skipped or missed, once.</summary>
    [Fact]
    public void Each_instant_that_is_due_is_decided_on_once() =>
        Gen.Select(Gen.Int[0, 30], Gen.Int[1, 400].Array[1, 40], Gen.Bool).Sample((jitter, steps, runsOnce) =>
        {
            var spec = Spec(jitter: TimeSpan.FromSeconds(jitter)) with { Missed = runsOnce ? MissedPolicy.RunOnce : MissedPolicy.Skip };
            var state = Made(spec);
            var now = Start;
            var fired = new List<DateTimeOffset>();
            var decided = 0;
            foreach (var step in steps)
            {
                now = now.AddSeconds(step);
                var events = state.Advance(now, () => Run);
                state = state.With([.. events]);
                decided += events.Sum(one => one.Firing.Count);
                fired.AddRange(events.Where(one => one.Firing.Status is FiringStatus.Running).Select(one => one.Firing.Due));
                // Whoever takes over decides on nothing again.
                state.Advance(now, () => Run).ShouldBeEmpty();
                if (state.Active is not null && step % 3 != 0)
                    state = state.Settled(now);
            }

            fired.ShouldBeUnique();
            decided.ShouldBe(spec.Schedule.DueAfter(Start).TakeWhile(due => spec.Schedule.FireAt(Id, due) <= now).Count());
        }, iter: 200);

    /// <summary>Runs cost at the most what they were given.</summary>
    [Fact]
    public void Firings_of_a_day_never_cost_more_than_its_cap() =>
        Gen.Select(Gen.Int[1, 5000], Gen.Int[1, 20_000], Gen.Select(Gen.Int[1, 300], Gen.Double[0, 1]).Array[1, 60]).Sample((daily, monthly, steps) =>
        {
            var spec = Spec(zone: "Europe/Berlin") with { Caps = new SpendCaps(Cents(daily), Cents(monthly)) };
            var state = Made(spec);
            var now = Start;
            foreach (var (minutes, share) in steps)
            {
                now = now.AddMinutes(minutes);
                state = state.Advanced(now);
                state.ClaimedIn(CapPeriod.Daily, now).ShouldBeLessThanOrEqualTo(Cents(daily));
                state.ClaimedIn(CapPeriod.Monthly, now).ShouldBeLessThanOrEqualTo(Cents(monthly));
                if (state.Active is { } active)
                    state = state.Settled(now.AddSeconds(5), cost: new Usd((long)(active.Budget!.Value.Pico * share)));
            }

            state.Spent.Values.ShouldAllBe(spent => spent <= Cents(daily));
            state.Spent.GroupBy(spent => spent.Key / 100).ShouldAllBe(month => month.Aggregate(Usd.Zero, (sum, spent) => sum + spent.Value) <= Cents(monthly));
        }, iter: 100);

    [Fact]
    public void A_firing_for_which_the_cap_leaves_no_request_is_skipped_and_made_on_the_next_day()
    {
        var spec = Spec(cron: "0 * * * *") with { Caps = new SpendCaps(Cents(100), null) };
        var state = Made(spec).Advanced(Start.AddHours(1));
        state.Active!.Budget.ShouldBe(Cents(100));

        var spent = state.Settled(Start.AddHours(1.1), cost: Cents(100)).Advanced(Start.AddHours(2));
        spent.Active.ShouldBeNull();
        spent.History[0].Status.ShouldBe(FiringStatus.Skipped);
        spent.Advanced(Start.AddHours(12)).Active.ShouldNotBeNull();
    }

    private static Usd Cents(int cents) => Usd.FromDollars(cents / 100m);
}
