using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Messages.Slices;
using AkkaApiBench.Node.Coordinator.Runs;
using CsCheck;

namespace AkkaApiBench.Node.Tests.Coordinator;

public sealed class RunDecisionsTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;
    private static readonly RunId Run = new("20261124-170201-abcdef");

    [Fact]
    public void A_run_that_was_not_accepted_does_not_begin() => Empty().Begin(Now).ShouldBeEmpty();

    [Fact]
    public void A_run_is_accepted_once() => Accepted(Plan()).Accept(Plan(), Now).ShouldBeEmpty();

    [Fact]
    public void A_run_stopped_while_it_waits_ends_at_once() =>
        Accepted(Plan()).Stop(RunStatus.Cancelled, "by a user", Now).ShouldHaveSingleItem().ShouldBeOfType<RunEnded>().Status.ShouldBe(RunStatus.Cancelled);

    [Fact]
    public void A_run_that_has_ended_cannot_be_stopped() =>
        Accepted(Plan()).With(state => state.Stop(RunStatus.Cancelled, "by a user", Now)).Stop(RunStatus.Failed, "again", Now).ShouldBeEmpty();

    [Fact]
    public void The_first_reason_to_stop_stands() =>
        Begun(Plan()).With(state => state.Stop(RunStatus.Cancelled, "by a user", Now)).Stop(RunStatus.Failed, "again", Now).ShouldBeEmpty();

    [Fact]
    public void All_targets_of_the_first_test_begin_together_on_as_many_testers_as_the_load_allows()
    {
        var events = Accepted(Plan(targets: 2, workers: 3)).Begin(Now);

        events.OfType<TestStarted>().ShouldHaveSingleItem().Parts.ShouldBe(2);
        events.OfType<SliceStarted>().Select(started => (started.Slice.Target, started.Slice.Part, started.Epoch))
            .ShouldBe([(0, 0, 1), (0, 1, 1), (1, 0, 1), (1, 1, 1)]);
    }

    [Fact]
    public void A_lost_tester_is_replaced_by_one_with_a_higher_epoch() =>
        Begun(Plan()).Restart(new SliceId(Run, 0, 0, 0), 1, used: null, Now)[^1].ShouldBe(new SliceStarted(new SliceId(Run, 0, 0, 0), 2, Now));

    [Fact]
    public void News_of_an_epoch_that_was_given_up_change_nothing()
    {
        var state = Begun(Plan()).With(state => state.Restart(new SliceId(Run, 0, 0, 0), 1, used: null, Now));

        state.Restart(new SliceId(Run, 0, 0, 0), 1, used: null, Now).ShouldBeEmpty();
        state.EndSlice(Done(0, epoch: 1), Now).ShouldBeEmpty();
    }

    [Fact]
    public void A_slice_that_breaks_again_and_again_stops_the_run()
    {
        var state = Begun(Plan());
        for (var epoch = 1; epoch < 10; epoch++)
            state = state.With(before => before.Restart(new SliceId(Run, 0, 0, 0), epoch, used: null, Now));

        state.Restart(new SliceId(Run, 0, 0, 0), 10, used: null, Now).OfType<RunStopping>().ShouldHaveSingleItem().Status.ShouldBe(RunStatus.Failed);
    }

    [Fact]
    public void The_next_test_begins_when_every_target_of_the_one_before_is_measured()
    {
        var state = Begun(Plan(targets: 2, tests: 2))
            .With(state => state.EndSlice(Done(0), Now)).With(state => state.EndSlice(Done(1), Now))
            .With(state => state.KeepMeasurement(0, Measurement(0), Now));
        state.Test.ShouldBe(0);

        var events = state.KeepMeasurement(1, Measurement(0), Now);
        events.OfType<TestStarted>().ShouldHaveSingleItem().Test.ShouldBe(1);
    }

    [Fact]
    public void A_measurement_that_comes_twice_counts_once()
    {
        var state = Begun(Plan(targets: 2)).With(state => state.KeepMeasurement(0, Measurement(0), Now));

        state.KeepMeasurement(0, Measurement(0), Now).ShouldBeEmpty();
    }

    [Fact]
    public void A_run_whose_slice_failed_ends_as_failed_and_says_where()
    {
        var state = Begun(Plan()).With(state => state.EndSlice(Done(0) with { Outcome = SliceOutcome.Failed, Reason = "no key" }, Now));

        var ended = state.KeepMeasurement(0, Measurement(0), Now)[^1].ShouldBeOfType<RunEnded>();
        ended.Status.ShouldBe(RunStatus.Failed);
        ended.Reason.ShouldBe("openai/model-0, test-0: no key");
    }

    [Fact]
    public void A_stopped_run_makes_no_further_test()
    {
        var state = Begun(Plan(tests: 2)).With(state => state.Stop(RunStatus.Cancelled, "by a user", Now))
            .With(state => state.EndSlice(Done(0) with { Outcome = SliceOutcome.Cancelled }, Now));

        state.KeepMeasurement(0, Measurement(0), Now)[^1].ShouldBeOfType<RunEnded>().Status.ShouldBe(RunStatus.Cancelled);
    }

    [Fact]
    public void A_slice_without_a_budget_left_is_told_that_there_is_no_more()
    {
        var state = Begun(Plan(budget: new Budget(Requests: 3)));
        var (events, answer) = state.Allow(new AskAllowance(new SliceId(Run, 0, 0, 0), 1, 10, default), Nothing);
        answer.ShouldBe(new Allowance(new SliceId(Run, 0, 0, 0), 1, 3, IsExhausted: false));

        var (none, exhausted) = state.With(_ => events).Allow(new AskAllowance(new SliceId(Run, 0, 0, 0), 1, 10, new Usage(3, 0, Usd.Zero)), Nothing);
        none.ShouldBeEmpty();
        exhausted.IsExhausted.ShouldBeTrue();
    }

    [Fact]
    public void A_slice_waits_while_another_may_give_back_what_it_does_not_use()
    {
        var state = Begun(Plan(targets: 2, budget: new Budget(Requests: 3)));
        state = state.With(before => before.Allow(new AskAllowance(new SliceId(Run, 0, 0, 0), 1, 3, default), Nothing).Events);

        var (_, waits) = state.Allow(new AskAllowance(new SliceId(Run, 0, 1, 0), 1, 3, default), Nothing);
        waits.ShouldBe(new Allowance(new SliceId(Run, 0, 1, 0), 1, 0, IsExhausted: false));

        state = state.With(before => before.EndSlice(Done(0) with { Used = new Usage(1, 10, Usd.Zero) }, Now));
        state.Allow(new AskAllowance(new SliceId(Run, 0, 1, 0), 1, 3, default), Nothing).Answer.Allowed.ShouldBe(2);
    }

    /// <summary>Whoever asks when and dies when: what may have been sent and paid never exceeds the budget.</summary>
    [Fact]
    public void The_budget_is_never_exceeded() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[1, 8], Gen.Int[0, 9]).Array[1, 60].Sample(steps =>
        {
            var budget = new Budget(Requests: 40, Tokens: 20_000, Cost: Usd.FromDollars(0.02m));
            var plan = Plan(targets: 3, budget: budget);
            var state = Begun(plan);
            var allowed = new long[3];
            var used = new Usage[3];
            var epochs = new[] { 1, 1, 1 };
            var spent = default(Usage);
            var reported = new Dictionary<SliceId, Usage>();
            foreach (var (target, more, luck) in steps)
            {
                var slice = new SliceId(Run, 0, target, 0);
                if (luck == 0)
                {
                    // The tester dies with everything that it was allowed sent and billed in full.
                    spent += WorstCases.Of(plan)[target][0] * (allowed[target] - used[target].Requests);
                    state = state.With(before => before.Restart(slice, epochs[target]++, used: null, Now));
                    (allowed[target], used[target]) = (0, default);
                    reported.Remove(slice);
                    continue;
                }

                // Some of the requests end; they use what they can, or less.
                var ended = Math.Min(luck, allowed[target] - used[target].Requests);
                var usage = luck % 2 == 0 ? WorstCases.Of(plan)[target][0] * ended : new Usage(ended, ended, new Usd(ended));
                used[target] += usage;
                spent += usage;
                var (events, answer) = state.Allow(new AskAllowance(slice, epochs[target], used[target].Requests + more, used[target]), reported);
                reported[slice] = used[target];
                state = state.With(_ => events);
                allowed[target] = Math.Max(allowed[target], answer.Allowed);

                spent.Requests.ShouldBeLessThanOrEqualTo(budget.Requests!.Value);
                spent.Tokens.ShouldBeLessThanOrEqualTo(budget.Tokens!.Value);
                spent.Cost.ShouldBeLessThanOrEqualTo(budget.Cost!.Value);
            }
        });

    [Fact]
    public void When_all_have_used_what_they_were_allowed_there_is_no_more()
    {
        var (one, other) = (new SliceId(Run, 0, 0, 0), new SliceId(Run, 0, 1, 0));
        var state = Begun(Plan(targets: 2, budget: new Budget(Requests: 3)));
        state = state.With(before => before.Allow(new AskAllowance(one, 1, 2, default), Nothing).Events);
        state = state.With(before => before.Allow(new AskAllowance(other, 1, 1, default), Nothing).Events);

        var reported = new Dictionary<SliceId, Usage> { [one] = new Usage(2, 0, Usd.Zero) };
        state.Allow(new AskAllowance(other, 1, 2, new Usage(1, 0, Usd.Zero)), Nothing).Answer.IsExhausted.ShouldBeFalse();
        state.Allow(new AskAllowance(other, 1, 2, new Usage(1, 0, Usd.Zero)), reported).Answer.IsExhausted.ShouldBeTrue();
    }

    [Fact]
    public void A_run_without_a_timeout_takes_as_long_as_it_needs() => Begun(Plan()).Expire(Now.AddDays(100)).ShouldBeEmpty();

    [Fact]
    public void A_run_fails_when_its_timeout_is_over()
    {
        var state = Begun(Plan() with { Timeout = TimeSpan.FromMinutes(10) });

        state.Expire(Now.AddMinutes(10)).ShouldBeEmpty();
        state.Expire(Now.AddMinutes(10.1)).ShouldHaveSingleItem().ShouldBe(
            new RunStopping(Run, RunStatus.Failed, "not complete within its timeout of 10m", Now.AddMinutes(10.1)));
    }

    [Fact]
    public void Slices_carry_what_their_workers_must_have()
    {
        var plan = Plan(targets: 2) with { Tags = ["eu"] };
        plan = plan with { Targets = [plan.Targets[0] with { Tags = ["gpu"] }, plan.Targets[1]] };

        Begun(plan).Slices.Keys.Select(slice => slice.Placement).ShouldBe(["eu+gpu", "eu"]);
    }

    [Fact]
    public void A_test_is_over_when_it_is_measured_for_each_tag_and_in_all()
    {
        var state = Begun(Plan() with { ByTag = ["eu", "us"] });
        state.Slices.Keys.Select(slice => slice.Placement).ShouldBe(["eu", "us"]);
        state.ToMeasure.ShouldBeEmpty();

        foreach (var slice in state.Slices.Keys)
            state = state.With(before => before.EndSlice(new SliceDone(slice, 1, SliceOutcome.Completed, null, default), Now));
        state.ToMeasure.ShouldBe([(0, 0, "eu"), (0, 0, "us"), (0, 0, null)]);

        state = state.With(before => before.KeepMeasurement(0, Measurement(0), Now));
        state = state.With(before => before.KeepMeasurement(0, Measurement(0) with { Tag = "us" }, Now));
        state.KeepMeasurement(0, Measurement(0) with { Tag = "us" }, Now).ShouldBeEmpty();
        state.Status.ShouldBe(RunStatus.Running);
        state.KeepMeasurement(0, Measurement(0) with { Tag = "eu" }, Now)[^1].ShouldBeOfType<RunEnded>().Status.ShouldBe(RunStatus.Completed);
    }

    private static Dictionary<SliceId, Usage> Nothing => [];

    private static RunState Empty() => new() { Run = Run };

    private static RunState Accepted(Plan plan) => Empty().With(state => state.Accept(plan, Now));

    private static RunState Begun(Plan plan) => Accepted(plan).With(state => state.Begin(Now));

    private static SliceDone Done(int target, int epoch = 1) => new(new SliceId(Run, 0, target, 0), epoch, SliceOutcome.Completed, null, default);

    private static TestMeasurement Measurement(int test) => new(test, default, TimeSpan.FromSeconds(1), Aggregate.Empty, default);

    private static Plan Plan(int targets = 1, int tests = 1, int workers = 1, Budget? budget = null) => new()
    {
        Name = "plan",
        Targets =
        [
            .. Enumerable.Range(0, targets).Select(number => new Target
            {
                Provider = "openai",
                Model = $"model-{number}",
                BaseUrl = new Uri("http://127.0.0.1:1"),
                Price = new Price(1 + number, 1, 2, "plan"),
            }),
        ],
        Tests = [.. Enumerable.Range(0, tests).Select(number => new Test($"test-{number}", TestType.Latency, new IterationsLoad(10, 2)))],
        Workers = workers,
        Budget = budget ?? Budget.Unlimited,
    };
}

internal static class RunStateSteps
{
    public static RunState With(this RunState state, Func<RunState, IReadOnlyList<IRunEvent>> decide) =>
        decide(state).Aggregate(state, (before, happened) => before.Apply(happened));
}
