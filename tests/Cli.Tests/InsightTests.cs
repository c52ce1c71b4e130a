using System.Text.Json.Nodes;
using AkkaApiBench.Cli.Tests.Fakes;

namespace AkkaApiBench.Cli.Tests;

/// <summary>What a gateway knows of a target.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "xunit calls DisposeAsync.")]
public sealed class InsightTests : IAsyncLifetime
{
    private readonly TestWorld _world = new();
    private FakeHistory _gateway = null!;

    public async Task InitializeAsync() => _gateway = await FakeHistory.StartAsync();

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        _world.Dispose();
    }

    [Theory]
    [InlineData("forecast --gateway nonsense --target a/b", "--gateway: this value is not allowed")]
    [InlineData("forecast --gateway URL", "FILE: nothing is not allowed; allowed: files with the columns timestamp and value, or --target TARGET")]
    [InlineData("forecast a.csv --gateway URL", "--gateway: is for a target, and not for files")]
    [InlineData("forecast --gateway URL --target a/b --season 24", "--season: is for files, and not for a target")]
    [InlineData("forecast a.csv --horizon 3 --slo latency.p95<2s", "--slo: is for a target, and not for files")]
    [InlineData("forecast a.csv --horizon 3 --target a/b", "--target: is for a target, and not for files")]
    [InlineData("trends --gateway URL", "--target")]
    [InlineData("trends --gateway URL --target a/b --days soon", "soon")]
    [InlineData("anomalies --gateway URL", "--target")]
    [InlineData("recommend --gateway nonsense", "--gateway: this value is not allowed")]
    public async Task What_is_no_question_is_wrong_usage(string line, string said)
    {
        (await RunAsync(line)).ShouldBe(ExitCode.Usage);

        _world.Error.ShouldContain(said);
        _world.Out.ShouldBeEmpty();
        _gateway.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Too_little_history_is_told_as_the_gateway_tells_it()
    {
        (await RunAsync("forecast --gateway URL --target other/model")).ShouldBe(ExitCode.Failed);

        _world.Error.ShouldContain("a forecast of a day needs values.");
    }

    [Fact]
    public async Task A_gateway_that_is_not_there_is_unreachable() =>
        (await RunAsync("recommend --gateway http://127.0.0.1:1")).ShouldBe(ExitCode.Unreachable);

    [Fact]
    public async Task A_target_is_forecast_as_lines_and_its_breaches_in_words()
    {
        (await RunAsync("forecast --gateway URL --target openai/gpt-4o-mini --horizon day --slo latency.p95<2s --slo latency.p95<3s")).ShouldBe(ExitCode.Done);

        _gateway.Asked.ShouldHaveSingleItem().ShouldBe("/api/v1/forecasts?target=openai/gpt-4o-mini&horizon=day&slo=latency.p95<2s&slo=latency.p95<3s");
        _world.Out.Split('\n')[..3].ShouldBe(["at,mean,lo80,hi80,lo95,hi95", "2026-11-24T12:00:00Z,900,800,1000,700,1100.5", "2026-11-24T13:00:00Z,2100,1900,2300,1800,2400"]);
        _world.ErrorLines.ShouldBe(
        [
            "latency.p95<2s: broken at some time with 70 % to 75 %; most likely at 2026-11-24 13:00 UTC (70 %); likely from 2026-11-24 13:00 UTC on",
            "latency.p95<3s: broken at some time with 0 %; most likely at 2026-11-24 12:00 UTC (0 %); at no time likely",
        ]);
    }

    [Fact]
    public async Task A_trend_is_told_in_words()
    {
        (await RunAsync("trends --gateway URL --target openai/gpt-4o-mini --metric latency.p50 --days 28")).ShouldBe(ExitCode.Done);

        _gateway.Asked.ShouldHaveSingleItem().ShouldBe("/api/v1/trends?target=openai/gpt-4o-mini&metric=latency.p50&days=28");
        _world.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(
        [
            "openai/gpt-4o-mini, latency.p50 (ms): 600 hours from 2026-10-27 to 2026-11-24",
            "rises by 12.5 a day (95 % interval of the slope 10 to unknown, p = 0.001)",
            "level changed at 2026-11-21 12:00 UTC from 500 to 800",
            "best hours: 18:00 (-100)",
            "worst hours: 06:00 (+100)",
            "best days: none shown",
            "worst days: none shown",
        ]);
    }

    [Fact]
    public async Task The_gateway_may_be_named_by_the_environment()
    {
        _world.Variables["APIBENCH_GATEWAY"] = _gateway.Address;

        (await RunAsync("forecast --target openai/gpt-4o-mini")).ShouldBe(ExitCode.Done);

        _gateway.Asked.ShouldHaveSingleItem().ShouldBe("/api/v1/forecasts?target=openai/gpt-4o-mini");
    }

    [Fact]
    public async Task Advice_is_told_with_what_it_saves_and_its_evidence()
    {
        (await RunAsync("recommend --gateway URL --runs 50")).ShouldBe(ExitCode.Done);

        _gateway.Asked.ShouldHaveSingleItem().ShouldBe("/api/v1/recommendations?runs=50");
        _world.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(
        [
            "openai/gpt-4o-mini: Use groq/llama instead of it. Saves 0.9 of 1 USD (90 %).",
            "  1,000 answers cost less.",
            "  From run 20261124-170201-k3v9qa, 2026-11-23 12:00 to 2026-11-24 12:00 UTC",
            "note: other/model: its price is not known; give one in the plan (targets[].price).",
        ]);
    }

    [Fact]
    public async Task What_went_wrong_is_told_with_what_was_expected()
    {
        (await RunAsync("anomalies --gateway URL --target openai/gpt-4o-mini --since 2026-11-24T00:00:00Z --kind latency_spike --severity HIGH")).ShouldBe(ExitCode.Done);

        _gateway.Asked.ShouldHaveSingleItem().ShouldBe("/api/v1/anomalies?target=openai/gpt-4o-mini&since=2026-11-24T00:00:00Z&kind=latency_spike&severity=HIGH");
        foreach (var told in new[] { "anomalies of openai/gpt-4o-mini", "2026-11-24 12:00:00Z", "2026-11-24 12:30:00Z", "CRITICAL", "latency spike", "latency.p50", "400", "900", "it lasts" })
            _world.Out.ShouldContain(told);
    }

    [Theory]
    [InlineData("anomalies --gateway URL --target openai/gpt-4o-mini --json", "anomalies")]
    [InlineData("forecast --gateway URL --target openai/gpt-4o-mini --json", "steps")]
    [InlineData("trends --gateway URL --target openai/gpt-4o-mini --json", "slope_per_day_ci95")]
    [InlineData("recommend --gateway URL --json", "recommendations")]
    public async Task Json_is_what_the_gateway_answers(string line, string field)
    {
        (await RunAsync(line)).ShouldBe(ExitCode.Done);

        JsonNode.Parse(_world.Out)![field]!.AsArray().Count.ShouldBeGreaterThan(0);
        _world.Error.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("forecast")]
    [InlineData("trends")]
    [InlineData("recommend")]
    [InlineData("anomalies")]
    public async Task Help_has_an_example(string command)
    {
        (await RunAsync($"{command} --help")).ShouldBe(ExitCode.Done);

        _world.Out.ShouldContain($"apibench {command} --gateway http://127.0.0.1:8080");
    }

    private Task<ExitCode> RunAsync(string line) => _world.RunAsync([.. line.Split(' ').Select(word => word == "URL" ? _gateway.Address : word)]);
}
