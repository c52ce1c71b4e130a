using System.Text.Json;

namespace AkkaApiBench.Messages.Plans;

/// <summary>Finds fields that stand twice in one object: JSON allows them, and which one is meant nobody can tell.</summary>
internal static class RepeatedFields
{
    /// <summary>An error for each of them in a value and all within it.</summary>
    public static IEnumerable<PlanError> In(JsonElement value, string path = "") => value.ValueKind switch
    {
        JsonValueKind.Object => InObject(value, path),
        JsonValueKind.Array => value.EnumerateArray().SelectMany((item, index) => In(item, FormattableString.Invariant($"{path}[{index}]"))),
        _ => [],
    };

    private static IEnumerable<PlanError> InObject(JsonElement fields, string path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in fields.EnumerateObject())
        {
            var name = ErrorText.OfName(field.Name);
            var inner = path.Length == 0 ? name : $"{path}.{name}";
            if (!seen.Add(field.Name))
                yield return new PlanError(inner, "a field that stands twice", "each field once");
            foreach (var error in In(field.Value, inner))
                yield return error;
        }
    }
}
