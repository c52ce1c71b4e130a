using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;

namespace AkkaApiBench.Messages.Plans;

/// <summary>Reads a document of fields and values from YAML, of which JSON is a part.</summary>
internal static class YamlFields
{
    /// <summary>The fields of a text; null, and an error noted, when it has none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">What the document is called in errors.</param>
    /// <param name="among">Some of its fields.</param>
    /// <param name="errors">Where errors are noted.</param>
    public static JsonObject? Read(string text, string what, string among, List<PlanError> errors)
    {
        try
        {
            var tree = YamlTree.Parse(text);
            if (tree is JsonObject)
            {
                // Values that JSON has not are found when it is written.
                return JsonNode.Parse(tree.ToJsonString())!.AsObject();
            }

            errors.Add(new PlanError(what, ErrorText.Of(tree), $"fields and values, among them {among}"));
        }
        catch (YamlException error)
        {
            errors.Add(new PlanError(what, "this text", FormattableString.Invariant($"YAML (line {error.Start.Line}, column {error.Start.Column}: {error.Message})")));
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            errors.Add(new PlanError(what, "this text", "YAML or JSON of whole characters and finite numbers"));
        }

        return null;
    }
}
