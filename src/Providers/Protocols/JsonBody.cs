using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Providers.Protocols;

/// <summary>Writes request bodies.</summary>
internal static class JsonBody
{
    // The body goes to an API, not into a page: text stays as it is.
    private static readonly JsonWriterOptions AsItIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes one object.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> fields)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, AsItIs);
        json.WriteStartObject();
        fields(json);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Adds fields to a body, also within objects that both have.</summary>
    /// <param name="body">The body.</param>
    /// <param name="extra">An object of fields; of single values these go before the body's.</param>
    public static byte[] Merge(byte[] body, string extra)
    {
        var fields = JsonNode.Parse(body)!.AsObject();
        Merge(fields, JsonNode.Parse(extra)!.AsObject());
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, AsItIs);
        fields.WriteTo(json);
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void Merge(JsonObject into, JsonObject extra)
    {
        foreach (var (name, value) in extra)
        {
            if (value is JsonObject inner && into[name] is JsonObject known)
                Merge(known, inner);
            else
                into[name] = value?.DeepClone();
        }
    }

    /// <summary>True for a message that some APIs take apart from the conversation.</summary>
    public static bool IsSystem(Message message) => message.Role == "system";

    /// <summary>The messages as one text, for APIs that know no messages.</summary>
    public static string TextOf(IEnumerable<Message> messages) => string.Join("\n\n", messages.Select(message => message.Content));

    /// <summary>Writes a field with a list of messages.</summary>
    public static void WriteMessages(Utf8JsonWriter json, IEnumerable<Message> messages, string field = "messages")
    {
        json.WriteStartArray(field);
        foreach (var message in messages)
        {
            json.WriteStartObject();
            json.WriteString("role", message.Role);
            json.WriteString("content", message.Content);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
