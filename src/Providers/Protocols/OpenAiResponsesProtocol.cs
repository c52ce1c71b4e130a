using System.Text.Json;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Providers.Errors;
using AkkaApiBench.Providers.Keys;
using AkkaApiBench.Providers.Streams;

namespace AkkaApiBench.Providers.Protocols;

/// <summary>OpenAI's responses API. Its events tell by a type what their <c>delta</c> or their <c>response</c> means.</summary>
internal sealed class OpenAiResponsesProtocol : IWireProtocol
{
    public Framing? Framing => Framing.ServerSentEvents;

    public bool FinishReasonEnds => false;

    public string PathOf(string model, bool isStreamed) => "/responses";

    public IEnumerable<KeyValuePair<string, string>> Headers(ApiKey key) => Bearer.Headers(key);

    public byte[] Encode(string model, Workload workload, Dialect dialect) => JsonBody.Write(json =>
    {
        json.WriteString("model", model);
        JsonBody.WriteMessages(json, workload.Messages, "input");
        json.WriteNumber("max_output_tokens", workload.MaxTokens);
        if (workload.Temperature is { } temperature)
            json.WriteNumber("temperature", temperature);
        // By default the vendor keeps every response.
        json.WriteBoolean("store", false);
        if (workload.Stream)
            json.WriteBoolean("stream", true);
    });

    public void ReadEvent(ReadOnlySpan<byte> data, Answer answer)
    {
        if (data.Trim((byte)' ').IsEmpty)
            return;

        var reader = new Utf8JsonReader(data);
        var kind = EventKind.Other;
        Utf8JsonReader delta = default, response = default;
        JsonWalk.EnterDocument(ref reader);
        while (JsonWalk.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("type"u8))
            {
                kind = ReadKind(ref reader);
                continue;
            }

            // The type may follow what it explains.
            if (reader.ValueTextEquals("delta"u8))
                delta = reader;
            else if (reader.ValueTextEquals("response"u8))
                response = reader;
            reader.Skip();
        }

        JsonWalk.LeaveDocument(ref reader);
        if (kind is EventKind.Error)
            answer.Fail(ErrorBody.Parse(data).ToFailure());
        else if (kind is EventKind.End && response.TokenType is JsonTokenType.PropertyName)
            ReadEnd(ref response, data, answer);
        else if (kind is not EventKind.Other && delta.TokenType is JsonTokenType.PropertyName && delta.Read())
            ReadDelta(kind, ref delta, answer);
    }

    public void ReadBody(ReadOnlySpan<byte> json, Answer answer)
    {
        var reader = new Utf8JsonReader(json);
        if (!ReadResponse(ref reader, json, answer) && answer.Failure is null)
            throw new MalformedAnswerException("the answer has no output");
        JsonWalk.LeaveDocument(ref reader);
        answer.Complete();
    }

    private static EventKind ReadKind(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType is not JsonTokenType.String)
        {
            reader.Skip();
            return EventKind.Other;
        }

        if (reader.ValueTextEquals("response.output_text.delta"u8)
            || reader.ValueTextEquals("response.function_call_arguments.delta"u8))
        {
            return EventKind.Answer;
        }

        if (reader.ValueTextEquals("response.reasoning_summary_text.delta"u8) || reader.ValueTextEquals("response.reasoning_text.delta"u8))
            return EventKind.Reasoning;
        if (reader.ValueTextEquals("response.refusal.delta"u8))
            return EventKind.Refusal;
        if (reader.ValueTextEquals("response.completed"u8) || reader.ValueTextEquals("response.incomplete"u8) || reader.ValueTextEquals("response.failed"u8))
            return EventKind.End;
        return reader.ValueTextEquals("error"u8) ? EventKind.Error : EventKind.Other;
    }

    private static void ReadDelta(EventKind kind, ref Utf8JsonReader delta, Answer answer)
    {
        if (kind is EventKind.Refusal)
            answer.Refuse("refusal");
        answer.AddText(ref delta, kind is EventKind.Reasoning ? Content.Reasoning : Content.Answer);
    }

    /// <summary>Reads the response that ends a stream. Its output has been streamed before, and is not counted again.</summary>
    private static void ReadEnd(ref Utf8JsonReader reader, ReadOnlySpan<byte> data, Answer answer)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        var rest = reader;
        rest.Skip();
        var json = data[start..(int)rest.BytesConsumed];
        var response = new Utf8JsonReader(json);
        ReadResponse(ref response, json, answer, isStreamed: true);
        answer.Complete();
    }

    /// <summary>Reads a response; true when it has a list of output.</summary>
    private static bool ReadResponse(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, Answer answer, bool isStreamed = false)
    {
        Utf8JsonReader status = default, incomplete = default;
        var hasOutput = false;
        var hasError = false;
        JsonWalk.EnterDocument(ref reader);
        while (JsonWalk.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("usage"u8))
            {
                ReadUsage(ref reader, answer);
            }
            else if (reader.ValueTextEquals("model"u8))
            {
                answer.NoteModel(ref reader);
            }
            else if (reader.ValueTextEquals("output"u8) && !isStreamed)
            {
                hasOutput |= ReadOutput(ref reader, answer);
            }
            else if (reader.ValueTextEquals("error"u8))
            {
                hasError |= JsonWalk.SkipsSomething(ref reader);
            }
            else
            {
                if (reader.ValueTextEquals("status"u8))
                    status = reader;
                else if (reader.ValueTextEquals("incomplete_details"u8))
                    incomplete = reader;
                reader.Skip();
            }
        }

        if (status.TokenType is JsonTokenType.PropertyName && status.Read())
            answer.Finish(ref status);
        if (incomplete.TokenType is JsonTokenType.PropertyName && JsonWalk.EntersObject(ref incomplete))
            ReadReason(ref incomplete, answer);
        if (hasError || answer.FinishReason == "failed")
            answer.Fail(ErrorBody.Parse(json).ToFailure());
        return hasOutput;
    }

    /// <summary>Why a response is incomplete says more than that it is.</summary>
    private static void ReadReason(ref Utf8JsonReader reader, Answer answer)
    {
        while (JsonWalk.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("reason"u8) && reader.Read())
                answer.Finish(ref reader);
            else
                reader.Skip();
        }
    }

    private static bool ReadOutput(ref Utf8JsonReader reader, Answer answer)
    {
        if (!JsonWalk.EntersArray(ref reader))
            return false;

        while (JsonWalk.NextItem(ref reader))
        {
            if (!JsonWalk.IsObject(ref reader))
                continue;
            while (JsonWalk.NextProperty(ref reader))
            {
                if (reader.ValueTextEquals("content"u8) || reader.ValueTextEquals("summary"u8))
                    ReadParts(ref reader, answer);
                else if (reader.ValueTextEquals("arguments"u8) && reader.Read())
                    answer.AddText(ref reader, Content.Answer);
                else
                    reader.Skip();
            }
        }

        return true;
    }

    private static void ReadParts(ref Utf8JsonReader reader, Answer answer)
    {
        if (!JsonWalk.EntersArray(ref reader))
            return;

        while (JsonWalk.NextItem(ref reader))
        {
            if (!JsonWalk.IsObject(ref reader))
                continue;
            while (JsonWalk.NextProperty(ref reader))
            {
                if (reader.ValueTextEquals("text"u8) && reader.Read())
                    answer.AddText(ref reader, Content.Answer);
                else if (reader.ValueTextEquals("refusal"u8) && reader.Read())
                    ReadDelta(EventKind.Refusal, ref reader, answer);
                else
                    reader.Skip();
            }
        }
    }

    private static void ReadUsage(ref Utf8JsonReader reader, Answer answer)
    {
        if (!JsonWalk.EntersObject(ref reader))
            return;

        long? input = null, cached = null, output = null, reasoning = null;
        while (JsonWalk.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("input_tokens"u8))
                input = JsonWalk.Count(ref reader);
            else if (reader.ValueTextEquals("output_tokens"u8))
                output = JsonWalk.Count(ref reader);
            else if (reader.ValueTextEquals("input_tokens_details"u8))
                cached = JsonWalk.CountIn(ref reader, "cached_tokens"u8);
            else if (reader.ValueTextEquals("output_tokens_details"u8))
                reasoning = JsonWalk.CountIn(ref reader, "reasoning_tokens"u8);
            else
                reader.Skip();
        }

        answer.Merge(new Usage(input, cached, output, reasoning, IsFinal: true));
    }

    private enum EventKind
    {
        Other,
        Answer,
        Reasoning,
        Refusal,
        End,
        Error,
    }
}
