using System.Text.Json;
using System.Text.Json.Nodes;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Node.Gateway.Document;

/// <summary>The catalogue in the document: what an entry is made from, and what it looks like.</summary>
internal static class CatalogueDescription
{
    private const string Component = "CatalogueEntryDocument";

    private const string Target = """{ "provider": "openai-compatible", "model": "llama-3.3-70b", "base_url": "https://llm.example.com/v1", "api_key": "env:LLM_KEY" }""";

    private const string Schema = """
        {
          "type": "object",
          "description": "An entry of the catalogue of targets.",
          "required": ["target"],
          "additionalProperties": false,
          "properties": { "target": { "$ref": "#/components/schemas/Plan.target", "description": "A target, as in a plan; it may not use another entry." } }
        }
        """;

    private static readonly CatalogueEntryView Entry = new(
        "llama-inside", JsonSerializer.Deserialize<JsonElement>(Target), "openai-compatible/llama-3.3-70b@llm.example.com",
        new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero), "anna (7f3kq0x2vd)");

    public static RouteHandlerBuilder TakesEntry(this RouteHandlerBuilder route) => route.Takes(Component, $$"""{ "target": {{Target}} }""");

    /// <summary>Adds what an entry is made from to the components.</summary>
    public static void AddTo(JsonObject schemas) => schemas[Component] = JsonNode.Parse(Schema);

    public static IServiceCollection AddCatalogueExamples(this IServiceCollection services) => services
        .AddExample(Entry)
        .AddExample(new CatalogueListView([Entry], "llama-inside"));
}
