using System.Text.Json.Nodes;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Results;
using AkkaApiBench.Messages.Runs;

namespace AkkaApiBench.Node.Tests.Runs;

/// <summary>Tests in steps and in turns, from plan to result, against providers of known capacity.</summary>
public sealed class StepTests(BenchFixture bench) : IClassFixture<BenchFixture>
{
    [Fact]
    public async Task A_sweep_stops_by_itself_within_a_step_of_the_capacity_and_each_target_at_its_own()
    {
        var result = await bench.RunAsync(Plan(
            [bench.Target(SimulatedProfiles.Queued), bench.Target(SimulatedProfiles.Narrow)],
            """{ "type": "throughput", "name": "capacity", "load": { "model": "sweep", "start_rate": 4, "factor": 2, "max_rate": 512, "step_duration": "2s" } }""",
            "latency < 1s"));

        result.Status.ShouldBe(RunStatus.Completed);
        var (queued, narrow) = (result.Targets[0].Tests["capacity"], result.Targets[1].Tests["capacity"]);
        // 40 a second, and 10: what is sustained lies within a step of the truth, whatever the machine does besides.
        queued.MaxSustainedRate!.Value.ShouldBeInRange(16, 32);
        narrow.MaxSustainedRate!.Value.ShouldBeInRange(4, 8);
        queued.MaxRateMeetingSlo!.Value.ShouldBeLessThanOrEqualTo(queued.MaxSustainedRate.Value);
        queued.Steps![^1].Stop.ShouldNotBeNull();
        queued.Steps.Count.ShouldBeGreaterThan(narrow.Steps!.Count, "the narrow one makes no step that the other goes on to");
        narrow.Requests.Planned.ShouldBe(narrow.Steps.Sum(step => step.Requests.Planned));
        result.Rankings["capacity"][0].ShouldBe(result.Targets[0].Target);
    }

    [Fact]
    public async Task Callers_beyond_the_servers_end_a_test_of_concurrency_with_its_knee_at_the_servers()
    {
        var result = await bench.RunAsync(Plan(
            [bench.Target(SimulatedProfiles.Crowded)], """{ "type": "concurrency", "levels": [1, 2, 4, 16, 64, 256], "step_duration": "2s" }"""));

        var test = result.Targets[0].Tests["concurrency"];
        // Four servers; a machine that halts for some hundred milliseconds shifts either figure by a level.
        test.MaxSustainedConcurrency!.Value.ShouldBeInRange(2, 16);
        test.Knee!.Concurrency!.Value.ShouldBeInRange(2, 16);
        test.Steps!.Count.ShouldBeLessThan(6);
        test.Steps[^1].Sustained.ShouldBeFalse();
        test.Steps[^1].Stop.ShouldNotBeNull().ShouldContain("callers got");
    }

    [Fact]
    public async Task Streamed_and_whole_answers_take_turns_and_stalls_are_told()
    {
        var result = await bench.RunAsync(Plan(
            [bench.Target(SimulatedProfiles.Stalling)], """{ "type": "streaming", "iterations": 9, "stall_threshold": "30ms" }"""));

        var test = result.Targets[0].Tests["streaming"];
        test.Requests.ShouldBe(new RequestCounts(18, 0, 0, 0));
        test.TtftMs!.Count.ShouldBe(9);
        // Gaps of 60 ms are stalls of 30, but for those that a busy machine delivers together.
        test.StallMs!.Count.ShouldBeInRange(9, test.InterChunkLatencyMs!.Count);
        test.StallMs.Min.ShouldBeGreaterThan(30);
        test.StallsPerRequest!.Value.ShouldBe(test.StallMs.Count / 9d, 1e-9);
        test.GapJitterMs!.Count.ShouldBe(9);
        test.Whole!.TtftMs.ShouldBeNull();
        test.Whole.LatencyMs!.Count.ShouldBe(9);
        test.StreamedAgainstWhole!.Select(pair => (pair.A, pair.B)).Distinct().ShouldHaveSingleItem().ShouldBe(("streamed", "whole"));
    }

    [Fact]
    public async Task Targets_in_turns_get_all_of_their_load()
    {
        var plan = Plan([bench.Target(SimulatedProfiles.TurnA), bench.Target(SimulatedProfiles.TurnB)], """{ "type": "latency", "iterations": 20, "concurrency": 2 }""");
        plan["order"] = "interleaved";
        plan["blocks"] = 4;
        plan["workers"] = 2;

        var result = await bench.RunAsync(plan);

        result.Order.ShouldBe(new OrderResult { Order = "interleaved", Blocks = 4, Seed = 0 });
        result.Targets.ShouldAllBe(target => target.Tests["latency"].Requests == new RequestCounts(20, 0, 0, 0));
        bench.ReceivedBy(SimulatedProfiles.TurnA).ShouldBe(20);
        // The time of the blocks adds up.
        result.Targets.ShouldAllBe(target => target.Tests["latency"].DurationS * 1000 >= 4 * target.Tests["latency"].LatencyMs!.Min);
    }

    [Fact]
    public async Task A_run_that_is_cancelled_between_turns_accounts_for_every_block()
    {
        var plan = Plan([bench.Target(SimulatedProfiles.Slow), bench.Target(SimulatedProfiles.Slow, "slow-model-2")], """{ "type": "latency", "iterations": 100 }""");
        plan["order"] = "interleaved";
        plan["blocks"] = 10;
        var run = await bench.SubmitAsync(plan);
        await bench.WatchAsync(run.RunId, view => view.Tests!.Any(test => test.Succeeded > 1));

        (await bench.Http.PostAsync($"/api/v1/runs/{run.RunId}/cancel", null)).Dispose();
        await bench.WatchAsync(run.RunId);

        var result = await bench.ResultAsync(run.RunId);
        result.Status.ShouldBe(RunStatus.Cancelled);
        result.Targets.ShouldAllBe(target => target.Tests["latency"].Requests.Planned == 100 && target.Tests["latency"].Requests.Lost == 0);
    }

    [Fact]
    public async Task A_sweep_that_is_cancelled_in_a_step_tells_what_it_has_and_judges_only_whole_steps()
    {
        var run = await bench.SubmitAsync(Plan(
            [bench.Target(SimulatedProfiles.Steady)],
            """{ "type": "throughput", "load": { "model": "sweep", "start_rate": 5, "step": 1, "max_rate": 30, "step_duration": "1s" } }"""));
        var view = await bench.WatchAsync(run.RunId, view => view.Tests![0].Step > 1);
        view.Tests![0].Steps.ShouldBe(26);

        (await bench.Http.PostAsync($"/api/v1/runs/{run.RunId}/cancel", null)).Dispose();
        await bench.WatchAsync(run.RunId);

        var test = (await bench.ResultAsync(run.RunId)).Targets[0].Tests["throughput"];
        test.Steps!.Count.ShouldBeLessThan(26);
        test.Steps[^1].Sustained.ShouldBeFalse();
        test.Steps[^1].Stop.ShouldBe("the run ended in this step");
    }

    private static JsonObject Plan(JsonNode[] targets, string test, params string[] objectives) => new()
    {
        ["name"] = "steps",
        ["targets"] = new JsonArray(targets),
        ["tests"] = new JsonArray(JsonNode.Parse(test)),
        ["workload"] = new JsonObject { ["max_tokens"] = 20 },
        ["slo"] = new JsonArray([.. objectives.Select(text => (JsonNode)text)]),
    };
}
