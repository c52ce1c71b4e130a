using System.Text.Json;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Providers.Errors;
using AkkaApiBench.Providers.Keys;
using AkkaApiBench.Providers.Streams;

namespace AkkaApiBench.Providers.Protocols;

/// <summary>Anthropic's messages API.</summary>
internal sealed class AnthropicMessagesProtocol : IWireProtocol
{
    private const string Version = "2023-06-01";

    public Framing? Framing => Framing.ServerSentEvents;

    public bool FinishReasonEnds => false;

    public string PathOf(string model, bool isStreamed) => "/messages";

    public IEnumerable<KeyValuePair<string, string>> Headers(ApiKey key)
    {
        yield return new("anthropic-version", Version);
        if (!key.IsNone)
            yield return new("x-api-key", key.Reveal());
    }

    public byte[] Encode(string model, Workload workload, Dialect dialect) => JsonBody.Write(json =>
    {
        var system = workload.Messages.Where(JsonBody.IsSystem).ToList();

        json.WriteString("model", model);
        json.WriteNumber(dialect.MaxTokensField, workload.MaxTokens);
        if (system.Count > 0)
            json.WriteString("system", JsonBody.TextOf(system));
        JsonBody.WriteMessages(json, workload.Messages.Where(message => !JsonBody.IsSystem(message)));
        if (workload.Temperature is { } temperature)
            json.WriteNumber("temperature", temperature);
        if (workload.Stream)
            json.WriteBoolean("stream", true);
    });

    public void ReadEvent(ReadOnlySpan<byte> data, Answer answer)
    {
        if (!data.Trim((byte)' ').IsEmpty)
            ReadDocument(data, answer);
    }

    public void ReadBody(ReadOnlySpan<byte> json, Answer answer)
    {
        if (!ReadDocument(json, answer) && answer.Failure is null)
            throw new MalformedAnswerException("the answer has no content");
        answer.Complete();
    }

    /// <summary>Reads an event or a whole message; their fields do not collide. True when there was a list of content blocks.</summary>
    private static bool ReadDocument(ReadOnlySpan<byte> json, Answer answer)
    {
        var reader = new Utf8JsonReader(json);
        var hasContent = false;
        var hasError = false;
        JsonWalk.EnterDocument(ref reader);
        while (JsonWalk.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("type"u8))
                hasError |= ReadType(ref reader, answer);
            else if (reader.ValueTextEquals("delta"u8) || reader.ValueTextEquals("content_block"u8))
                ReadBlock(ref reader, answer);
            else if (reader.ValueTextEquals("content"u8))
                hasContent |= ReadBlocks(ref reader, answer);
            else if (reader.ValueTextEquals("stop_reason"u8) && reader.Read())
                answer.Finish(ref reader);
            else if (reader.ValueTextEquals("usage"u8))
                ReadUsage(ref reader, answer, isFinal: true);
            else if (reader.ValueTextEquals("message"u8))
                ReadStart(ref reader, answer);
            else if (reader.ValueTextEquals("model"u8))
                answer.NoteModel(ref reader);
            else if (reader.ValueTextEquals("error"u8))
                hasError |= JsonWalk.SkipsSomething(ref reader);
            else
                reader.Skip();
        }

        JsonWalk.LeaveDocument(ref reader);
        if (hasError)
            answer.Fail(ErrorBody.Parse(json).ToFailure());
        return hasContent;
    }

    /// <summary>Reads the kind of an event, of which only the end and errors matter; true for an error.</summary>
    private static bool ReadType(ref Utf8JsonReader reader, Answer answer)
    {
        reader.Read();
        if (reader.TokenType is not JsonTokenType.String)
        {
            reader.Skip();
            return false;
        }

        if (reader.ValueTextEquals("message_stop"u8))
            answer.Complete();
        return reader.ValueTextEquals("error"u8);
    }

    /// <summary>Reads the message that begins a stream: it tells the prompt's usage, and output counts on the way.</summary>
    private static void ReadStart(ref Utf8JsonReader reader, Answer answer)
    {
        if (!JsonWalk.EntersObject(ref reader))
            return;

        while (JsonWalk.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("usage"u8))
                ReadUsage(ref reader, answer, isFinal: false);
            else if (reader.ValueTextEquals("model"u8))
                answer.NoteModel(ref reader);
            else
                reader.Skip();
        }
    }

    private static bool ReadBlocks(ref Utf8JsonReader reader, Answer answer)
    {
        if (!JsonWalk.EntersArray(ref reader))
            return false;

        while (JsonWalk.NextItem(ref reader))
        {
            if (JsonWalk.IsObject(ref reader))
                ReadBlockFields(ref reader, answer);
        }

        return true;
    }

    private static void ReadBlock(ref Utf8JsonReader reader, Answer answer)
    {
        if (JsonWalk.EntersObject(ref reader))
            ReadBlockFields(ref reader, answer);
    }

    private static void ReadBlockFields(ref Utf8JsonReader reader, Answer answer)
    {
        while (JsonWalk.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("text"u8) && reader.Read())
                answer.AddText(ref reader, Content.Answer);
            else if (reader.ValueTextEquals("partial_json"u8) && reader.Read())
                answer.AddText(ref reader, Content.Answer);
            else if (reader.ValueTextEquals("thinking"u8) && reader.Read())
                answer.AddText(ref reader, Content.Reasoning);
            else if (reader.ValueTextEquals("stop_reason"u8) && reader.Read())
                answer.Finish(ref reader);
            else
                reader.Skip();
        }
    }

    private static void ReadUsage(ref Utf8JsonReader reader, Answer answer, bool isFinal)
    {
        if (!JsonWalk.EntersObject(ref reader))
            return;

        long? fresh = null, cached = null, written = null, output = null;
        while (JsonWalk.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("input_tokens"u8))
                fresh = JsonWalk.Count(ref reader);
            else if (reader.ValueTextEquals("cache_read_input_tokens"u8))
                cached = JsonWalk.Count(ref reader);
            else if (reader.ValueTextEquals("cache_creation_input_tokens"u8))
                written = JsonWalk.Count(ref reader);
            else if (reader.ValueTextEquals("output_tokens"u8))
                output = JsonWalk.Count(ref reader);
            else
                reader.Skip();
        }

        // input_tokens are only those beside the cache.
        var input = fresh is null ? null : fresh + (cached ?? 0) + (written ?? 0);
        answer.Merge(new Usage(input, cached, output, Reasoning: null, isFinal));
    }
}
