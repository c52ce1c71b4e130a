using System.Text.Json.Nodes;
using AkkaApiBench.Cli.Tests.Fakes;
using AkkaApiBench.Messages.Runs;

namespace AkkaApiBench.Cli.Tests;

/// <summary><c>apibench runs watch</c>.</summary>
public sealed class RunWatchTests : IDisposable
{
    private readonly TestWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData(RunStatus.Failed, "error: the run failed: no worker")]
    [InlineData(RunStatus.Cancelled, "error: the run was cancelled: no worker")]
    public async Task A_run_that_ends_badly_fails_the_watching(RunStatus status, string said)
    {
        await using var gateway = await FakeGateway.StartAsync(script =>
        {
            script.Views = [SampleRuns.Ended with { Status = status, Reason = "no worker" }];
            script.Result = status is RunStatus.Failed ? null : SampleResults.Compared;
        });

        (await WatchAsync(gateway)).ShouldBe(ExitCode.Failed);

        _world.ErrorLines[^1].ShouldBe(said);
    }

    [Theory]
    [InlineData]
    [InlineData("--json")]
    public async Task A_threshold_that_was_not_met_exits_with_99(params string[] more)
    {
        await using var gateway = await FakeGateway.StartAsync(script => script.Result = SampleResults.WithMissedThreshold);

        (await WatchAsync(gateway, more)).ShouldBe(ExitCode.ThresholdNotMet);

        _world.ErrorLines.ShouldContain("error: threshold not met: success_rate >= 0.99");
    }

    [Fact]
    public async Task An_interrupt_ends_the_watching_and_not_the_run()
    {
        await using var gateway = await FakeGateway.StartAsync(script => script.WaitsForCancel = true);

        var watching = WatchAsync(gateway);
        await gateway.Watched;
        await _world.Interrupts.InterruptAsync();

        (await watching).ShouldBe(ExitCode.Interrupted);
        gateway.Cancelled.IsCompleted.ShouldBeFalse();
        _world.ErrorLines[^1].ShouldBe($"interrupted; run {FakeGateway.RunId} goes on");
    }

    [Fact]
    public async Task Progress_comes_first_and_then_the_result()
    {
        await using var gateway = await FakeGateway.StartAsync();

        (await WatchAsync(gateway)).ShouldBe(ExitCode.Done);

        _world.ErrorLines[0].ShouldEndWith("latency openai/gpt-4o-mini: 4/10, 1.20/s, mean 412 ms, errors 1");
        _world.Out.ShouldContain("Best over all tests: groq/llama-3.3-70b-versatile");
    }

    [Fact]
    public async Task Json_is_a_line_for_each_event_and_none_is_told_again_after_a_lost_connection()
    {
        await using var gateway = await FakeGateway.StartAsync(script => (script.CutStreams, script.Views) = (1, [SampleRuns.Accepted, SampleRuns.Running, SampleRuns.Ended]));

        (await WatchAsync(gateway, "--json")).ShouldBe(ExitCode.Done);

        gateway.LastEventIds.ShouldBe(["", "0"]);
        var events = _world.OutLines.Select(line => JsonNode.Parse(line)!).ToList();
        events.Select(told => $"{told["event"]} {told["data"]!["status"]}").ShouldBe(["progress accepted", "progress running", "end completed"]);
        events[1]["data"]!["tests"]!.AsArray().Count.ShouldBe(4);
        _world.Error.ShouldBeEmpty();
    }

    private Task<ExitCode> WatchAsync(FakeGateway gateway, params string[] more) =>
        _world.RunAsync(["runs", "watch", FakeGateway.RunId, "--gateway", gateway.Address.AbsoluteUri, .. more]);
}
