using System.Text.Json.Nodes;
using AkkaApiBench.Cli.Tests.Fakes;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Cli.Tests;

public sealed class RunsTests : IDisposable
{
    private readonly TestWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("runs pause --gateway http://127.0.0.1:1", "'apibench runs pause --help' shows what there is.")]
    [InlineData("runs list --gateway ftp://127.0.0.1", "--gateway: this value is not allowed")]
    [InlineData("runs list --limit 0 --gateway http://127.0.0.1:1", "--limit: '0' is not allowed; allowed: a whole number from 1 to 500")]
    public async Task What_cannot_be_asked_is_wrong_usage(string line, string said)
    {
        (await _world.RunAsync(line.Split(' '))).ShouldBe(ExitCode.Usage);

        _world.Error.ShouldContain(said);
        _world.Error.ShouldNotContain("unexpected");
    }

    [Theory]
    [InlineData("pause")]
    [InlineData("resume")]
    [InlineData("cancel")]
    [InlineData("watch")]
    [InlineData("delete")]
    public async Task What_the_gateway_refuses_is_told_in_its_words(string command)
    {
        await using var gateway = await FakeGateway.StartAsync(script => script.Refusal = new ProblemView
        {
            Title = "The run's status does not allow that.", Status = 409, Detail = "Run x cannot be paused: its status is completed.",
        });

        (await TellAsync(gateway, command)).ShouldBe(ExitCode.Failed);

        _world.Error.ShouldContain("its status is completed");
        _world.Out.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("pause", "nightly: pausing")]
    [InlineData("resume", "nightly: running")]
    [InlineData("cancel", "nightly: running")]
    [InlineData("show", "nightly: paused")]
    public async Task It_says_where_the_run_stands_then(string command, string said)
    {
        await using var gateway = await FakeGateway.StartAsync();

        (await TellAsync(gateway, command)).ShouldBe(ExitCode.Done);

        _world.Out.ShouldContain(said);
        _world.Out.ShouldMatch(@"latency\s+.?\s*openai/gpt-4o-mini\s+.?\s*running");
    }

    [Fact]
    public async Task Json_is_what_the_gateway_said()
    {
        await using var gateway = await FakeGateway.StartAsync();

        (await TellAsync(gateway, "pause", "--json")).ShouldBe(ExitCode.Done);

        var answer = JsonNode.Parse(_world.Out)!;
        answer["run_id"]!.GetValue<string>().ShouldBe(FakeGateway.RunId);
        answer["status"]!.GetValue<string>().ShouldBe("pausing");
    }

    [Fact]
    public async Task A_list_has_a_line_a_run_and_says_how_to_see_more()
    {
        await using var gateway = await FakeGateway.StartAsync();

        (await _world.RunAsync("runs", "list", "--limit", "7", "--gateway", gateway.Address.AbsoluteUri)).ShouldBe(ExitCode.Done);

        _world.Out.ShouldMatch(@$"{FakeGateway.RunId}\W+completed\W+2026-11-24 17:02:01Z\W+nightly");
        _world.Out.ShouldContain("There are more: --before 7");
    }

    [Fact]
    public async Task Progress_shows_what_is_paused()
    {
        var paused = SampleRuns.Running with
        {
            Status = RunStatus.Paused,
            Tests = [.. SampleRuns.Running.Tests!.Select(test => test.Phase is TestPhase.Running ? test with { Phase = TestPhase.Paused } : test)],
        };
        await using var gateway = await FakeGateway.StartAsync(script => script.Views = [SampleRuns.Running, paused, SampleRuns.Running, SampleRuns.Ended]);

        await _world.RunAsync("run", "--target", "openai/gpt-4o-mini", "--test", "latency", "--gateway", gateway.Address.AbsoluteUri);

        _world.ErrorLines.ShouldContain(line => line.Contains("latency openai/gpt-4o-mini: paused, ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_that_is_deleted_is_named()
    {
        await using var gateway = await FakeGateway.StartAsync();

        (await TellAsync(gateway, "delete")).ShouldBe(ExitCode.Done);

        _world.OutLines.ShouldBe([$"{FakeGateway.RunId}: deleted"]);
    }

    private Task<ExitCode> TellAsync(FakeGateway gateway, string command, params string[] more) =>
        _world.RunAsync(["runs", command, FakeGateway.RunId, "--gateway", gateway.Address.AbsoluteUri, .. more]);
}
