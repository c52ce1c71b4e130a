using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Node.Tests.Runs;

/// <summary>The REST API as its users meet it.</summary>
public sealed class ApiTests(BenchFixture bench) : IClassFixture<BenchFixture>
{
    [Fact]
    public async Task An_invalid_plan_is_refused_with_every_error_at_once()
    {
        using var response = await PostAsync("""{ "targets": [{ "provider": "nobody", "model": "m" }], "tests": [{ "type": "latency", "iterations": -1 }] }""");

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await response.Content.ReadFromJsonAsync(ApiJson.Default.ProblemView);
        problem!.Errors!.Select(error => error.Path).ShouldBe(["targets[0].provider", "tests[0].iterations"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_plan_that_is_too_large_is_refused()
    {
        using var response = await PostAsync($$"""{ "name": "{{new string('x', 2_000_000)}}" }""");

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("GET", "/api/v1/runs/20260101-000000-nobody")]
    [InlineData("GET", "/api/v1/runs/20260101-000000-nobody/result")]
    [InlineData("GET", "/api/v1/runs/20260101-000000-nobody/events")]
    [InlineData("POST", "/api/v1/runs/20260101-000000-nobody/cancel")]
    [InlineData("DELETE", "/api/v1/runs/20260101-000000-nobody")]
    [InlineData("GET", "/api/v1/runs/not%20an%20id")]
    public async Task A_run_that_is_not_known_is_a_problem_that_says_so(string method, string path)
    {
        using var response = await bench.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadFromJsonAsync(ApiJson.Default.ProblemView))!.Type.ShouldBe("/problems/no-such-run");
    }

    [Theory]
    [InlineData("/api/v1/runs?limit=0", "limit")]
    [InlineData("/api/v1/runs?limit=1000", "limit")]
    [InlineData("/api/v1/runs?before=a/b", "before")]
    [InlineData("/api/v1/runs?monitor=a/b", "monitor")]
    public async Task A_query_out_of_range_is_a_problem_that_names_it(string path, string name)
    {
        using var response = await bench.Http.GetAsync(path);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadFromJsonAsync(ApiJson.Default.ProblemView))!.Detail!.ShouldStartWith($"{name}:");
    }

    [Fact]
    public async Task The_result_of_a_run_that_goes_on_is_a_conflict_and_so_is_its_removal()
    {
        var run = await bench.SubmitAsync(Plan(SimulatedProfiles.Slow, iterations: 200));

        using var result = await bench.Http.GetAsync($"/api/v1/runs/{run.RunId}/result");
        using var removal = await bench.Http.DeleteAsync($"/api/v1/runs/{run.RunId}");
        (await bench.Http.PostAsync($"/api/v1/runs/{run.RunId}/cancel", null)).Dispose();
        await bench.WatchAsync(run.RunId);

        result.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        removal.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task The_same_idempotency_key_gives_the_same_run()
    {
        var key = Guid.NewGuid().ToString();

        var runs = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => bench.SubmitAsync(Plan(SimulatedProfiles.Steady), key)));

        runs.Select(run => run.RunId).Distinct().ShouldHaveSingleItem();
        await bench.WatchAsync(runs[0].RunId);
    }

    [Fact]
    public async Task Runs_are_listed_newest_first_in_pages_and_can_be_removed()
    {
        var older = await bench.SubmitAsync(Plan(SimulatedProfiles.Steady));
        await bench.WatchAsync(older.RunId);
        var newer = await bench.SubmitAsync(Plan(SimulatedProfiles.Steady));
        await bench.WatchAsync(newer.RunId);

        var all = (await bench.Http.GetFromJsonAsync("/api/v1/runs", ApiJson.Default.RunListView))!.Runs.Select(run => run.RunId).ToList();
        all.ShouldBe(all.OrderDescending(StringComparer.Ordinal));
        all.ShouldContain(newer.RunId);

        var page = (await bench.Http.GetFromJsonAsync("/api/v1/runs?limit=1", ApiJson.Default.RunListView))!;
        page.Runs.Count.ShouldBe(1);
        var next = (await bench.Http.GetFromJsonAsync($"/api/v1/runs?limit=500&before={page.Next}", ApiJson.Default.RunListView))!;
        next.Runs.ShouldNotContain(run => run.RunId == page.Runs[0].RunId);

        using var removal = await bench.Http.DeleteAsync($"/api/v1/runs/{older.RunId}");
        removal.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await bench.Http.GetAsync($"/api/v1/runs/{older.RunId}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_plan_may_be_yaml()
    {
        using var content = new StringContent($"""
            name: from yaml
            targets: ["openai-compatible/steady-model@{bench.Simulator.BaseUrlOf("steady")}"]
            tests: [latency]
            """, Encoding.UTF8, "application/yaml");
        using var response = await bench.Http.PostAsync("/api/v1/runs", content);

        var run = await response.Content.ReadFromJsonAsync(ApiJson.Default.RunView);
        response.Headers.Location!.ToString().ShouldBe($"/api/v1/runs/{run!.RunId}");
        var result = await bench.ResultAsync((await bench.WatchAsync(run.RunId)).RunId);
        result.Targets[0].Notes!.ShouldContain(note => note.Contains("price", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task A_node_that_is_up_is_healthy(string path) =>
        (await bench.Http.GetStringAsync(path)).ShouldStartWith("""{"status":"healthy","checks":{"akka.""");

    private async Task<HttpResponseMessage> PostAsync(string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        return await bench.Http.PostAsync("/api/v1/runs", content);
    }

    private JsonObject Plan(Simulator.Profiles.Profile profile, int iterations = 2) => new()
    {
        ["targets"] = new JsonArray(bench.Target(profile)),
        ["tests"] = new JsonArray(new JsonObject { ["type"] = "latency", ["iterations"] = iterations }),
    };
}
