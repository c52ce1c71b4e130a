using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Messages.Slices;
using AkkaApiBench.Node.Coordinator.Runs;
using CsCheck;

namespace AkkaApiBench.Node.Tests.Coordinator;

public sealed class PauseDecisionsTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;
    private static readonly RunId Run = new("20261124-170201-abcdef");
    private static readonly SliceId Slice = new(Run, 0, 0, 0);

    [Fact]
    public void A_run_that_has_ended_or_is_being_stopped_is_not_paused_and_says_where_it_stands()
    {
        var stopping = Begun().With(state => state.Stop(RunStatus.Cancelled, "cancelled by a user", Now));
        var ended = Accepted().With(state => state.Stop(RunStatus.Cancelled, "cancelled by a user", Now));

        stopping.Pause(Now).ShouldBeEmpty();
        stopping.Refusal().Reason.ShouldBe("its status is running, and it is being stopped: cancelled by a user");
        ended.Pause(Now).ShouldBeEmpty();
        ended.Refusal().Reason.ShouldBe("its status is cancelled");
    }

    [Fact]
    public void A_run_is_paused_once_and_resumed_once()
    {
        var paused = Accepted().With(state => state.Pause(Now));
        paused.Pause(Now).ShouldBeEmpty();
        paused.Refusal().Reason.ShouldBe("its status is paused");

        paused.With(state => state.Resume(Now)).Resume(Now).ShouldBeEmpty();
        Begun().Resume(Now).ShouldBeEmpty();
    }

    [Fact]
    public void A_run_paused_while_it_waits_is_not_begun_and_keeps_its_place()
    {
        var paused = Accepted().With(state => state.Pause(Now.AddSeconds(1)));
        paused.Begin(Now).ShouldBeEmpty();

        var waiting = paused.With(state => state.Resume(Now.AddSeconds(2)));
        (waiting.Status, waiting.AcceptedAt, waiting.Pauses.Length).ShouldBe((RunStatus.Accepted, Now, 0));
        waiting.Begin(Now).OfType<SliceStarted>().ShouldNotBeEmpty();
    }

    [Fact]
    public void A_run_is_paused_when_its_last_tester_has_left()
    {
        var pausing = Begun(targets: 2).With(state => state.Pause(Now));
        pausing.Status.ShouldBe(RunStatus.Pausing);

        var one = pausing.With(state => state.Restart(Slice, 1, new Usage(3, 30, Usd.Zero), Now));
        one.Status.ShouldBe(RunStatus.Pausing);
        one.With(state => state.Restart(Slice with { Target = 1 }, 1, used: null, Now)).Status.ShouldBe(RunStatus.Paused);
    }

    [Fact]
    public void A_resumed_run_goes_on_with_the_next_epoch_when_its_turn_comes()
    {
        var resumed = Paused().With(state => state.Resume(Now.AddSeconds(5)));
        resumed.Status.ShouldBe(RunStatus.Accepted);

        var events = resumed.Begin(Now.AddSeconds(9));
        events.ShouldBe([new RunStarted(Run, Now.AddSeconds(9)), new SliceStarted(Slice, 2, Now.AddSeconds(9))]);
        var running = resumed.With(_ => events);
        running.StartedAt.ShouldBe(Now);
        running.Pauses.ShouldBe([new RunPause(Now, Now.AddSeconds(9))]);
    }

    [Fact]
    public void A_run_resumed_before_it_came_to_rest_goes_on_at_once()
    {
        var pausing = Begun(targets: 2).With(state => state.Pause(Now)).With(state => state.Restart(Slice, 1, default(Usage), Now));

        var resumed = pausing.With(state => state.Resume(Now.AddSeconds(1)));
        (resumed.Status, resumed.Slices[Slice].Epoch).ShouldBe((RunStatus.Running, 2));
        resumed.Restart(Slice with { Target = 1 }, 1, default(Usage), Now)[^1].ShouldBe(new SliceStarted(Slice with { Target = 1 }, 2, Now));
    }

    [Fact]
    public void The_next_test_waits_until_a_paused_run_goes_on()
    {
        var paused = Begun(tests: 2).With(state => state.Pause(Now)).With(state => state.EndSlice(Done(), Now));
        paused.Status.ShouldBe(RunStatus.Paused);

        var measured = paused.With(state => state.KeepMeasurement(0, Measurement(), Now));
        (measured.Status, measured.Test).ShouldBe((RunStatus.Paused, 0));
        measured.With(state => state.Resume(Now)).With(state => state.Begin(Now)).Test.ShouldBe(1);
    }

    [Fact]
    public void A_paused_run_with_nothing_left_to_do_ends()
    {
        var paused = Begun().With(state => state.Pause(Now)).With(state => state.EndSlice(Done(), Now));

        paused.KeepMeasurement(0, Measurement(), Now)[^1].ShouldBeOfType<RunEnded>().Status.ShouldBe(RunStatus.Completed);
    }

    [Fact]
    public void Time_paused_does_not_count_for_the_timeout()
    {
        var state = Paused(TimeSpan.FromMinutes(10));
        state.Expire(Now.AddDays(1)).ShouldBeEmpty();

        var running = state.With(before => before.Resume(Now.AddDays(1))).With(before => before.Begin(Now.AddDays(1)));
        running.Expire(Now.AddDays(1).AddMinutes(10)).ShouldBeEmpty();
        running.Expire(Now.AddDays(1).AddMinutes(10.1)).ShouldNotBeEmpty();
    }

    [Fact]
    public void However_often_a_run_is_paused_its_slices_do_not_count_as_broken()
    {
        var state = Begun();
        for (var epoch = 1; epoch <= 30; epoch++)
        {
            state = state.With(before => before.Pause(Now)).With(before => before.Restart(Slice, epoch, default(Usage), Now))
                .With(before => before.Resume(Now)).With(before => before.Begin(Now));
        }

        state.Stopping.ShouldBeNull();
        state.Restart(Slice, 31, used: null, Now)[^1].ShouldBe(new SliceStarted(Slice, 32, Now));
    }

    [Fact]
    public void What_a_slice_was_allowed_and_did_not_use_is_free_again_after_a_pause()
    {
        var state = Begun(budget: new Budget(Requests: 10));
        state = state.With(before => before.Allow(new AskAllowance(Slice, 1, 10, default), new Dictionary<SliceId, Usage>()).Events)
            .With(before => before.Pause(Now)).With(before => before.Restart(Slice, 1, new Usage(4, 40, Usd.Zero), Now))
            .With(before => before.Resume(Now)).With(before => before.Begin(Now));

        state.Allow(new AskAllowance(Slice, 2, 10, default), new Dictionary<SliceId, Usage>()).Answer.Allowed.ShouldBe(6);
    }

    [Fact]
    public void Whatever_happens_in_whatever_order_every_planned_request_is_accounted_for_once() =>
        Gen.Select(Gen.Int[0, 7], Gen.Int[0, 9]).Array[0, 200].Sample(steps =>
        {
            var run = new ModelRun(Plan(targets: 2, tests: 2, workers: 2) with { ByTag = steps.Length % 2 == 0 ? [] : ["eu", "us"] });
            foreach (var (what, which) in steps)
                run.Step(what, which);
            run.Finish();

            foreach (var (slice, account) in run.Accounts)
                account.Total.ShouldBe(run.State.ShareOf(slice).Planned!.Value);
            run.State.Slices.Keys.ShouldBe(run.Accounts.Keys, ignoreOrder: true);
            run.State.Pauses.ShouldAllBe(pause => pause.EndedAt >= pause.StartedAt);
        });

    private static RunState Accepted(RunState? empty = null, Plan? plan = null) =>
        (empty ?? new RunState { Run = Run }).With(state => state.Accept(plan ?? Plan(), Now));

    private static RunState Begun(int targets = 1, int tests = 1, Budget? budget = null, TimeSpan? timeout = null) =>
        Accepted(plan: Plan(targets, tests, budget: budget) with { Timeout = timeout }).With(state => state.Begin(Now));

    private static RunState Paused(TimeSpan? timeout = null) =>
        Begun(timeout: timeout).With(state => state.Pause(Now)).With(state => state.Restart(Slice, 1, default(Usage), Now));

    private static SliceDone Done() => new(Slice, 1, SliceOutcome.Completed, null, default);

    private static TestMeasurement Measurement() => new(0, default, TimeSpan.FromSeconds(1), Aggregate.Empty, default);

    private static Plan Plan(int targets = 1, int tests = 1, int workers = 1, Budget? budget = null) => new()
    {
        Name = "plan",
        Targets = [.. Enumerable.Range(0, targets).Select(number => new Target { Provider = "openai", Model = $"model-{number}", BaseUrl = new Uri("http://127.0.0.1:1") })],
        Tests = [.. Enumerable.Range(0, tests).Select(number => new Test($"test-{number}", TestType.Latency, new IterationsLoad(10, 2)))],
        Workers = workers,
        Budget = budget ?? Budget.Unlimited,
    };
}
