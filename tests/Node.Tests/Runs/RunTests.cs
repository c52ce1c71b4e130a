using System.Text.Json.Nodes;
using AkkaApiBench.Messages.Results;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Simulator.Truth;

namespace AkkaApiBench.Node.Tests.Runs;

/// <summary>Runs from plan to result, against providers whose behaviour is known.</summary>
public sealed class RunTests(BenchFixture bench) : IClassFixture<BenchFixture>
{
    [Fact]
    public async Task A_key_that_is_missing_where_the_load_is_sent_fails_the_run_by_name_and_sends_nothing()
    {
        var target = bench.Target(SimulatedProfiles.Steady, "steady-model-2");
        target["api_key"] = "env:APIBENCH_TEST_NO_SUCH_VARIABLE";

        var result = await bench.RunAsync(Plan([target], Test("latency", ("iterations", 3))));

        result.Status.ShouldBe(RunStatus.Failed);
        result.Notes!.ShouldContain(note => note.Contains("env:APIBENCH_TEST_NO_SUCH_VARIABLE", StringComparison.Ordinal));
        var requests = result.Targets[0].Tests["latency"].Requests;
        (requests.Planned, requests.NotSent).ShouldBe((3, 3));
    }

    [Fact]
    public async Task Every_failure_is_counted_by_its_kind_as_the_provider_made_it()
    {
        var result = await bench.RunAsync(Plan([bench.Target(SimulatedProfiles.Faulty)], Test("reliability", ("iterations", 200), ("concurrency", 10))));

        var test = result.Targets[0].Tests["reliability"];
        var truth = bench.Simulator.Stats().Single(stats => stats.Profile == SimulatedProfiles.Faulty.Name);
        test.Requests.Planned.ShouldBe(200);
        test.Requests.Succeeded.ShouldBe(truth.Outcomes[Outcome.Completed]);
        // A client that was sent nonsense goes away at once, so the outcome alone does not tell.
        test.Requests.Failed.ShouldBe(truth.Outcomes[Outcome.Faulted] + truth.Outcomes[Outcome.ClientClosed]);
        test.Errors.ShouldBe(
            new Dictionary<string, long>
            {
                ["server_error"] = truth.Faults[Simulator.Profiles.FaultKind.ServerError],
                ["overloaded"] = truth.Faults[Simulator.Profiles.FaultKind.Overloaded],
                ["malformed_response"] = truth.Faults[Simulator.Profiles.FaultKind.MalformedJson],
                [CutStreamError(test)] = truth.Faults[Simulator.Profiles.FaultKind.CutStream],
            },
            ignoreOrder: true);
        test.SuccessRate!.Value.ShouldBe(test.Requests.Succeeded / 200d, 1e-9);
    }

    [Fact]
    public async Task A_closed_loop_reports_what_the_provider_really_did()
    {
        var result = await bench.RunAsync(Plan([bench.Target(SimulatedProfiles.Slow)], Test("latency", ("iterations", 20), ("concurrency", 4))));

        var test = result.Targets[0].Tests["latency"];
        test.Requests.ShouldBe(new Messages.Measurement.RequestCounts(20, 0, 0, 0));
        test.Tokens.Output.ShouldBe(200);
        test.TtftMs!.Min.ShouldBeGreaterThanOrEqualTo(200);
        test.LatencyMs!.Min.ShouldBeGreaterThanOrEqualTo(200 + 9 * 20);
        test.InterChunkLatencyMs!.Count.ShouldBe(20 * 9);
        test.ConnectMs!.Count.ShouldBeGreaterThanOrEqualTo(4);
        test.ResponseTimeMs.ShouldBeNull("a closed loop has no schedule");
        test.Cost!.TotalUsd.ShouldBe((test.Tokens.Input * 1 + test.Tokens.Output * 2) / 1e6, 1e-12);
    }

    [Fact]
    public async Task A_target_asked_in_HTTP_2_is_and_the_result_says_so()
    {
        await using var simulator = await Simulator.SimulatorHost.StartAsync(new Simulator.SimulatorOptions { Profiles = [SimulatedProfiles.Steady], Http2 = true });
        var target = bench.Target(SimulatedProfiles.Steady);
        target["base_url"] = simulator.BaseUrlOf(SimulatedProfiles.Steady.Name).AbsoluteUri;
        target["http"] = 2;

        var result = await bench.RunAsync(Plan([target], Test("throughput", ("rate", 50), ("duration", "2s"))));

        var test = result.Targets[0].Tests["throughput"];
        test.Requests.ShouldBe(new Messages.Measurement.RequestCounts(100, 0, 0, 0));
        test.Http.ShouldBe(["2"]);
        test.ConnectMs!.Count.ShouldBe(1);
        test.ClientHealth.SendDelayMs!.Count.ShouldBe(100);
    }

    [Fact]
    public async Task A_constant_rate_sends_as_many_requests_as_fall_due_and_tells_how_late()
    {
        var result = await bench.RunAsync(Plan([bench.Target(SimulatedProfiles.Paced)], Test("throughput", ("rate", 50), ("duration", "3s"))));

        var test = result.Targets[0].Tests["throughput"];
        test.Requests.ShouldBe(new Messages.Measurement.RequestCounts(150, 0, 0, 0));
        bench.ReceivedBy(SimulatedProfiles.Paced).ShouldBe(150);
        test.ClientHealth.PacingErrorMs!.Count.ShouldBe(150);
        test.Http.ShouldBe(["1.1"]);
        test.ResponseTimeMs!.Count.ShouldBe(150);
        test.ResponseTimeMs.Min.ShouldBeGreaterThanOrEqualTo(test.LatencyMs!.Min);
    }

    [Fact]
    public async Task Warm_up_requests_are_sent_and_not_counted()
    {
        var plan = Plan([bench.Target(SimulatedProfiles.Warmed)], Test("latency", ("iterations", 5)));
        plan["warmup"] = "300ms";

        var result = await bench.RunAsync(plan);

        result.Targets[0].Tests["latency"].Requests.ShouldBe(new Messages.Measurement.RequestCounts(5, 0, 0, 0));
        bench.ReceivedBy(SimulatedProfiles.Warmed).ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task No_request_is_sent_beyond_the_budget_whatever_the_targets_ask_for()
    {
        var plan = Plan(
            [bench.Target(SimulatedProfiles.Budgeted), bench.Target(SimulatedProfiles.AlsoBudgeted)],
            Test("latency", ("iterations", 40), ("concurrency", 8)), Test("reliability", ("iterations", 40), ("concurrency", 8)));
        plan["budget"] = new JsonObject { ["requests"] = 25 };
        plan["warmup"] = "100ms";

        var result = await bench.RunAsync(plan);

        result.Status.ShouldBe(RunStatus.BudgetExhausted);
        var sent = bench.ReceivedBy(SimulatedProfiles.Budgeted) + bench.ReceivedBy(SimulatedProfiles.AlsoBudgeted);
        sent.ShouldBe(25, "a budget of requests is used up exactly when there is more to send");
        foreach (var test in result.Targets.SelectMany(target => target.Tests.Values))
            test.Requests.Planned.ShouldBe(40);
    }

    [Fact]
    public async Task A_cancelled_run_ends_in_order_with_every_planned_request_accounted_for()
    {
        var run = await bench.SubmitAsync(Plan([bench.Target(SimulatedProfiles.Slow, "slow-model-2")], Test("latency", ("iterations", 500)), Test("cost_efficiency", ("iterations", 7))));
        await bench.WatchAsync(run.RunId, view => view.Tests![0].Succeeded > 1);

        using var response = await bench.Http.PostAsync($"/api/v1/runs/{run.RunId}/cancel", null);
        response.EnsureSuccessStatusCode();
        await bench.WatchAsync(run.RunId);

        var result = await bench.ResultAsync(run.RunId);
        result.Status.ShouldBe(RunStatus.Cancelled);
        var latency = result.Targets[0].Tests["latency"].Requests;
        latency.Planned.ShouldBe(500);
        latency.Succeeded.ShouldBeGreaterThan(1);
        latency.Lost.ShouldBe(0);
        result.Targets[0].Tests["cost_efficiency"].Requests.ShouldBe(new Messages.Measurement.RequestCounts(0, 0, 0, 7));
    }

    [Fact]
    public async Task Objectives_give_goodput_and_thresholds_give_verdicts()
    {
        var plan = Plan([bench.Target(SimulatedProfiles.Steady)], Test("latency", ("iterations", 10)));
        plan["slo"] = new JsonArray("ttft < 10s");
        plan["thresholds"] = new JsonArray("latency.p95 < 1ms", "success_rate >= 0.9");

        var result = await bench.RunAsync(plan);

        var test = result.Targets[0].Tests["latency"];
        test.Goodput!.Value.ShouldBe(test.RequestsPerSecond!.Value, 1e-9);
        result.Thresholds.Select(threshold => threshold.Passed).ShouldBe([false, true]);
    }

    private static string CutStreamError(TestResult test) => test.Errors.ContainsKey("truncated_stream") ? "truncated_stream" : "connection_reset";

    private static JsonObject Plan(JsonNode[] targets, params JsonNode[] tests) => new()
    {
        ["name"] = "test",
        ["targets"] = new JsonArray(targets),
        ["tests"] = new JsonArray(tests),
        ["workload"] = new JsonObject { ["max_tokens"] = 20 },
    };

    private static JsonObject Test(string type, params (string Name, JsonNode Value)[] fields)
    {
        var test = new JsonObject { ["type"] = type };
        foreach (var (name, value) in fields)
            test[name] = value;
        return test;
    }
}
