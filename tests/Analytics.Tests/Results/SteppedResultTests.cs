using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Results;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Analytics.Results;

namespace AkkaApiBench.Analytics.Tests.Results;

/// <summary>Tests that are several entries of the plan under one name.</summary>
public sealed class SteppedResultTests
{
    private static readonly int[] Rates = [5, 10, 15, 20];

    [Fact]
    public void Steps_are_one_test_whose_counts_are_of_all_and_whose_figures_are_of_the_best()
    {
        var test = Sweep(capacities: 12).Targets[0].Tests.ShouldHaveSingleItem().Value;

        test.Steps!.Select(step => step.OfferedRate).ShouldBe([5, 10, 15]);
        test.Steps!.Select(step => step.Sustained).ShouldBe([true, true, false]);
        test.Requests.Succeeded.ShouldBe(300);
        (test.BestStep, test.MaxSustainedRate, test.MaxRateMeetingSlo).ShouldBe((2, 10, null));
        test.LatencyMs!.Count.ShouldBe(100);
        test.RequestsPerSecond!.Value.ShouldBe(10, 0.2);
    }

    [Fact]
    public void The_target_that_stands_more_is_ranked_first()
    {
        var result = Sweep(12, 17);

        result.Rankings["capacity"].ShouldBe(["p/m1", "p/m0"]);
        result.RankingDetails!["capacity"][0].Value!.Value.ShouldBe(150, 3);
    }

    [Fact]
    public void Targets_are_compared_at_the_highest_step_that_all_of_them_sustained() =>
        Sweep(12, 17).Comparisons.First(pair => pair.Metric == "latency.p50").ValueA!.Value.ShouldBe(100, 1);

    [Fact]
    public void A_step_in_which_the_run_was_stopped_says_nothing()
    {
        var plan = PlanOf(1);
        var run = Outcomes.Run(plan, Step(0, 0, 12), Step(0, 1, 12) with { Requests = new RequestCounts(30, 0, 0, 70) }) with { Status = RunStatus.Cancelled };

        var test = ResultBuilder.Build(run).Targets[0].Tests["capacity"];

        test.MaxSustainedRate.ShouldBe(5);
        test.Steps![1].Stop.ShouldBe("the run ended in this step");
    }

    [Fact]
    public void Steps_survive_the_file()
    {
        var result = Sweep(12);

        ResultJson.Write(ResultJson.Read(ResultJson.Write(result))).ShouldBe(ResultJson.Write(result));
        ResultJson.Write(result).ShouldContain("\"max_sustained_rate\": 10");
    }

    [Fact]
    public void Streamed_and_whole_answers_are_one_test_with_their_difference()
    {
        var streamed = new Test("streaming", TestType.Streaming, new IterationsLoad(100, 1)) { Arm = TestArm.Streamed };
        var plan = Outcomes.Plan([Outcomes.Target("m")], streamed, streamed with { Arm = TestArm.Whole });

        var test = Outcomes.Build(
            plan,
            Outcomes.Took(Enumerable.Range(0, 100).Select(n => 300.0 + n)).With(Measure.InterChunkLatency, 10, 10, 2000).With(Measure.Stall, 2000).In(10, test: 0),
            Outcomes.Took(Enumerable.Range(0, 100).Select(n => 200.0 + n)).In(10, test: 1)).Targets[0].Tests.ShouldHaveSingleItem().Value;

        test.Requests.Succeeded.ShouldBe(200);
        test.LatencyMs!.Count.ShouldBe(100);
        test.Whole!.LatencyMs!.Max.ShouldBe(299, 1);
        test.StallsPerRequest.ShouldBe(0.01);
        test.StallShare!.Value.ShouldBe(2000 / 2020d, 1e-6);
        var pair = test.StreamedAgainstWhole!.First(pair => pair.Metric == "latency.p50");
        pair.Verdict.ShouldBe(Verdict.Slower);
        pair.Effect.ShouldBe(100, 1);
    }

    private static RunResult Sweep(params int[] capacities) => Outcomes.Build(
        PlanOf(capacities.Length),
        [.. capacities.SelectMany((capacity, target) => Rates.Select((_, step) => step).TakeWhile(step => step == 0 || Rates[step - 1] <= capacity).Select(step => Step(target, step, capacity)))]);

    /// <summary>What a target with this many answers a second does: beyond it the last answers come late.</summary>
    private static TestOutcome Step(int target, int step, int capacity)
    {
        var (rate, requests) = (Rates[step], 10 * Rates[step]);
        var measured = Outcomes.Took(Enumerable.Repeat(rate <= capacity ? 100.0 : 2000, requests)).Using(new Tokens(0, 0, 10 * requests, 0));
        return measured.In(rate <= capacity ? 10.1 : (double)requests / capacity, target, step);
    }

    private static Plan PlanOf(int targets) => Outcomes.Plan(
        [.. Enumerable.Range(0, targets).Select(target => Outcomes.Target($"m{target}"))],
        [.. Rates.Select((rate, step) => new Test("capacity", TestType.Throughput, new ConstantRateLoad(rate, TimeSpan.FromSeconds(10), 1000)) { Step = new TestStep(step + 1, Rates.Length) })]);
}
