using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AkkaApiBench.Cli.Plans;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Providers;
using Json.Schema;

namespace AkkaApiBench.Cli.Tests.Plans;

/// <summary>The schema for editors says the same as the one validator of plans.</summary>
public sealed partial class PlanSchemaTests
{
    private static readonly JsonObject Schema = JsonNode.Parse(PlanTexts.Schema())!.AsObject();
    private static readonly ProviderCatalog Catalog = ProviderCatalog.Load();

    /// <summary>Where an object of the schema is, and a plan that has it with a field that nothing knows, <c>zz</c>.</summary>
    [Theory]
    [InlineData("", """{ "zz": 1 }""")]
    [InlineData("#/$defs/target", """{ "targets": [{ "zz": 1 }] }""")]
    [InlineData("#/$defs/target/limits", """{ "targets": [{ "limits": { "zz": 1 } }] }""")]
    [InlineData("#/$defs/target/price", """{ "targets": [{ "price": { "zz": 1 } }] }""")]
    [InlineData("#/$defs/test", """{ "tests": [{ "type": "latency", "zz": 1 }] }""")]
    [InlineData("#/$defs/load", """{ "tests": [{ "type": "latency", "load": { "zz": 1 } }] }""")]
    [InlineData("#/$defs/load/stages/[]", """{ "tests": [{ "type": "latency", "load": { "model": "ramp", "stages": [{ "zz": 1 }] } }] }""")]
    [InlineData("#/$defs/workload", """{ "workload": { "zz": 1 } }""")]
    [InlineData("#/$defs/workload/synthetic", """{ "workload": { "synthetic": { "zz": 1 } } }""")]
    [InlineData("#/$defs/workload/shared_prefix", """{ "workload": { "shared_prefix": { "zz": 1 } } }""")]
    [InlineData("#/$defs/workload/turns", """{ "workload": { "turns": { "zz": 1 } } }""")]
    [InlineData("#/$defs/workload/timeouts", """{ "workload": { "timeouts": { "zz": 1 } } }""")]
    [InlineData("#/$defs/token_variation", """{ "workload": { "synthetic": { "input_tokens": { "distribution": "normal", "zz": 1 } } } }""")]
    [InlineData("#/$defs/duration_variation", """{ "workload": { "turns": { "think_time": { "distribution": "normal", "zz": 1 } } } }""")]
    [InlineData("#/$defs/message", """{ "workload": { "messages": [{ "zz": 1 }] } }""")]
    [InlineData("/budget", """{ "budget": { "zz": 1 } }""")]
    [InlineData("/retry", """{ "retry": { "zz": 1 } }""")]
    [InlineData("/breaker/1", """{ "breaker": { "zz": 1 } }""")]
    [InlineData("/records", """{ "records": { "zz": 1 } }""")]
    public void An_object_has_the_fields_that_the_validator_allows(string place, string plan)
    {
        var error = PlanReader.FromJson(plan, Catalog).Errors.Single(error => error.Path.EndsWith("zz", StringComparison.Ordinal));

        var allowed = AllowedFields().Match(error.Allowed).Groups["names"].Value.Split(", ");
        Find(place)["properties"]!.AsObject().Select(property => property.Key).ShouldBe(allowed, ignoreOrder: true);
    }

    [Fact]
    public void Every_plan_in_the_documentation_fits_the_schema()
    {
        var schema = JsonSchema.FromText(PlanTexts.Schema());
        var plans = Repository.Documents().SelectMany(text => YamlBlocks().Matches(text)).Select(match => match.Groups["plan"].Value)
            .Where(text => text.Contains("targets:", StringComparison.Ordinal) && text.Contains("tests:", StringComparison.Ordinal))
            .Append(PlanTexts.Example())
            .ToList();

        plans.Count.ShouldBeGreaterThan(5);
        foreach (var plan in plans)
        {
            // A monitor has its plan under that name.
            var tree = YamlTree.Parse(plan)!;
            var fit = schema.Evaluate(Element(tree["plan"] ?? tree), new EvaluationOptions { OutputFormat = OutputFormat.List });
            fit.IsValid.ShouldBeTrue(plan + string.Join("\n", (fit.Details ?? []).Where(detail => detail.Errors is { Count: > 0 }).Select(detail => $"{detail.InstanceLocation}: {string.Join("; ", detail.Errors!.Values)}")));
        }
    }

    [Theory]
    [InlineData("""{ "targets": [], "tests": ["latency"] }""")]
    [InlineData("""{ "targets": ["openai/m"], "tests": [{ "type": "speed" }] }""")]
    [InlineData("""{ "targets": ["openai/m"], "tests": [{ "type": "latency", "duration": "soon" }] }""")]
    [InlineData("""{ "targets": [{ "provider": "openai", "model": "m", "api_key": "sk-0123456789" }], "tests": ["latency"] }""")]
    [InlineData("""{ "targets": ["openai/m"], "tests": ["latency"], "worker": 2 }""")]
    public void What_the_validator_refuses_the_schema_refuses(string plan)
    {
        PlanReader.FromJson(plan, Catalog).Plan.ShouldBeNull();

        JsonSchema.FromText(PlanTexts.Schema()).Evaluate(Element(JsonNode.Parse(plan)!)).IsValid.ShouldBeFalse();
    }

    private static JsonElement Element(JsonNode node) => JsonSerializer.SerializeToElement(node);

    private static JsonObject Find(string place)
    {
        var at = Schema;
        foreach (var part in place.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part is not ("#" or "$defs")))
        {
            at = (part == "[]" ? at["items"]
                : at["anyOf"] is JsonArray choices && int.TryParse(part, out var choice) ? choices[choice]
                : at == Schema && place[0] == '#' ? Schema["$defs"]![part]
                : at["properties"]![part])!.AsObject();
        }

        return at;
    }

    [GeneratedRegex("the fields (?<names>.*)$", RegexOptions.ExplicitCapture)]
    private static partial Regex AllowedFields();

    [GeneratedRegex("```yaml\n(?<plan>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex YamlBlocks();
}
