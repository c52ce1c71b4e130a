using System.Net;
using System.Text.Json.Nodes;
using AkkaApiBench.Node.Tests.Runs;

namespace AkkaApiBench.Node.Tests.Gateway.Results;

/// <summary>Runs compared, as the REST API's users meet it.</summary>
public sealed class ComparisonApiTests(BenchFixture bench) : IClassFixture<BenchFixture>
{
    [Theory]
    [InlineData("", HttpStatusCode.BadRequest, "runs: ")]
    [InlineData("runs=a&min_effect=-1", HttpStatusCode.BadRequest, "min_effect: ")]
    [InlineData("runs=20260101-000000-nobody", HttpStatusCode.NotFound, "run 20260101-000000-nobody")]
    public async Task What_cannot_be_compared_is_a_problem_that_says_why(string query, HttpStatusCode status, string begin)
    {
        using var response = await bench.Http.GetAsync($"/api/v1/comparisons?{query}");

        response.StatusCode.ShouldBe(status);
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!["detail"]!.GetValue<string>().ShouldStartWith(begin);
    }

    [Fact]
    public async Task A_later_run_is_compared_with_the_first_one()
    {
        var (first, second) = (await RunAsync(), await RunAsync());

        var report = await CompareAsync($"{first},{second}");

        report["baseline"]!["run_id"]!.GetValue<string>().ShouldBe(first);
        var candidate = report["candidates"]!.AsArray().ShouldHaveSingleItem()!;
        candidate["run_id"]!.GetValue<string>().ShouldBe(second);
        candidate["comparisons"]!.AsArray().ShouldContain(pair => pair!["metric"]!.GetValue<string>() == "latency.p50");
    }

    [Fact]
    public async Task The_targets_of_one_run_are_compared_with_each_other()
    {
        var run = await RunAsync(SimulatedProfiles.Slow);

        var pairs = (await CompareAsync(run))["candidates"]![0]!["comparisons"]!.AsArray();

        pairs.ShouldContain(pair => pair!["metric"]!.GetValue<string>() == "latency.p50" && pair["a"]!.GetValue<string>() != pair["b"]!.GetValue<string>());
    }

    private async Task<JsonNode> CompareAsync(string runs) => JsonNode.Parse(await bench.Http.GetStringAsync($"/api/v1/comparisons?runs={runs}"))!;

    private async Task<string> RunAsync(Simulator.Profiles.Profile? other = null) => (await bench.RunAsync(new JsonObject
    {
        ["targets"] = new JsonArray([bench.Target(SimulatedProfiles.Steady), .. other is null ? Array.Empty<JsonNode>() : [bench.Target(other)]]),
        ["tests"] = new JsonArray(new JsonObject { ["type"] = "latency", ["iterations"] = 12, ["concurrency"] = 4 }),
    })).RunId;
}
