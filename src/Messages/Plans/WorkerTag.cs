using System.Text.Json;
using System.Text.Json.Nodes;

namespace AkkaApiBench.Messages.Plans;

/// <summary>A word that says what a worker is or where it stands, such as <c>eu-west</c>; plans place work by it.</summary>
public static class WorkerTag
{
    /// <summary>What a tag may look like.</summary>
    public const string Allowed = "1 to 64 lower-case letters, digits, '-', '_', '.' or ':'";

    /// <summary>How many a plan or a target may ask for.</summary>
    public const int Most = 20;

    private const char Separator = '+';

    /// <summary>The tag of workers that have the key of a provider.</summary>
    public static string OfKey(string provider) => $"api:{provider}";

    /// <summary>Several tags as one word: each once, in order; null for none.</summary>
    public static string? Join(IEnumerable<string> tags) =>
        string.Join(Separator, tags.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) is { Length: > 0 } joined ? joined : null;

    /// <summary>The tags in a word that <see cref="Join"/> made.</summary>
    public static IReadOnlyList<string> Split(string? joined) => joined?.Split(Separator) ?? [];

    /// <summary>True when <paramref name="text"/> can be a tag.</summary>
    public static bool IsValid(string text) =>
        text.Length is > 0 and <= 64 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' or '.' or ':');

    internal static string? Read(JsonNode? node, string path, List<PlanError> errors)
    {
        if (node?.GetValueKind() is JsonValueKind.String && node.GetValue<string>() is { } tag && IsValid(tag))
            return tag;
        errors.Add(new PlanError(path, ErrorText.Of(node), Allowed));
        return null;
    }
}
