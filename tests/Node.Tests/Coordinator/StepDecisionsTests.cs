using System.Collections.Immutable;
using Akka.Actor;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Protocol;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Messages.Slices;
using AkkaApiBench.Node.Coordinator.Runs;
using AkkaApiBench.Node.Worker.Placement;
using CsCheck;

namespace AkkaApiBench.Node.Tests.Coordinator;

/// <summary>Steps, arms and turns.</summary>
public sealed class StepDecisionsTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;
    private static readonly RunId Run = new("20261124-170201-abcdef");
    private static readonly TimeSpan StepTime = TimeSpan.FromSeconds(10);

    [Fact]
    public void A_target_that_is_saturated_makes_no_higher_step_and_the_others_go_on()
    {
        var state = Begun(Sweep(targets: 2, 5, 10, 20));

        state = Make(state, rate: 5, 8, 30);
        state.Targets.ShouldBe([0, 1]);
        state = Make(state, rate: 10, 8, 30);

        state.Test.ShouldBe(2);
        state.Targets.ShouldBe([1]);
        state.ActiveSlices.Select(slice => slice.Key.Target).ShouldBe([1]);
    }

    [Fact]
    public void A_sweep_ends_by_itself_when_every_target_is_saturated()
    {
        var state = Make(Make(Begun(Sweep(targets: 2, 5, 10, 20)), 5, 8, 8), 10, 8, 8);

        state.Status.ShouldBe(RunStatus.Completed);
        state.Test.ShouldBe(1);
    }

    [Fact]
    public void The_test_behind_a_sweep_is_made_by_all_targets_again()
    {
        var plan = Sweep(targets: 2, 5, 10, 20);
        plan = plan with { Tests = [.. plan.Tests, new Test("after", TestType.Latency, new IterationsLoad(3, 1))] };

        var state = Make(Make(Begun(plan), 5, 8, 3), 10, 8);

        (state.Test, state.Targets.Length).ShouldBe((3, 2));
    }

    [Fact]
    public void A_run_that_is_stopped_in_a_step_makes_no_further_one()
    {
        var state = Begun(Sweep(targets: 1, 5, 10)).With(before => before.Stop(RunStatus.Cancelled, "by a user", Now));

        Make(state, 5, 30).Status.ShouldBe(RunStatus.Cancelled);
    }

    [Fact]
    public void Progress_has_one_line_for_a_test_in_steps_and_says_which_step()
    {
        var state = Make(Make(Begun(Sweep(targets: 2, 5, 10, 20)), 5, 8, 30), 10, 8, 30);

        var lines = RunProgressView.Of(state, new Dictionary<SliceId, SliceProgress>(), new WorkerSearch(new NoWorkers())).Tests;

        lines.Select(line => (line.Test, line.Target, line.Phase)).ShouldBe([(1, 0, TestPhase.Ended), (2, 1, TestPhase.Starting)]);
        lines[0].Reason.ShouldNotBeNull().ShouldContain("of 10 offered");
    }

    /// <summary>However targets, blocks and workers are, each target has each block once, and nobody works beside another.</summary>
    [Fact]
    public void Targets_in_turns_work_one_at_a_time_and_each_once_a_block() =>
        Gen.Select(Gen.Int[1, 5], Gen.Int[1, 8], Gen.Int[1, 3], Gen.Long[0, 1000]).Sample((targets, blocks, workers, seed) =>
        {
            var plan = Plan(targets, new Test("latency", TestType.Latency, new IterationsLoad(100, 6))) with
            {
                Order = TargetOrder.Interleaved,
                Blocks = blocks,
                Seed = seed,
                Workers = workers,
            };
            var turns = new List<(int Target, int Block)>();
            var state = Begun(plan);
            while (state.ActiveSlices.Any())
            {
                var working = state.ActiveSlices.Select(slice => slice.Key).ToList();
                working.Count.ShouldBe(workers);
                turns.Add(working.Select(slice => (slice.Target, slice.Part / workers)).Distinct().ShouldHaveSingleItem());
                state = working.Aggregate(state, End);
            }

            turns.Count.ShouldBe(targets * blocks);
            turns.Chunk(targets).ShouldAllBe(block => block.Select(turn => turn.Target).Distinct().Count() == targets && block.Select(turn => turn.Block).Distinct().Count() == 1);
            state.WaitingSlices.ShouldBeEmpty();
        });

    [Fact]
    public void Another_seed_gives_another_order_and_the_same_seed_the_same()
    {
        List<int> OrderOf(long seed)
        {
            var state = Begun(Plan(4, new Test("latency", TestType.Latency, new IterationsLoad(100, 1))) with { Order = TargetOrder.Interleaved, Blocks = 6, Seed = seed });
            var order = new List<int>();
            while (state.ActiveSlices.Any())
            {
                var slice = state.ActiveSlices.Single().Key;
                order.Add(slice.Target);
                state = End(state, slice);
            }

            return order;
        }

        OrderOf(1).ShouldBe(OrderOf(1));
        OrderOf(1).ShouldNotBe(OrderOf(2));
    }

    [Fact]
    public void Arms_take_turns_in_every_block_while_targets_go_together()
    {
        var streamed = new Test("streaming", TestType.Streaming, new IterationsLoad(10, 1)) { Arm = TestArm.Streamed };
        var plan = Plan(2, streamed, streamed with { Arm = TestArm.Whole }) with { Blocks = 3 };
        var state = Begun(plan);
        var turns = 0;
        while (state.ActiveSlices.Any())
        {
            var working = state.ActiveSlices.Select(slice => slice.Key).ToList();
            working.Select(slice => slice.Target).ShouldBe([0, 1], ignoreOrder: true);
            state = working.Aggregate(state, End);
            turns++;
        }

        turns.ShouldBe(2 * 3);
        state.ToMeasure.ShouldBe<(int, int, string?)>([(0, 0, null), (0, 1, null), (1, 0, null), (1, 1, null)], ignoreOrder: true);
        foreach (var (target, test, _) in state.ToMeasure.ToList())
            state = state.With(before => before.KeepMeasurement(target, new TestMeasurement(test, default, StepTime, Aggregate.Empty, default), Now));
        state.Status.ShouldBe(RunStatus.Completed);
    }

    [Fact]
    public void Slices_whose_turn_has_not_come_are_begun_to_be_closed_when_the_run_stops()
    {
        var plan = Plan(2, new Test("latency", TestType.Latency, new IterationsLoad(10, 1))) with { Order = TargetOrder.Interleaved, Blocks = 2 };

        var events = Begun(plan).Stop(RunStatus.Cancelled, "by a user", Now);

        events[0].ShouldBeOfType<RunStopping>();
        events.Skip(1).ShouldAllBe(happened => happened is SliceStarted);
        events.Count.ShouldBe(1 + 3);
        Begun(plan).With(_ => events).WaitingSlices.ShouldBeEmpty();
    }

    [Fact]
    public void A_coordinator_that_takes_over_between_two_turns_goes_on_with_the_next()
    {
        var plan = Plan(2, new Test("latency", TestType.Latency, new IterationsLoad(10, 1))) with { Order = TargetOrder.Interleaved, Blocks = 2 };
        var begun = Begun(plan);
        var slice = begun.ActiveSlices.Single().Key;
        var between = begun.Apply(new SliceEnded(slice, 1, SliceOutcome.Completed, null, default));

        between.TakeTurns(Now).ShouldHaveSingleItem().ShouldBe(begun.EndSlice(new SliceDone(slice, 1, SliceOutcome.Completed, null, default), Now)[1]);
        begun.TakeTurns(Now).ShouldBeEmpty("somebody works");
    }

    [Fact]
    public void What_a_target_came_to_is_told_in_messages_that_fit_a_frame()
    {
        var everywhere = Distribution.Of(Enumerable.Range(0, 20_000).Select(i => (long)Math.Exp(i / 1000.0)));
        var state = Make(Make(Make(Make(Begun(Sweep(1, 1, 2, 3, 4)), 1, 9), 2, 9), 3, 9), 4, 9);
        state = state with
        {
            Measured = state.Measured.ToImmutableDictionary(entry => entry.Key, entry => entry.Value with
            {
                Measured = entry.Value.Measured with
                {
                    Distributions = Enum.GetValues<Measure>().ToImmutableSortedDictionary(measure => measure, _ => everywhere),
                },
            }),
        };

        var parts = new List<TestMeasurement>();
        for (int? next = 0; next is { } first;)
        {
            var answer = state.Answer(new GetTargetMeasurements(Run, 0, first));
            answer.Tests.Sum(Frame.SizeOf).ShouldBeLessThan(Frame.MostBytes);
            parts.AddRange(answer.Tests);
            next = answer.Next;
        }

        parts.Count.ShouldBeGreaterThan(4);
        MeasurementParts.Join(parts).Select(test => (test.Test, test.Counts, test.Duration, test.Measured[Measure.Tpot].Count))
            .ShouldBe(state.Measured.Values.OrderBy(test => test.Test).Select(test => (test.Test, test.Counts, test.Duration, everywhere.Count)));
    }

    private static RunState Begun(Plan plan) =>
        new RunState { Run = Run }.With(state => state.Accept(plan, Now)).With(state => state.Begin(Now));

    private static RunState End(RunState state, SliceId slice) =>
        state.With(before => before.EndSlice(new SliceDone(slice, 1, SliceOutcome.Completed, null, default), Now));

    /// <summary>Makes the present step: each target that makes it answers up to its capacity a second.</summary>
    private static RunState Make(RunState state, int rate, params int[] capacities)
    {
        foreach (var (slice, _) in state.ActiveSlices.ToList())
            state = End(state, slice);
        var test = state.Test;
        foreach (var target in state.Targets)
        {
            var requests = 10 * rate;
            var latency = Distribution.Of(Enumerable.Repeat(100_000L, requests));
            var measured = new Aggregate
            {
                Succeeded = requests,
                Distributions = ImmutableSortedDictionary<Measure, Distribution>.Empty.Add(Measure.Latency, latency),
            };
            var duration = TimeSpan.FromSeconds(Math.Max(10.1, (double)requests / capacities[target]));
            state = state.With(before => before.KeepMeasurement(
                target, new TestMeasurement(test, new RequestCounts(requests, 0, 0, 0), duration, measured, default), Now));
        }

        return state;
    }

    private static Plan Sweep(int targets, params int[] rates) => Plan(
        targets,
        [.. rates.Select((rate, step) => new Test("sweep", TestType.Throughput, new ConstantRateLoad(rate, StepTime, 1000)) { Step = new TestStep(step + 1, rates.Length) })]);

    private static Plan Plan(int targets, params Test[] tests) => new()
    {
        Name = "plan",
        Targets = [.. Enumerable.Range(0, targets).Select(number => new Target { Provider = "openai", Model = $"model-{number}", BaseUrl = new Uri("http://127.0.0.1:1") })],
        Tests = tests,
    };

    private sealed class NoWorkers : IWorkers
    {
        public IReadOnlyList<WorkerNode> Up => [];

        public WorkerNode? Of(IActorRef actor) => null;
    }
}
