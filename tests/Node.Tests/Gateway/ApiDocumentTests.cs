using System.Text.Json;
using System.Text.Json.Nodes;
using AkkaApiBench.Node.Tests.Runs;
using Json.Schema;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AkkaApiBench.Node.Tests.Gateway;

/// <summary>The OpenAPI document describes every route, with examples that fit, and routes take no other parameters.</summary>
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
