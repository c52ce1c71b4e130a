using System.Text.Json.Nodes;
using AkkaApiBench.Cli.Tests.Fakes;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Results;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Cli.Tests.Runs;

/// <summary>Whole runs against a gateway over HTTP.</summary>
public sealed class BenchRunTests : IDisposable
{
    private const string Plan = """
        name: nightly
        targets: [openai-compatible/m@http://127.0.0.1:9/v1]
        tests: [latency]
        """;

    private readonly TestWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_run_that_failed_says_why_and_exits_with_1()
    {
        await using var gateway = await FakeGateway.StartAsync(script =>
        {
            script.Views = [SampleRuns.Running with { Status = RunStatus.Failed, Reason = "no worker has the tags eu" }];
            script.Result = null;
        });

        (await RunAsync(gateway)).ShouldBe(ExitCode.Failed);

        _world.Error.ShouldContain("error: the run failed: no worker has the tags eu");
        Directory.Exists(_world.PathOf("results")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_run_that_failed_midway_keeps_what_it_measured()
    {
        await using var gateway = await FakeGateway.StartAsync(script =>
        {
            script.Views = [SampleRuns.Running with { Status = RunStatus.Failed, Reason = "lost" }];
            script.Result = SampleResults.Compared with { Status = RunStatus.Failed };
        });

        (await RunAsync(gateway)).ShouldBe(ExitCode.Failed);

        Saved().Status.ShouldBe(RunStatus.Failed);
    }

    [Fact]
    public async Task A_run_without_a_single_success_failed()
    {
        await using var gateway = await FakeGateway.StartAsync(script => script.Result = SampleResults.WithoutSuccess);

        (await RunAsync(gateway)).ShouldBe(ExitCode.Failed);

        _world.Error.ShouldContain("error: not one request succeeded");
    }

    [Fact]
    public async Task A_run_that_somebody_else_cancelled_failed()
    {
        await using var gateway = await FakeGateway.StartAsync(script => script.Views = [SampleRuns.Ended with { Status = RunStatus.Cancelled, Reason = "by an operator" }]);

        (await RunAsync(gateway)).ShouldBe(ExitCode.Failed);

        _world.Error.ShouldContain("error: the run was cancelled: by an operator");
    }

    [Fact]
    public async Task A_threshold_that_was_not_met_exits_with_99_and_is_named()
    {
        await using var gateway = await FakeGateway.StartAsync(script => script.Result = SampleResults.WithMissedThreshold);

        (await RunAsync(gateway)).ShouldBe(ExitCode.ThresholdNotMet);

        _world.Error.ShouldContain("error: threshold not met: success_rate >= 0.99");
        _world.Out.ShouldContain("FAILED");
    }

    [Fact]
    public async Task A_used_up_budget_is_no_failure()
    {
        await using var gateway = await FakeGateway.StartAsync(script =>
        {
            script.Views = [SampleRuns.Ended with { Status = RunStatus.BudgetExhausted }];
            script.Result = SampleResults.Compared with { Status = RunStatus.BudgetExhausted };
        });

        (await RunAsync(gateway)).ShouldBe(ExitCode.Done);

        _world.Out.ShouldContain("budget used up");
    }

    [Fact]
    public async Task A_plan_that_the_gateway_refuses_is_an_invalid_plan_in_the_users_terms()
    {
        await using var gateway = await FakeGateway.StartAsync(script => script.Refusal = new ProblemView
        {
            Title = "The plan is not valid",
            Status = 400,
            Errors = [new PlanError("targets[0].base_url", "'http://127.0.0.1:9/v1'", "an address that this gateway allows")],
        });

        (await _world.RunAsync("run", "--target", "openai-compatible/m@http://127.0.0.1:9/v1", "--test", "latency", "--gateway", gateway.Address.AbsoluteUri))
            .ShouldBe(ExitCode.Usage);

        _world.ErrorLines.ShouldBe(["error: --target: 'http://127.0.0.1:9/v1' is not allowed; allowed: an address that this gateway allows"]);
    }

    [Fact]
    public async Task A_gateway_that_refuses_otherwise_is_quoted()
    {
        await using var gateway = await FakeGateway.StartAsync(script => script.Refusal = new ProblemView { Title = "Too many runs", Status = 409, Detail = "wait" });

        (await RunAsync(gateway)).ShouldBe(ExitCode.Failed);

        _world.ErrorLines.ShouldBe(["error: the gateway refused: Too many runs: wait"]);
    }

    [Fact]
    public async Task A_submission_that_got_no_answer_is_repeated_with_the_same_key()
    {
        await using var gateway = await FakeGateway.StartAsync(script => script.NotReady = 2);

        (await RunAsync(gateway)).ShouldBe(ExitCode.Done);

        gateway.IdempotencyKeys.Count.ShouldBe(3);
        gateway.IdempotencyKeys.Distinct().ShouldHaveSingleItem().ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public async Task A_dropped_event_stream_is_taken_up_again()
    {
        await using var gateway = await FakeGateway.StartAsync(script => script.DroppedStreams = 3);

        (await RunAsync(gateway)).ShouldBe(ExitCode.Done);

        gateway.Watchers.ShouldBe(4);
        gateway.Plans.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_gateway_that_went_away_in_the_middle_is_unreachable()
    {
        await using var gateway = await FakeGateway.StartAsync(script => script.DroppedStreams = int.MaxValue);
        _world.WithoutContact = TimeSpan.Zero;

        (await RunAsync(gateway)).ShouldBe(ExitCode.Unreachable);

        _world.Error.ShouldContain($"the event stream of run {FakeGateway.RunId} was lost");
    }

    [Fact]
    public async Task What_is_no_gateway_is_said_to_be_none()
    {
        await using var gateway = await FakeGateway.StartAsync();

        (await _world.RunAsync("demo", "--gateway", $"{gateway.Address}nowhere")).ShouldBe(ExitCode.Failed);

        _world.Error.ShouldContain("the gateway refused: Not Found");
    }

    [Fact]
    public async Task An_interrupted_run_is_cancelled_and_keeps_its_results()
    {
        await using var gateway = await FakeGateway.StartAsync(script =>
        {
            script.WaitsForCancel = true;
            script.Views = [SampleRuns.Running, SampleRuns.Ended with { Status = RunStatus.Cancelled }];
            script.Result = SampleResults.Compared with { Status = RunStatus.Cancelled };
        });

        var running = RunAsync(gateway);
        await gateway.Watched;
        await _world.Interrupts.InterruptAsync();

        (await running).ShouldBe(ExitCode.Interrupted);
        gateway.Cancelled.IsCompleted.ShouldBeTrue();
        Saved().Status.ShouldBe(RunStatus.Cancelled);
        _world.Error.ShouldContain("Stopping: the run ends in order");
    }

    [Fact]
    public async Task A_second_interrupt_leaves_a_run_that_does_not_end()
    {
        await using var gateway = await FakeGateway.StartAsync(script => (script.WaitsForCancel, script.IgnoresCancel) = (true, true));

        var running = RunAsync(gateway);
        await gateway.Watched;
        await _world.Interrupts.InterruptAsync();
        await gateway.Cancelled;
        await _world.Interrupts.InterruptAsync();

        (await running).ShouldBe(ExitCode.Interrupted);
    }

    [Fact]
    public async Task A_result_is_shown_and_saved()
    {
        await using var gateway = await FakeGateway.StartAsync();

        (await RunAsync(gateway)).ShouldBe(ExitCode.Done);

        _world.Out.ShouldContain("Best over all tests: groq/llama-3.3-70b-versatile");
        _world.Out.ShouldNotContain("\e[");
        _world.Error.ShouldContain("latency groq/llama-3.3-70b-versatile: ended");
        _world.Error.ShouldContain($"Saved in {_world.PathOf("results", FakeGateway.RunId)}: result.json, summary.md, junit.xml");
        _world.Error.ShouldContain("requests.jsonl is not there");
        ResultJson.Write(Saved()).ShouldBe(ResultJson.Write(SampleResults.Compared));
        _world.Read("results", FakeGateway.RunId, "summary.md").ShouldStartWith("## apibench: nightly");
        gateway.Plans.ShouldHaveSingleItem()["name"]!.GetValue<string>().ShouldBe("nightly");
    }

    [Fact]
    public async Task Json_is_all_that_stands_on_standard_output()
    {
        await using var gateway = await FakeGateway.StartAsync(script => script.Result = SampleResults.WithMissedThreshold);

        (await RunAsync(gateway, "--json")).ShouldBe(ExitCode.ThresholdNotMet);

        ResultJson.Write(ResultJson.Read(_world.Out)).ShouldBe(ResultJson.Write(SampleResults.WithMissedThreshold));
        _world.Error.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task On_a_terminal_bars_move()
    {
        _world.Size = (100, 30);
        await using var gateway = await FakeGateway.StartAsync();

        (await RunAsync(gateway)).ShouldBe(ExitCode.Done);

        _world.Error.ShouldContain("━");
        _world.Error.ShouldContain("\e[");
    }

    [Theory]
    [InlineData("NO_COLOR", "1")]
    [InlineData("CI", "true")]
    [InlineData("TERM", "dumb")]
    public async Task Where_bars_cannot_move_there_are_lines(string variable, string value)
    {
        _world.Size = (100, 30);
        _world.Variables[variable] = value;
        await using var gateway = await FakeGateway.StartAsync();

        await RunAsync(gateway);

        _world.Error.ShouldNotContain("\e[");
        _world.Error.ShouldContain("00:00 latency groq/llama-3.3-70b-versatile: ended, 10/10");
    }

    [Fact]
    public async Task The_demo_runs_every_provider_through_the_suite_and_takes_the_records()
    {
        await using var gateway = await FakeGateway.StartAsync();
        _world.Sites = new FakeSites(gateway);

        (await _world.RunAsync("demo", "--suite", "basic", "--workers", "2", "--seed", "7", "--output-dir", "out", "--data-dir", "data")).ShouldBe(ExitCode.Done);

        gateway.Plans.ShouldHaveSingleItem().ToJsonString().ShouldBe(JsonNode.Parse("""
            { "name": "demo basic", "suite": "basic",
              "targets": [
                { "provider": "openai", "model": "m", "base_url": "http://127.0.0.1:9/openai", "api_key": "none", "price": { "input": 1, "cached_input": 0.5, "output": 2 } },
                { "provider": "groq", "model": "m", "base_url": "http://127.0.0.1:9/groq", "api_key": "none", "price": { "input": 1, "cached_input": 0.5, "output": 2 } } ],
              "tests": [
                { "type": "latency", "iterations": 5 },
                { "type": "throughput", "concurrency": 3, "duration": "3s" },
                { "type": "reliability", "iterations": 20 },
                { "type": "cost_efficiency", "iterations": 3 } ],
              "workers": 2 }
            """)!.ToJsonString());
        ResultJson.Read(_world.Read("out", "result.json")).Mode.ShouldBe("simulation");
        _world.Read("out", "requests.jsonl").ShouldBe("{\"record\":1}\n");
        _world.Sites.Seed.ShouldBe(7);
        _world.Sites.Node!.DataDirectory.ShouldBe(_world.PathOf("data"));
        (_world.Sites.NodesStopped, _world.Sites.SimulationsStopped).ShouldBe((1, 1));
    }

    [Fact]
    public async Task The_demos_dashboard_is_opened_and_stays_until_the_user_has_seen_enough()
    {
        await using var gateway = await FakeGateway.StartAsync();
        _world.Sites = new FakeSites(gateway);

        var running = _world.RunAsync("demo", "--dashboard");
        await _world.Said("The dashboard stays until you press Ctrl-C.");

        _world.Browsed.ShouldHaveSingleItem().ShouldBe(gateway.Address);
        _world.Error.ShouldContain($"Dashboard: {gateway.Address}");
        _world.Sites.NodesStopped.ShouldBe(0);
        await _world.Interrupts.InterruptAsync();
        (await running).ShouldBe(ExitCode.Done);
        _world.Sites.NodesStopped.ShouldBe(1);
    }

    [Fact]
    public async Task A_demo_without_a_dashboard_opens_no_browser()
    {
        await using var gateway = await FakeGateway.StartAsync();
        _world.Sites = new FakeSites(gateway);

        (await _world.RunAsync("demo")).ShouldBe(ExitCode.Done);

        _world.Browsed.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_node_is_stopped_when_the_gateway_refuses()
    {
        await using var gateway = await FakeGateway.StartAsync(script => script.Refusal = new ProblemView { Title = "no", Status = 500 });
        _world.Sites = new FakeSites(gateway);

        (await _world.RunAsync("demo")).ShouldBe(ExitCode.Failed);

        (_world.Sites.NodesStopped, _world.Sites.SimulationsStopped).ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_target_that_answers_is_measured_in_this_process()
    {
        await using var gateway = await FakeGateway.StartAsync();
        _world.Sites = new FakeSites(gateway);
        _world.Variables["MY_KEY"] = "sk-live-0123456789";

        (await _world.RunAsync("run", "--target", $"openai-compatible/m@{gateway.Address}v1", "--api-key", "env:MY_KEY", "--test", "latency")).ShouldBe(ExitCode.Done);

        gateway.Plans.ShouldHaveSingleItem().ToJsonString().ShouldNotContain("sk-live");
        File.Exists(_world.PathOf("results", FakeGateway.RunId, "requests.jsonl")).ShouldBeTrue();
        _world.Sites.Node!.LogFile.ShouldBe(_world.PathOf(".apibench", "apibench.log"));
    }

    private RunResult Saved() => ResultJson.Read(_world.Read("results", FakeGateway.RunId, "result.json"));

    private Task<ExitCode> RunAsync(FakeGateway gateway, params string[] more)
    {
        _world.Write("plan.yaml", Plan);
        return _world.RunAsync(["run", "plan.yaml", "--gateway", gateway.Address.AbsoluteUri, .. more]);
    }
}
