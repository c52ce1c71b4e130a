using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AkkaApiBench.Node.Tests.Runs;
using Json.Schema;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AkkaApiBench.Node.Tests.Gateway;

/// <summary>The OpenAPI document describes every route, and routes answer as it says and take no other parameters.</summary>
public sealed class ApiDocumentTests(BenchFixture bench) : IClassFixture<BenchFixture>
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch"];

    [Fact]
    public async Task Every_route_is_in_the_document()
    {
        var described = Operations(await DocumentAsync()).Select(operation => (operation.Method, operation.Path)).ToList();

        var routes =
            from endpoint in bench.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            let path = "/" + endpoint.RoutePattern.RawText!.Trim('/')
            where path.StartsWith("/api/", StringComparison.Ordinal)
            from method in endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods
            select (method.ToLowerInvariant(), path);
        var all = routes.ToList();
        all.Count.ShouldBeGreaterThan(15);
        described.ShouldBe(all, ignoreOrder: true);
    }

    [Fact]
    public async Task Every_operation_has_a_name_a_summary_and_described_parameters()
    {
        var operations = Operations(await DocumentAsync()).ToList();

        operations.Select(operation => operation.Of["operationId"]!.GetValue<string>()).ShouldBeUnique();
        foreach (var (method, path, operation) in operations)
        {
            operation["summary"].ShouldNotBeNull($"{method} {path}");
            foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
                parameter!["description"].ShouldNotBeNull($"{method} {path}: {parameter["name"]}");
        }
    }

    [Fact]
    public async Task Every_field_of_an_answer_is_described()
    {
        var document = await DocumentAsync();

        foreach (var (name, schema) in document["components"]!["schemas"]!.AsObject())
        {
            if (name.StartsWith("Plan", StringComparison.Ordinal))
                continue;
            foreach (var (field, property) in schema!["properties"]?.AsObject() ?? [])
                (property!["description"] ?? property["$ref"] ?? property["oneOf"]).ShouldNotBeNull($"{name}.{field}");
        }
    }

    [Fact]
    public async Task Examples_fit_their_schemas()
    {
        var document = await DocumentAsync();

        var seen = 0;
        foreach (var (method, path, operation) in Operations(document))
        {
            foreach (var (status, response) in operation["responses"]!.AsObject())
            {
                foreach (var (type, content) in response!["content"]?.AsObject() ?? [])
                {
                    if (content!["example"] is not { } example)
                        continue;
                    seen++;
                    ShouldFit(document, content["schema"]!, example, $"{method} {path} {status} {type}");
                }
            }
        }

        seen.ShouldBeGreaterThan(15);
    }

    [Fact]
    public async Task Answers_fit_their_schemas()
    {
        var document = await DocumentAsync();
        var result = await bench.RunAsync(new JsonObject
        {
            ["targets"] = new JsonArray(bench.Target(SimulatedProfiles.Steady)),
            ["tests"] = new JsonArray(new JsonObject { ["type"] = "latency", ["iterations"] = 10 }),
        });
        var target = Uri.EscapeDataString(result.Targets[0].Id!);

        await ShouldAnswerAsDescribedAsync(document, "/api/v1/runs", "/api/v1/runs");
        await ShouldAnswerAsDescribedAsync(document, "/api/v1/runs/{id}", $"/api/v1/runs/{result.RunId}");
        await ShouldAnswerAsDescribedAsync(document, "/api/v1/runs/{id}/result", $"/api/v1/runs/{result.RunId}/result");
        await ShouldAnswerAsDescribedAsync(document, "/api/v1/runs/{id}/result.{format}", $"/api/v1/runs/{result.RunId}/result.json");
        await ShouldAnswerAsDescribedAsync(document, "/api/v1/comparisons", $"/api/v1/comparisons?runs={result.RunId}");
        await ShouldAnswerAsDescribedAsync(document, "/api/v1/runs/{id}", "/api/v1/runs/nobody");
        await ShouldAnswerAsDescribedAsync(document, "/api/v1/anomalies", $"/api/v1/anomalies?target={target}");
        await ShouldAnswerAsDescribedAsync(document, "/api/v1/anomalies", "/api/v1/anomalies");
        await ShouldAnswerAsDescribedAsync(document, "/api/v1/series", $"/api/v1/series?target={target}&metric=latency.p50");
        await ShouldAnswerAsDescribedAsync(document, "/api/v1/targets", "/api/v1/targets");
        await ShouldAnswerAsDescribedAsync(document, "/api/v1/catalogue", "/api/v1/catalogue");
        await ShouldAnswerAsDescribedAsync(document, "/api/v1/catalogue/{name}", "/api/v1/catalogue/nobody");
        await ShouldAnswerAsDescribedAsync(document, "/api/v1/cluster", "/api/v1/cluster");
        await ShouldAnswerAsDescribedAsync(document, "/api/v1/cluster/shards", "/api/v1/cluster/shards");
        await ShouldAnswerAsDescribedAsync(document, "/api/v1/cluster/shards/{type}", "/api/v1/cluster/shards/journals");
        await ShouldAnswerAsDescribedAsync(document, "/api/v1/forecasts", $"/api/v1/forecasts?target={target}");
        await ShouldAnswerAsDescribedAsync(document, "/api/v1/trends", $"/api/v1/trends?target={target}");
        await ShouldAnswerAsDescribedAsync(document, "/api/v1/recommendations", "/api/v1/recommendations");
        await ShouldAnswerAsDescribedAsync(document, "/api/v1/alerts", "/api/v1/alerts");
        await ShouldAnswerAsDescribedAsync(document, "/api/v1/alerts/config", "/api/v1/alerts/config");
        await ShouldAnswerAsDescribedAsync(document, "/api/v1/alerts/{id}", "/api/v1/alerts/nobody");
        await ShouldAnswerAsDescribedAsync(document, "/api/v1/silences", "/api/v1/silences");
    }

    [Theory]
    [InlineData("/api/v1/runs?limt=3", "limt: not known; allowed: limit")]
    [InlineData("/api/v1/runs?limit=many", "limit: 'many' is not allowed; allowed: a whole number")]
    [InlineData("/api/v1/runs?limit=1&limit=2", "limit: given 2 times; allowed: once")]
    [InlineData("/api/v1/cluster?all=1", "all: not known; allowed: no parameters")]
    public async Task A_parameter_that_the_route_does_not_take_is_refused_by_name(string path, string begin)
    {
        using var response = await bench.Http.GetAsync(path);

        response.StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest);
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!["detail"]!.GetValue<string>().ShouldStartWith(begin);
    }

    [Theory]
    [InlineData("GET", "/api/v1/nothing", 404)]
    [InlineData("PUT", "/api/v1/runs", 405)]
    public async Task A_route_that_there_is_not_is_a_problem(string method, string path, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await bench.Http.SendAsync(request);

        ((int)response.StatusCode).ShouldBe(status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task The_page_asks_nobody_but_its_node()
    {
        using var response = await bench.Http.GetAsync("/docs/");

        response.IsSuccessStatusCode.ShouldBeTrue();
        response.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldContain("connect-src 'self'");
        (await response.Content.ReadAsStringAsync()).ShouldNotContain("https://");
    }

    private async Task<JsonObject> DocumentAsync()
    {
        var document = JsonNode.Parse(await bench.Http.GetStringAsync("/openapi/v1.json"))!.AsObject();
        document["openapi"]!.GetValue<string>().ShouldStartWith("3.1");
        return document;
    }

    private static IEnumerable<(string Method, string Path, JsonObject Of)> Operations(JsonObject document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        where Methods.Contains(operation.Key)
        select (operation.Key, "/" + path.Key.Trim('/'), operation.Value!.AsObject());

    private async Task ShouldAnswerAsDescribedAsync(JsonObject document, string route, string path)
    {
        using var response = await bench.Http.GetAsync(path);
        var operation = Operations(document).Single(one => one.Method == "get" && one.Path == route).Of;
        var status = ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);
        var described = operation["responses"]![status].ShouldNotBeNull($"{path} answered {status}, which is not described");
        var content = described["content"]![response.Content.Headers.ContentType!.MediaType!].ShouldNotBeNull($"{path}: {response.Content.Headers.ContentType}");
        ShouldFit(document, content["schema"]!, JsonNode.Parse(await response.Content.ReadAsStringAsync())!, path);
    }

    /// <summary>The schema is judged together with the components that it refers to.</summary>
    private static void ShouldFit(JsonObject document, JsonNode schema, JsonNode value, string where)
    {
        var whole = new JsonObject { ["allOf"] = new JsonArray(schema.DeepClone()), ["$defs"] = document["components"]!["schemas"]!.DeepClone() };
        var fit = JsonSchema.FromText(whole.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal)).Evaluate(
            JsonSerializer.SerializeToElement(value), new EvaluationOptions { OutputFormat = OutputFormat.List });
        fit.IsValid.ShouldBeTrue($"{where}: " + string.Join("\n", (fit.Details ?? [])
            .Where(detail => detail.Errors is { Count: > 0 }).Select(detail => $"{detail.InstanceLocation}: {string.Join("; ", detail.Errors!.Values)}")));
    }
}
