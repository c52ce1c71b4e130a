using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace AkkaApiBench.Node.Gateway.Document;

/// <summary>The OpenAPI document, made once: routes do not change while a node runs.</summary>
internal sealed class ApiDocument([FromKeyedServices(ApiDocument.Name)] IOpenApiDocumentProvider routes)
{
    /// <summary>What the document is called.</summary>
    public const string Name = "v1";

    /// <summary>The component that stands for plans.</summary>
    public const string Plan = "Plan";

    private const string PlanSchema = "plan.schema.json";
    private const string Definitions = "#/$defs/";

    private readonly Lazy<Task<byte[]>> _text = new(() => WriteAsync(routes));

    /// <summary>The document as JSON.</summary>
    public Task<byte[]> ReadAsync(CancellationToken cancellation) => _text.Value.WaitAsync(cancellation);

    /// <summary>Says what the API is.</summary>
    public static void Introduce(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "apibench",
            Version = Name,
            Description = """
                Benchmarks and monitors LLM APIs. Submit a plan to `/api/v1/runs`, watch the run's events, read its result.

                Times are milliseconds where a name ends in `_ms` and seconds where it ends in `_s`; moments are RFC 3339, UTC.
                Errors are RFC 9457 problems that name the field, the value and what is allowed. Parameters that a route does not know
                are refused. Lists come in pages: give `next` of one for the one after, as `before` for runs and alerts and `cursor` for all others.
                """,
            License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" },
        };
        AccessDescription.AddSchemes(document);
        // Relative to the document: it is served from where the API is.
        document.Servers = [new OpenApiServer { Url = "/" }];
    }

    private static async Task<byte[]> WriteAsync(IOpenApiDocumentProvider routes)
    {
        var document = await routes.GetOpenApiDocumentAsync(CancellationToken.None);
        var json = JsonNode.Parse(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1))!.AsObject();
        AddPlan(json["components"]!["schemas"]!.AsObject());
        MonitorDescription.AddTo(json["components"]!["schemas"]!.AsObject());
        AlertDescription.AddTo(json["components"]!["schemas"]!.AsObject());
        AccessDescription.AddTo(json["components"]!["schemas"]!.AsObject());
        CatalogueDescription.AddTo(json["components"]!["schemas"]!.AsObject());
        return Encoding.UTF8.GetBytes(json.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
    }

    /// <summary>Plans are described once, by the schema that editors use.</summary>
    private static void AddPlan(JsonObject schemas)
    {
        using var text = typeof(ApiDocument).Assembly.GetManifestResourceStream(PlanSchema)!;
        var plan = JsonNode.Parse(text)!.AsObject();
        plan.Remove("$schema");
        plan.Remove("$id");
        var definitions = plan["$defs"]!.AsObject();
        plan.Remove("$defs");
        schemas[Plan] = Moved(plan);
        foreach (var (name, schema) in definitions)
            schemas[NameOf(name)] = Moved(schema!);
    }

    private static JsonNode? Moved(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, field.Key == "$ref" ? MovedReference(field.Value!) : Moved(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Moved)]),
        _ => node?.DeepClone(),
    };

    private static JsonNode MovedReference(JsonNode reference) =>
        reference.GetValue<string>() is var text && text.StartsWith(Definitions, StringComparison.Ordinal)
            ? $"#/components/schemas/{NameOf(text[Definitions.Length..])}" : "#/components/schemas/" + Plan;

    private static string NameOf(string definition) => $"{Plan}.{definition}";
}
