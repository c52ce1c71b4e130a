using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AkkaApiBench.Messages.Plans.Datasets;

/// <summary>A conversation, or what is wrong with it.</summary>
/// <param name="Conversation">Null when something is wrong.</param>
/// <param name="Path">Where, such as <c>[2].role</c>.</param>
/// <param name="Value">What stands there, as errors show it.</param>
/// <param name="Allowed">What may stand there.</param>
/// <param name="IsEmpty">True when it is well formed, and no user says anything.</param>
internal sealed record ConversationReading(Conversation? Conversation, string Path = "", string Value = "", string Allowed = "", bool IsEmpty = false);

/// <summary>Reads one conversation of any format: a list of messages, or an object that has one.</summary>
internal static class ConversationReader
{
    private const int MostMessages = 1000;
    private const string Written = "[{ role, content }, …], { messages: [{ role, content }, …] } or { conversations: [{ from, value }, …] }";

    private static readonly Dictionary<string, string> Roles = new(StringComparer.OrdinalIgnoreCase)
    {
        ["system"] = "system", ["developer"] = "system", ["user"] = "user", ["human"] = "user", ["assistant"] = "assistant", ["gpt"] = "assistant",
        ["chatgpt"] = "assistant", ["model"] = "assistant", ["bot"] = "assistant",
    };

    public static ConversationReading Read(JsonNode? node)
    {
        var (list, path) = node switch
        {
            JsonObject fields when fields["messages"] is JsonArray messages => (messages, ".messages"),
            JsonObject fields when fields["conversations"] is JsonArray messages => (messages, ".conversations"),
            _ => (node as JsonArray, ""),
        };
        if (list is null || list.Count > MostMessages)
            return new ConversationReading(null, path, ErrorText.Of(node), list is null ? Written : FormattableString.Invariant($"at most {MostMessages} messages"));

        var read = ImmutableArray.CreateBuilder<Message>(list.Count);
        for (var i = 0; i < list.Count; i++)
        {
            var at = FormattableString.Invariant($"{path}[{i}]");
            if (list[i] is not JsonObject message)
                return new ConversationReading(null, at, ErrorText.Of(list[i]), "{ role, content } or { from, value }");
            if (RoleOf(message) is not { } role)
                return new ConversationReading(null, $"{at}.role", ErrorText.Of(message["role"] ?? message["from"]), string.Join(", ", Roles.Keys));
            if (TextOf(message["content"] ?? message["value"]) is not { } text)
                return new ConversationReading(null, $"{at}.content", ErrorText.Of(message["content"] ?? message["value"]), "a text, or a list of { type: text, text }");
            if (text.Length > 0)
                read.Add(new Message(role, text));
        }

        return read.Any(message => message.Role == "user") ? new ConversationReading(new Conversation(read.ToImmutable()))
            : new ConversationReading(null, path, "no message of a user", "at least one, not empty", IsEmpty: true);
    }

    private static string? RoleOf(JsonObject message) =>
        (message["role"] ?? message["from"]) is { } node && node.GetValueKind() is JsonValueKind.String ? Roles.GetValueOrDefault(node.GetValue<string>()) : null;

    /// <summary>A text, or the texts of a list of parts, which must have no others.</summary>
    private static string? TextOf(JsonNode? node) => node switch
    {
        JsonArray parts when parts.All(part => part is JsonObject fields && fields["text"]?.GetValueKind() is JsonValueKind.String) =>
            string.Concat(parts.Select(part => part!["text"]!.GetValue<string>())),
        not null when node.GetValueKind() is JsonValueKind.String => node.GetValue<string>(),
        _ => null,
    };
}
