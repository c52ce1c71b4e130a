using System.Text.Json;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Providers.Errors;
using AkkaApiBench.Providers.Keys;
using AkkaApiBench.Providers.Streams;

namespace AkkaApiBench.Providers.Protocols;

/// <summary>Cohere's chat, version 2.</summary>
internal sealed class CohereChatProtocol : IWireProtocol
{
    public Framing? Framing => Framing.ServerSentEvents;

    public bool FinishReasonEnds => false;

    public string PathOf(string model, bool isStreamed) => "/chat";

    public IEnumerable<KeyValuePair<string, string>> Headers(ApiKey key) => Bearer.Headers(key);

    public byte[] Encode(string model, Workload workload, Dialect dialect) => JsonBody.Write(json =>
    {
        json.WriteString("model", model);
        JsonBody.WriteMessages(json, workload.Messages);
        json.WriteNumber("max_tokens", workload.MaxTokens);
        if (workload.Temperature is { } temperature)
            json.WriteNumber("temperature", temperature);
        if (workload.Stream)
            json.WriteBoolean("stream", true);
    });

    public void ReadEvent(ReadOnlySpan<byte> data, Answer answer)
    {
        var trimmed = data.Trim((byte)' ');
        if (!trimmed.IsEmpty && !trimmed.SequenceEqual("[DONE]"u8))
            ReadDocument(data, answer);
    }

    public void ReadBody(ReadOnlySpan<byte> json, Answer answer)
    {
        if (!ReadDocument(json, answer) && answer.Failure is null)
            throw new MalformedAnswerException("the answer has no message");
        answer.Complete();
    }

    /// <summary>Reads an event, or a whole answer, whose fields stand in an event's <c>delta</c>; true when there was a message.</summary>
    private static bool ReadDocument(ReadOnlySpan<byte> json, Answer answer)
    {
        var reader = new Utf8JsonReader(json);
        var isEnd = false;
        var seen = default(Seen);
        JsonWalk.EnterDocument(ref reader);
        while (JsonWalk.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("type"u8))
                isEnd = JsonWalk.IsText(ref reader, "message-end"u8);
            else if (!reader.ValueTextEquals("delta"u8))
                ReadField(ref reader, answer, ref seen);
            else if (JsonWalk.EntersObject(ref reader))
                ReadDelta(ref reader, answer, ref seen);
        }

        JsonWalk.LeaveDocument(ref reader);
        if (seen.Error is not null || answer.FinishReason is "ERROR" or "TIMEOUT")
            answer.Fail(new ErrorBody(answer.FinishReason, Type: null, seen.Error ?? "").ToFailure());
        else if (isEnd)
            answer.Complete();
        return seen.HasMessage;
    }

    private static void ReadDelta(ref Utf8JsonReader reader, Answer answer, ref Seen seen)
    {
        while (JsonWalk.NextProperty(ref reader))
            ReadField(ref reader, answer, ref seen);
    }

    private static void ReadField(ref Utf8JsonReader reader, Answer answer, ref Seen seen)
    {
        if (reader.ValueTextEquals("message"u8))
            ReadMessage(ref reader, answer, ref seen);
        else if (reader.ValueTextEquals("finish_reason"u8) && reader.Read())
            answer.Finish(ref reader);
        else if (reader.ValueTextEquals("usage"u8))
            ReadUsage(ref reader, answer);
        else if (reader.ValueTextEquals("error"u8) && reader.Read())
            ReadError(ref reader, ref seen);
        else
            reader.Skip();
    }

    private static void ReadError(ref Utf8JsonReader reader, ref Seen seen)
    {
        if (reader.TokenType is not JsonTokenType.Null)
            seen.Error = reader.TokenType is JsonTokenType.String ? reader.GetString() : "";
        reader.Skip();
    }

    /// <summary>Reads a message; where it is a text, that is an error's.</summary>
    private static void ReadMessage(ref Utf8JsonReader reader, Answer answer, ref Seen seen)
    {
        reader.Read();
        if (reader.TokenType is not JsonTokenType.StartObject)
        {
            ReadError(ref reader, ref seen);
            return;
        }

        seen.HasMessage = true;
        while (JsonWalk.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("content"u8))
                ReadContent(ref reader, answer);
            else if (reader.ValueTextEquals("tool_plan"u8) && reader.Read())
                answer.AddText(ref reader, Content.Reasoning);
            else
                reader.Skip();
        }
    }

    /// <summary>Reads one part, as events have it, or a list of them.</summary>
    private static void ReadContent(ref Utf8JsonReader reader, Answer answer)
    {
        reader.Read();
        if (reader.TokenType is not JsonTokenType.StartArray)
        {
            if (JsonWalk.IsObject(ref reader))
                ReadPart(ref reader, answer);
            return;
        }

        while (JsonWalk.NextItem(ref reader))
        {
            if (JsonWalk.IsObject(ref reader))
                ReadPart(ref reader, answer);
        }
    }

    private static void ReadPart(ref Utf8JsonReader reader, Answer answer)
    {
        while (JsonWalk.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("text"u8) && reader.Read())
                answer.AddText(ref reader, Content.Answer);
            else if (reader.ValueTextEquals("thinking"u8) && reader.Read())
                answer.AddText(ref reader, Content.Reasoning);
            else
                reader.Skip();
        }
    }

    /// <summary>
    /// Reads usage, which has two scales: all tokens, with those that the vendor's templates add, and those that are
    /// billed. The latter go first, for what is counted here is paid for; cached ones are told on the other scale only.
    /// </summary>
    private static void ReadUsage(ref Utf8JsonReader reader, Answer answer)
    {
        if (!JsonWalk.EntersObject(ref reader))
            return;

        (long? Input, long? Output) billed = default, all = default;
        long? cached = null;
        while (JsonWalk.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("billed_units"u8))
                billed = ReadUnits(ref reader);
            else if (reader.ValueTextEquals("tokens"u8))
                all = ReadUnits(ref reader);
            else if (reader.ValueTextEquals("cached_tokens"u8))
                cached = JsonWalk.Count(ref reader);
            else
                reader.Skip();
        }

        var isBilled = billed is { Input: not null, Output: not null };
        var (input, output) = isBilled ? billed : all;
        answer.Merge(new Usage(input, isBilled ? null : cached, output, Reasoning: null, IsFinal: true));
    }

    private static (long? Input, long? Output) ReadUnits(ref Utf8JsonReader reader)
    {
        long? input = null, output = null;
        if (!JsonWalk.EntersObject(ref reader))
            return (input, output);

        while (JsonWalk.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("input_tokens"u8))
                input = JsonWalk.Count(ref reader);
            else if (reader.ValueTextEquals("output_tokens"u8))
                output = JsonWalk.Count(ref reader);
            else
                reader.Skip();
        }

        return (input, output);
    }

    private struct Seen
    {
        public bool HasMessage;
        public string? Error;
    }
}
