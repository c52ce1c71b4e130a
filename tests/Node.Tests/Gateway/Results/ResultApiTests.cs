using System.Net;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using AkkaApiBench.Messages.Results;
using AkkaApiBench.Node.Gateway.Page;
using AkkaApiBench.Node.Tests.Runs;

namespace AkkaApiBench.Node.Tests.Gateway.Results;

/// <summary>Results in their forms, as the REST API's users meet them.</summary>
public sealed class ResultApiTests(BenchFixture bench) : IClassFixture<BenchFixture>
{
    [Fact]
    public async Task A_form_that_there_is_not_is_refused_with_those_that_there_are()
    {
        using var unknown = await bench.Http.GetAsync("/api/v1/runs/20260101-000000-nobody/result.pdf");
        using var unwanted = await GetAsync("20260101-000000-nobody/result", "image/png");

        unknown.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await DetailOfAsync(unknown)).ShouldStartWith("format: 'pdf' is not allowed; allowed: json, csv, junit");
        unwanted.StatusCode.ShouldBe(HttpStatusCode.NotAcceptable);
        (await DetailOfAsync(unwanted)).ShouldStartWith("Accept: not allowed; allowed: application/json, text/csv, application/junit+xml");
    }

    [Fact]
    public async Task A_result_can_be_had_in_each_form_by_suffix_and_by_accept()
    {
        var run = (await RunAsync()).RunId;

        using var csv = await GetAsync($"{run}/result", "text/csv");
        var text = await csv.Content.ReadAsStringAsync();
        csv.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        csv.Headers.Vary.ShouldContain("Accept");
        text.ShouldBe(await bench.Http.GetStringAsync($"/api/v1/runs/{run}/result.csv"));
        text.ShouldContain(",requests.succeeded,3,requests\r\n");

        using var junit = await GetAsync($"{run}/result", "application/xml");
        junit.Content.Headers.ContentType!.MediaType.ShouldBe("application/junit+xml");
        var suites = XDocument.Parse(await junit.Content.ReadAsStringAsync());
        suites.Descendants("testcase").Select(test => (string?)test.Attribute("name")).ShouldBe(["run completes", "success_rate >= 0.5", "latency.p50 < 1ms"], ignoreOrder: true);
        suites.Descendants("failure").ShouldHaveSingleItem();

        ResultJson.Read(await bench.Http.GetStringAsync($"/api/v1/runs/{run}/result.json")).RunId.ShouldBe(run);
    }

    [Fact]
    public async Task A_browser_is_shown_the_report_where_the_build_has_it()
    {
        var run = (await RunAsync()).RunId;

        using var page = await GetAsync($"{run}/result", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");

        page.Content.Headers.ContentType!.MediaType.ShouldBe(ReportPage.IsThere ? "text/html" : "application/junit+xml");
        (await page.Content.ReadAsStringAsync()).ShouldContain(run);
        page.Headers.TryGetValues("Content-Security-Policy", out var policy).ShouldBe(ReportPage.IsThere);
        (policy?.Single() ?? "sandbox").ShouldStartWith("sandbox");
    }

    [Fact]
    public async Task A_result_that_is_known_is_not_sent_again()
    {
        var run = (await RunAsync()).RunId;
        using var first = await GetAsync($"{run}/result", "application/json");

        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/runs/{run}/result");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag.ShouldNotBeNull());
        using var second = await bench.Http.SendAsync(request);

        second.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await second.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    private static async Task<string> DetailOfAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!["detail"]!.GetValue<string>();

    private async Task<HttpResponseMessage> GetAsync(string path, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/runs/{path}");
        request.Headers.Add("Accept", accept);
        return await bench.Http.SendAsync(request);
    }

    private Task<RunResult> RunAsync() => bench.RunAsync(new JsonObject
    {
        ["targets"] = new JsonArray(bench.Target(SimulatedProfiles.Steady)),
        ["tests"] = new JsonArray(new JsonObject { ["type"] = "latency", ["iterations"] = 3 }),
        ["thresholds"] = new JsonArray("success_rate >= 0.5", "latency.p50 < 1ms"),
    });
}
