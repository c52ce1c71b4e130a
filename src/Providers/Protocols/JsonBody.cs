using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
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

    /// <summary>Writes the <c>messages</c> field.</summary>
    public static void WriteMessages(Utf8JsonWriter json, IEnumerable<Message> messages)
    {
        json.WriteStartArray("messages");
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
