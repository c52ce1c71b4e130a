using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AkkaApiBench.Messages.Plans;

/// <summary>How values and names of a plan are shown in errors: short, on one line, and never when they may be an API key.</summary>
internal static partial class ErrorText
{
    /// <summary>Stands for what is not shown.</summary>
    public const string Hidden = "(hidden)";

    private const int MaxLength = 80;

    /// <summary>A value.</summary>
    public static string Of(JsonNode? node) => node switch
    {
        null => "nothing",
        JsonObject => "an object",
        JsonArray list => string.Create(CultureInfo.InvariantCulture, $"a list of {list.Count}"),
        _ when node.GetValueKind() is JsonValueKind.String => OfText(node.GetValue<string>()),
        _ => Shorten(node.ToJsonString()),
    };

    /// <summary>A field's name. It may be a key in the wrong place, as in <c>{ api_key:KEY }</c> with the blank forgotten.</summary>
    public static string OfName(string name) => MayBeKey(name) ? Hidden : name.Length == 0 ? "''" : Shorten(name);

    /// <summary>A text.</summary>
    public static string OfText(string text) => MayBeKey(text) ? Hidden : $"'{Shorten(text)}'";

    private static string Shorten(string text)
    {
        var line = string.Concat(text.Take(MaxLength + 1).Select(c => char.IsControl(c) ? '?' : c));
        return line.Length <= MaxLength ? line : $"{line.AsSpan(0, MaxLength - 3)}...";
    }

    private static bool MayBeKey(string text) => KeyPrefix().IsMatch(text) || LongToken().IsMatch(text);

    /// <summary>How the keys of well-known vendors begin.</summary>
    [GeneratedRegex("(?<![A-Za-z0-9])(sk-|sk_|gsk_|xai-|AIza|hf_|pplx-|nvapi-|r8_|Bearer )")]
    private static partial Regex KeyPrefix();

    /// <summary>20 characters or more without a blank, letters and digits among them.</summary>
    [GeneratedRegex(@"(?=\S*[0-9])(?=\S*[A-Za-z])[A-Za-z0-9_\-+=]{20,}")]
    private static partial Regex LongToken();
}
