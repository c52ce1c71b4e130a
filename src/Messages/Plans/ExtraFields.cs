using System.Text.Json;
using System.Text.Json.Nodes;

namespace AkkaApiBench.Messages.Plans;

/// <summary>Reads fields that go into the body of requests as they are, beside those that we set.</summary>
internal static class ExtraFields
{
    private const int MaxBytes = 8 * 1024;

    /// <summary>What some protocol sets, and what would turn one answer into several or be a key.</summary>
    private static readonly HashSet<string> OfOurs = new(StringComparer.OrdinalIgnoreCase)
    {
        "model", "messages", "prompt", "input", "contents", "system", "systemInstruction", "system_instruction",
        "stream", "stream_options", "max_tokens", "max_completion_tokens", "max_output_tokens", "temperature",
        "n", "best_of", "num_generations", "key", "api_key", "authorization", "x-api-key",
    };

    /// <summary>The same within the objects in which some protocols have their options.</summary>
    private static readonly Dictionary<string, string[]> WithinObjects = new(StringComparer.OrdinalIgnoreCase)
    {
        ["generationConfig"] = ["maxOutputTokens", "temperature", "candidateCount"],
        ["options"] = ["num_predict", "temperature"],
    };

    /// <summary>Reads an object of fields as JSON; null when there is none, or one that is not allowed.</summary>
    public static string? Read(FieldReader fields, string name)
    {
        if (fields.Node(name) is not { } node)
            return null;
        if (node is not JsonObject extra)
        {
            fields.Refuse(name, "fields and values");
            return null;
        }

        var refused = extra.Select(field => field.Key).Where(OfOurs.Contains)
            .Concat(WithinObjects.SelectMany(option => InnerFields(extra, option.Key, option.Value)))
            .ToList();
        foreach (var field in refused)
            fields.RefuseInner(name, field, "any field that is not set already: fields of the workload have names of their own, and keys go into api_key of the target");
        var json = extra.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        if (System.Text.Encoding.UTF8.GetByteCount(json) > MaxBytes)
            fields.Refuse(name, FormattableString.Invariant($"at most {MaxBytes} bytes of JSON"));
        return extra.Count == 0 || refused.Count > 0 ? null : json;
    }

    private static IEnumerable<string> InnerFields(JsonObject extra, string name, string[] ours) =>
        extra.FirstOrDefault(field => field.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value is JsonObject inner
            ? inner.Select(field => field.Key).Where(field => ours.Contains(field, StringComparer.OrdinalIgnoreCase)).Select(field => $"{name}.{field}")
            : [];
}
