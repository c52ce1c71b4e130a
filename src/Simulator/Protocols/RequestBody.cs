using System.Runtime.InteropServices;
using System.Text.Json;

namespace AkkaApiBench.Simulator.Protocols;

/// <summary>Reads the fields that requests of all protocols have, and refuses those that are wrong.</summary>
internal static class RequestBody
{
    private const int BytesPerToken = 4;
    private const int TokensPerMessage = 4;
    private const int TokensPerImage = 85;

    /// <summary>A field's value; null when it is not there or null.</summary>
    public static JsonElement? Field(this JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;

    /// <summary>The model's name.</summary>
    public static string Model(JsonElement body) =>
        body.Field("model") is not { } model ? throw Refuse("model", "you must provide a model parameter")
        : model.ValueKind is JsonValueKind.String && model.GetString() is { Length: > 0 } name ? name
        : throw Refuse("model", "a non-empty string is expected");

    public static bool Flag(JsonElement body, string name) => body.Field(name) switch
    {
        null => false,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw Refuse(name, "true or false is expected"),
    };

    /// <summary>A whole number from 1; null when the field is not there.</summary>
    public static int? Count(JsonElement body, string name) =>
        body.Field(name) is not { } value ? null
        : value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var count) && count >= 1 ? count
        : throw Refuse(name, "a whole number from 1 is expected");

    /// <summary>Refuses a number out of its range.</summary>
    public static void CheckRange(JsonElement body, string name, double min, double max)
    {
        if (body.Field(name) is { } value
            && !(value.ValueKind is JsonValueKind.Number && value.TryGetDouble(out var number) && number >= min && number <= max))
        {
            throw Refuse(name, FormattableString.Invariant($"a number from {min} to {max} is expected"));
        }
    }

    /// <summary>Checks the messages and estimates the tokens of the prompt: four bytes are one.</summary>
    /// <param name="body">The request.</param>
    /// <param name="roles">The roles that there are.</param>
    /// <param name="field">The field with the messages.</param>
    /// <param name="contentField">The field of a message with its content.</param>
    public static int MessageTokens(JsonElement body, ReadOnlySpan<string> roles, string field = "messages", string contentField = "content")
    {
        if (body.Field(field) is not { ValueKind: JsonValueKind.Array } messages || messages.GetArrayLength() == 0)
            throw Refuse(field, "a list of at least one message is expected");

        var tokens = 0;
        var index = 0;
        foreach (var message in messages.EnumerateArray())
        {
            var path = $"{field}.{index++}";
            if (message.ValueKind is not JsonValueKind.Object)
                throw Refuse(path, "an object is expected");
            var role = message.Field("role") is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
            if (role is null || !roles.Contains(role))
                throw Refuse($"{path}.role", $"one of {string.Join(", ", roles)} is expected");
            tokens += TokensPerMessage;
            if (message.Field(contentField) is { } content)
                tokens += ContentTokens(content, $"{path}.{contentField}", hasTypes: contentField == "content");
            else if (message.Field("tool_calls") is null)
                throw Refuse($"{path}.{contentField}", $"{contentField} is required");
        }

        return tokens;
    }

    /// <summary>The texts of a field and their tokens: a text, a list of texts, a list of tokens or a list of such lists.</summary>
    public static (int Count, int Tokens) Texts(JsonElement body, string name)
    {
        if (body.Field(name) is not { } value)
            throw Refuse(name, $"you must provide a {name} parameter");
        if (value.ValueKind is JsonValueKind.Array && value.GetArrayLength() > 0)
        {
            var items = value.EnumerateArray().ToList();
            if (items.All(IsToken))
                return (1, items.Count);
            if (items.All(item => item.ValueKind is JsonValueKind.String || (item.ValueKind is JsonValueKind.Array && item.EnumerateArray().All(IsToken))))
                return (items.Count, items.Sum(item => item.ValueKind is JsonValueKind.String ? TextTokens(item) : item.GetArrayLength()));
        }

        return value.ValueKind is JsonValueKind.String ? (1, TextTokens(value))
            : throw Refuse(name, "a string, a list of strings, a list of tokens or a list of lists of tokens is expected");
    }

    /// <summary>The tokens of a text or of a list of parts.</summary>
    /// <param name="content">The text or the parts.</param>
    /// <param name="path">Where it stands.</param>
    /// <param name="hasTypes">True where parts tell their type.</param>
    public static int ContentTokens(JsonElement content, string path, bool hasTypes = true)
    {
        if (content.ValueKind is JsonValueKind.String)
            return TextTokens(content);
        if (content.ValueKind is not JsonValueKind.Array)
            throw Refuse(path, "a string or a list of content parts is expected");

        var tokens = 0;
        foreach (var part in content.EnumerateArray())
        {
            if (part.ValueKind is not JsonValueKind.Object || (hasTypes && part.Field("type") is not { ValueKind: JsonValueKind.String }))
                throw Refuse(path, hasTypes ? "content parts with a type are expected" : "parts that are objects are expected");
            tokens += part.Field("text") is { ValueKind: JsonValueKind.String } text ? TextTokens(text) : TokensPerImage;
        }

        return tokens;
    }

    private static bool IsToken(JsonElement item) => item.ValueKind is JsonValueKind.Number;

    private static int TextTokens(JsonElement text) =>
        (JsonMarshal.GetRawUtf8Value(text).Length - 2 + BytesPerToken - 1) / BytesPerToken;

    private static RefusedException Refuse(string parameter, string reason) =>
        new(ApiError.BadRequest($"Invalid '{parameter}': {reason}.", parameter));
}
