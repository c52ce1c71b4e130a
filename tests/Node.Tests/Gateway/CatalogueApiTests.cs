using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using AkkaApiBench.Node.Gateway.Api;
using AkkaApiBench.Node.Tests.Runs;

namespace AkkaApiBench.Node.Tests.Gateway;

/// <summary>The catalogue of targets as its users meet it.</summary>
[Collection(GatewayBench.Name)]
public sealed class CatalogueApiTests(BenchFixture bench)
{
    private const string Path = "/api/v1/catalogue";

    [Theory]
    [InlineData("GET", "/nobody", 404)]
    [InlineData("DELETE", "/nobody", 404)]
    [InlineData("DELETE", "/No%20Name", 404)]
    [InlineData("PUT", "/No%20Name", 400)]
    [InlineData("PUT", "/empty", 400)]
    [InlineData("GET", "?cursor=No%20Name", 400)]
    public async Task What_there_is_not_is_a_problem(string method, string path, int status)
    {
        using var response = await SendAsync(method, path);

        ((int)response.StatusCode).ShouldBe(status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task An_entry_is_replaced_and_removed_only_as_the_caller_knows_it()
    {
        using var made = await SendAsync("PUT", "/changing", Entry("a"));
        made.StatusCode.ShouldBe(HttpStatusCode.Created, await made.Content.ReadAsStringAsync());
        made.Headers.Location!.ToString().ShouldBe($"{Path}/changing");
        var first = made.Headers.ETag!;
        using var replaced = await SendAsync("PUT", "/changing", Entry("b"), match: first);
        replaced.StatusCode.ShouldBe(HttpStatusCode.OK);
        var second = replaced.Headers.ETag!;

        using var late = await SendAsync("PUT", "/changing", Entry("c"), match: first);
        late.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        using var known = await SendAsync("GET", "/changing", noneMatch: second);
        known.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        using var old = await SendAsync("GET", "/changing", noneMatch: first);
        (await old.Content.ReadFromJsonAsync(ApiJson.Default.CatalogueEntryView))!.Target.GetProperty("model").GetString().ShouldBe("b");
        using var again = await SendAsync("PUT", "/changing", Entry("d"), noneMatch: EntityTagHeaderValue.Any);
        again.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        using var kept = await SendAsync("DELETE", "/changing", match: first);
        kept.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        using var removed = await SendAsync("DELETE", "/changing", match: second);
        removed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_run_measures_the_target_that_its_plan_names_and_only_the_reference_of_its_key_is_shown()
    {
        var target = bench.Target(SimulatedProfiles.Steady);
        target["api_key"] = $"file:{bench.KeyFile}";
        using var made = await SendAsync("PUT", "/simulated", new JsonObject { ["target"] = target }.ToJsonString());
        var entry = (await made.Content.ReadFromJsonAsync(ApiJson.Default.CatalogueEntryView))!;
        entry.Target.GetProperty("api_key").GetString().ShouldBe($"file:{bench.KeyFile}");
        (await bench.Http.GetStringAsync(Path)).ShouldNotContain(ProbedProfiles.Key);

        var result = await bench.RunAsync(new JsonObject
        {
            ["targets"] = new JsonArray(new JsonObject { ["use"] = "simulated" }),
            ["tests"] = new JsonArray(new JsonObject { ["type"] = "latency", ["iterations"] = 2 }),
        });

        result.Targets.ShouldHaveSingleItem().Id.ShouldBe(entry.Identity);
    }

    [Fact]
    public async Task A_plan_and_a_monitor_that_name_what_there_is_not_are_refused_by_field()
    {
        const string plan = """{ "targets": [ { "use": "nobody" } ], "tests": [ "latency" ] }""";
        using var run = await bench.Http.PostAsync("/api/v1/runs", new StringContent(plan, Encoding.UTF8, "application/json"));
        using var monitor = await bench.Http.PutAsync(
            "/api/v1/monitors/using", new StringContent($$"""{ "name": "using", "schedule": { "cron": "0 3 * * *" }, "plan": {{plan}} }""", Encoding.UTF8, "application/json"));

        (await ErrorsOfAsync(run)).ShouldBe(["targets[0].use"]);
        (await ErrorsOfAsync(monitor)).ShouldBe(["plan.targets[0].use"]);
    }

    [Fact]
    public async Task Pages_follow_each_other_by_name()
    {
        foreach (var name in new[] { "page-a", "page-b", "page-c" })
            (await SendAsync("PUT", $"/{name}", Entry(name))).Dispose();

        var first = (await bench.Http.GetFromJsonAsync($"{Path}?limit=1&cursor=page-a", ApiJson.Default.CatalogueListView))!;
        first.Entries.ShouldHaveSingleItem().Name.ShouldBe("page-b");
        var second = (await bench.Http.GetFromJsonAsync($"{Path}?limit=1&cursor={first.Next}", ApiJson.Default.CatalogueListView))!;
        second.Entries.ShouldHaveSingleItem().Name.ShouldBe("page-c");
    }

    private static string Entry(string model) => $$"""{ "target": { "provider": "openai", "model": "{{model}}", "api_key": "env:OPENAI_API_KEY" } }""";

    private static async Task<IEnumerable<string>> ErrorsOfAsync(HttpResponseMessage response)
    {
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        return (await response.Content.ReadFromJsonAsync(ApiJson.Default.ProblemView))!.Errors!.Select(error => error.Path);
    }

    private Task<HttpResponseMessage> SendAsync(string method, string path, string? body = null, EntityTagHeaderValue? match = null, EntityTagHeaderValue? noneMatch = null)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), Path + path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (match is not null)
            request.Headers.IfMatch.Add(match);
        if (noneMatch is not null)
            request.Headers.IfNoneMatch.Add(noneMatch);
        return bench.Http.SendAsync(request);
    }
}
