using System.Text.Json.Nodes;
using AkkaApiBench.Cli.Tests.Fakes;
using AkkaApiBench.Messages.Results;

namespace AkkaApiBench.Cli.Tests;

public sealed class CompareTests : IDisposable
{
    private readonly TestWorld _world = new();

    public CompareTests()
    {
        Store("base.json", ("a", 100, 0), ("b", 200, 0));
        Store("same.json", ("a", 100.5, 0), ("b", 200, 1));
        Store("slower.json", ("a", 115, 0), ("b", 200, 0));
        Store("faster.json", ("a", 80, 0), ("b", 200, 0));
        Store("failing.json", ("a", 100, 0), ("b", 200, 40));
    }

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("compare", "there is nothing to compare: give two results, or --target PROVIDER/MODEL[@URL] twice and --test TYPE")]
    [InlineData("compare --target openai/m --test latency", "there is nothing to compare")]
    [InlineData("compare base.json", "RESULT: 'base.json' alone cannot be compared")]
    [InlineData("compare base.json nowhere.json", "RESULT: there is no result 'nowhere.json' (looked at ")]
    [InlineData("compare base.json same.json --min-effect 0.05", "--min-effect: '0.05' is not allowed; allowed: a percentage such as 5%")]
    [InlineData("compare base.json same.json --min-effect -1%", "--min-effect: '-1%' is not allowed")]
    [InlineData("compare base.json same.json --min-effect NaN%", "--min-effect: 'NaN%' is not allowed")]
    [InlineData("compare base.json same.json --fail-on anything", "anything")]
    [InlineData("compare base.json same.json --iterations 5", "--iterations: is for targets that are measured, and not for stored results")]
    [InlineData("compare base.json same.json --gateway http://127.0.0.1:1", "--gateway: is for targets that are measured")]
    [InlineData("compare --target openai/m --target openai/n --test latency --fail-on regression", "--fail-on: is for stored results")]
    [InlineData("compare base.json same.json --apikey=sk-live-0123456789abcdef", "'--apikey' is no flag of compare")]
    [InlineData("compare --target openai/m --target bogus/n --test latency", "--target: 'bogus' is not allowed")]
    public async Task What_cannot_be_compared_is_wrong_usage(string line, string said)
    {
        (await RunAsync(line)).ShouldBe(ExitCode.Usage);

        _world.Error.ShouldContain(said);
        _world.Error.ShouldNotContain("sk-live");
        _world.Error.ShouldNotContain("unexpected");
        _world.Out.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "new.json: not a result of schema apibench.result/1")]
    [InlineData("targets: [openai/m]", "new.json: not a result of schema apibench.result/1")]
    [InlineData("{}", "new.json: schema: nothing is not allowed; allowed: apibench.result/1")]
    [InlineData("""{"schema":"apibench.result/2"}""", "new.json: schema: 'apibench.result/2' is not allowed; allowed: apibench.result/1")]
    public async Task A_file_that_is_no_result_is_refused_by_its_name(string content, string said)
    {
        _world.Write("new.json", content);

        (await RunAsync("compare base.json new.json")).ShouldBe(ExitCode.Usage);

        _world.ErrorLines.ShouldHaveSingleItem().ShouldStartWith($"error: {said}");
    }

    [Theory]
    [InlineData("\"duration_s\": 60", "\"duration_s\": \"long\"", "duration_s")]
    [InlineData("\"buckets\": [[", "\"buckets\": [[1,", "targets[0].tests.latency.latency_ms.buckets")]
    [InlineData("\"buckets\": [[74944", "\"buckets\": [[74880", "new.json: targets[0].tests.latency.latency_ms.min: 75 is not allowed")]
    [InlineData("\"count\": 101", "\"count\": 100", "new.json: targets[0].tests.latency.latency_ms.buckets: 101 values is not allowed; allowed: as many as count, 100")]
    [InlineData("\"buckets\":", "\"bins\":", "new.json: targets[0].tests.latency.latency_ms.buckets: nothing is not allowed")]
    [InlineData("\"succeeded\": 101", "\"succeeded\": -5", "new.json: targets[0].tests.latency.requests.succeeded: -5 is not allowed")]
    public async Task A_field_that_cannot_be_is_refused_with_file_and_field(string before, string after, string said)
    {
        var json = _world.Read("base.json");
        json.ShouldContain(before);
        _world.Write("new.json", json.Replace(before, after, StringComparison.Ordinal));

        (await RunAsync("compare base.json new.json")).ShouldBe(ExitCode.Usage);

        _world.Error.ShouldStartWith("error: new.json: ");
        _world.Error.ShouldContain(said);
        _world.Error.ShouldNotContain("unexpected");
    }

    [Fact]
    public async Task A_regression_is_shown_and_is_no_failure_unless_asked_for()
    {
        (await RunAsync("compare base.json slower.json")).ShouldBe(ExitCode.Done);

        _world.Out.ShouldContain("slower.json compared with base.json");
        _world.Out.ShouldContain("2 worse, 0 better, 4 no difference shown");
        _world.Out.ShouldContain("latency: latency (ms)");
        Line("openai/a").ShouldBe(["openai/a", "latency p50", "100", "115", "+15.0", "+15.0", "7.49 to 22.4", "<0.0001", "slower"]);
        Line("openai/b").TakeLast(1).ShouldBe(["no difference shown"]);
        _world.Error.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("slower.json", "", true)]
    [InlineData("slower.json", "--min-effect 14%", true)]
    [InlineData("slower.json", "--min-effect 16%", false)]
    [InlineData("failing.json", "--min-effect 1000%", true)]
    [InlineData("faster.json", "--min-effect 0%", false)]
    [InlineData("same.json", "--min-effect 0%", false)]
    [InlineData("faster.json slower.json", "", true)]
    public async Task The_gate_closes_on_a_regression_only(string files, string flags, bool isClosed) =>
        (await RunAsync($"compare base.json {files} --fail-on regression {flags}")).ShouldBe(isClosed ? ExitCode.ThresholdNotMet : ExitCode.Done);

    [Fact]
    public async Task What_closes_the_gate_is_named()
    {
        await RunAsync("compare base.json slower.json failing.json --fail-on regression");

        _world.ErrorLines.ShouldBe(
        [
            "error: slower.json: regression: openai/a, latency: latency.p50",
            "error: slower.json: regression: openai/a, latency: latency.p95",
            "error: failing.json: regression: openai/b, latency: success_rate",
        ]);
    }

    [Fact]
    public async Task A_target_that_was_not_measured_again_closes_the_gate()
    {
        Store("fewer.json", ("a", 100, 0));

        (await RunAsync("compare base.json fewer.json --fail-on regression")).ShouldBe(ExitCode.ThresholdNotMet);

        _world.ErrorLines.ShouldBe(["error: fewer.json: regression: openai/b, latency: not measured"]);
        _world.Out.ShouldContain("openai/b, latency is in base.json and not in fewer.json.");
    }

    [Fact]
    public async Task The_JSON_is_all_that_standard_output_gets()
    {
        (await RunAsync("compare base.json slower.json --json --fail-on regression")).ShouldBe(ExitCode.ThresholdNotMet);

        var root = JsonNode.Parse(_world.Out)!;
        root["schema"]!.GetValue<string>().ShouldBe("apibench.comparison/1");
        root["baseline"]!["source"]!.GetValue<string>().ShouldBe("base.json");
        root["candidates"]![0]!["source"]!.GetValue<string>().ShouldBe("slower.json");
        var first = root["candidates"]![0]!["comparisons"]![0]!;
        (first["metric"]!.GetValue<string>(), first["a"]!.GetValue<string>(), first["verdict"]!.GetValue<string>()).ShouldBe(("latency.p50", "openai/a", "slower"));
        first["effect"]!.GetValue<double>().ShouldBe(15, 0.2);
        root["min_effect_percent"]!.GetValue<double>().ShouldBe(5);
        root["regressions"]!.AsArray().Select(one => one!["metric"]!.GetValue<string>()).ShouldBe(["latency.p50", "latency.p95"]);
    }

    [Fact]
    public async Task A_directory_stands_for_the_result_in_it()
    {
        Directory.CreateDirectory(_world.PathOf("monday"));
        File.Copy(_world.PathOf("base.json"), _world.PathOf("monday", "result.json"));

        (await RunAsync("compare monday slower.json")).ShouldBe(ExitCode.Done);

        _world.Out.ShouldContain("slower.json compared with monday");
    }

    [Fact]
    public async Task Targets_that_are_measured_show_their_comparisons_first()
    {
        await using var gateway = await FakeGateway.StartAsync(script => script.Result = StoredResults.Of(("a", 100, 0), ("b", 200, 0)));

        (await RunAsync($"compare --target openai-compatible/a@http://127.0.0.1:9/v1 --target openai-compatible/b@http://127.0.0.1:9/v1 --test latency --gateway {gateway.Address} --output-dir out"))
            .ShouldBe(ExitCode.Done);

        Line("openai/a").ShouldBe(["openai/a", "openai/b", "latency p50", "100", "200", "-100", "-50.0", "-111 to -89.1", "<0.0001", "faster"]);
        _world.Out.IndexOf("latency: latency (ms)", StringComparison.Ordinal)
            .ShouldBeInRange(1, _world.Out.IndexOf("latency: by latency p50", StringComparison.Ordinal));
        ResultJson.Read(_world.Read("out", "result.json")).Comparisons.Count.ShouldBe(3);
        _world.Read("out", "summary.md").ShouldContain("| openai/a | openai/b | latency p50 |");
    }

    [Fact]
    public async Task Help_has_examples()
    {
        (await RunAsync("compare --help")).ShouldBe(ExitCode.Done);

        _world.Out.ShouldContain("apibench compare base/result.json new/result.json --fail-on regression");
        _world.Out.ShouldContain("--min-effect <N%>");
    }

    /// <summary>The cells of the first row that begins with <paramref name="name"/>.</summary>
    private string[] Line(string name) => _world.Out.Split('\n').First(line => line.Trim().StartsWith(name, StringComparison.Ordinal))
        .Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private void Store(string file, params (string Model, double MedianMs, int Failures)[] targets) => _world.Write(file, ResultJson.Write(StoredResults.Of(targets)));

    private Task<ExitCode> RunAsync(string line) => _world.RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
