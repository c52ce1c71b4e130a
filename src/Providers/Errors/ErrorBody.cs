using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AkkaApiBench.Providers.Limits;

namespace AkkaApiBench.Providers.Errors;

/// <summary>What a provider says about an error, in any of the shapes that vendors use.</summary>
/// <param name="Code">The most telling of its code and its type.</param>
/// <param name="Type">Its type, where it has one besides the code, or the reason among its details.</param>
/// <param name="Message">Its message, or the beginning of a body that is no JSON.</param>
internal sealed record ErrorBody(string? Code, string? Type, string Message)
{
    /// <summary>Nothing was said.</summary>
    public static readonly ErrorBody Empty = new(null, null, "");

    private const int LongestText = 2000;

    /// <summary>The HTTP status that the body itself names; null when it names none.</summary>
    public int? Status { get; init; }

    /// <summary>How long the body asks to wait; null when it does not.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Reads <c>{"error":{…}}</c>, <c>{"error":"…"}</c>, <c>{"message":…}</c>, <c>{"detail":…}</c>, a list of such, or text.</summary>
    public static ErrorBody Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            return JsonNode.Parse(ref reader) is { } node ? Read(node) : Empty;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The latter for texts that are no UTF-8.
            return new ErrorBody(null, null, Encoding.UTF8.GetString(body[..Math.Min(body.Length, LongestText)]).Trim());
        }
        catch (ArgumentException)
        {
            // An object with the same field twice is not worth more.
            return Empty;
        }
    }

    /// <summary>The failure when this came inside an answer, whose HTTP status says nothing of it.</summary>
    public Failure ToFailure() =>
        Failures.OfStatus(Status ?? 500, Message.Length > 0 ? this : this with { Message = "the provider reported an error" });

    /// <summary>True when code or type contains one of these words.</summary>
    public bool Says(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Code?.Contains(word, StringComparison.OrdinalIgnoreCase) == true || Type?.Contains(word, StringComparison.OrdinalIgnoreCase) == true)
                return true;
        }

        return false;
    }

    private static ErrorBody Read(JsonNode node) => node switch
    {
        JsonArray { Count: > 0 } list when list[0] is { } first => Read(first),
        JsonObject fields when fields["error"] is JsonObject error => Read(error),
        JsonObject fields => new ErrorBody(CodeOf(fields), Text(fields["type"]) ?? ReasonOf(fields), Text(fields["error"]) ?? MessageOf(fields))
            { Status = StatusOf(fields), RetryAfter = DelayOf(fields) },
        _ => new ErrorBody(null, null, Text(node) ?? ""),
    };

    private static string? CodeOf(JsonObject fields) => Text(fields["code"]) ?? Text(fields["type"]) ?? Text(fields["status"])
        ?? (fields["code"] is JsonValue number ? number.ToJsonString() : null);

    private static int? StatusOf(JsonObject fields) =>
        fields["code"] is JsonValue code && int.TryParse(code.ToString(), out var status) && status is >= 400 and < 600 ? status : null;

    /// <summary>Google's APIs tell the reason in a list of details.</summary>
    private static string? ReasonOf(JsonObject fields) =>
        (fields["details"] as JsonArray)?.OfType<JsonObject>().Select(detail => Text(detail["reason"])).FirstOrDefault(reason => reason is not null);

    /// <summary>Google's APIs ask to wait with a detail of the type <c>google.rpc.RetryInfo</c>.</summary>
    private static TimeSpan? DelayOf(JsonObject fields) =>
        (fields["details"] as JsonArray)?.OfType<JsonObject>().Select(detail => Text(detail["retryDelay"])).FirstOrDefault(delay => delay is not null) is { } delay
            ? ResetTimes.Written(delay) : null;

    private static string MessageOf(JsonObject fields) => (fields["message"] ?? fields["detail"]) switch
    {
        null => "",
        JsonValue value => Text(value) ?? value.ToJsonString(),
        { } other => other.ToJsonString(),
    };

    private static string? Text(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() is JsonValueKind.String ? value.GetValue<string>() : null;
}
