using System.Text.Json;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Providers.Errors;

namespace AkkaApiBench.Providers.Protocols;

/// <summary>What OpenAI's chat completions and text completions have in common: options, choices, usage and the end of a stream.</summary>
internal static class OpenAiCompletion
{
    /// <summary>Writes what bounds and shapes the answer.</summary>
    public static void WriteOptions(Utf8JsonWriter json, Workload workload, string maxTokensField, bool asksForUsage)
    {
        json.WriteNumber(maxTokensField, workload.MaxTokens);
        if (workload.Temperature is { } temperature)
            json.WriteNumber("temperature", temperature);
        if (!workload.Stream)
            return;

        json.WriteBoolean("stream", true);
        if (asksForUsage)
        {
            json.WriteStartObject("stream_options");
            json.WriteBoolean("include_usage", true);
            json.WriteEndObject();
        }
    }

    /// <summary>Reads one event of a stream.</summary>
    public static void ReadEvent(ReadOnlySpan<byte> data, Answer answer)
    {
        var trimmed = data.Trim((byte)' ');
        if (trimmed.IsEmpty)
            return;
        if (trimmed.SequenceEqual("[DONE]"u8))
            answer.Complete();
        else
            ReadDocument(data, answer);
    }

    /// <summary>Reads a whole completion.</summary>
    public static void ReadBody(ReadOnlySpan<byte> json, Answer answer)
    {
        if (!ReadDocument(json, answer) && answer.Failure is null)
            throw new MalformedAnswerException("the answer has no choices with a message or a text");
        answer.Complete();
    }

    /// <summary>Reads a chunk or a whole completion, which have the same fields; true when there was a delta, a message or a text.</summary>
    private static bool ReadDocument(ReadOnlySpan<byte> json, Answer answer)
    {
        var reader = new Utf8JsonReader(json);
        var hasMessage = false;
        var hasError = false;
        JsonWalk.EnterDocument(ref reader);
        while (JsonWalk.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("choices"u8))
                hasMessage |= ReadChoices(ref reader, answer, ref hasError);
            else if (reader.ValueTextEquals("usage"u8))
                ReadUsage(ref reader, answer);
            else if (reader.ValueTextEquals("model"u8))
                answer.NoteModel(ref reader);
            else if (reader.ValueTextEquals("x_groq"u8))
                ReadGroq(ref reader, answer);
            else if (reader.ValueTextEquals("error"u8))
                hasError |= JsonWalk.SkipsSomething(ref reader);
            else if (reader.ValueTextEquals("object"u8))
                hasError |= JsonWalk.IsText(ref reader, "error"u8);
            else
                reader.Skip();
        }

        JsonWalk.LeaveDocument(ref reader);
        if (hasError)
            answer.Fail(ErrorBody.Parse(json).ToFailure());
        return hasMessage;
    }

    private static bool ReadChoices(ref Utf8JsonReader reader, Answer answer, ref bool hasError)
    {
        var hasMessage = false;
        if (!JsonWalk.EntersArray(ref reader))
            return hasMessage;

        while (JsonWalk.NextItem(ref reader))
        {
            if (!JsonWalk.IsObject(ref reader))
                continue;
            while (JsonWalk.NextProperty(ref reader))
            {
                if (reader.ValueTextEquals("delta"u8) || reader.ValueTextEquals("message"u8))
                    hasMessage |= ReadMessage(ref reader, answer);
                else if (reader.ValueTextEquals("text"u8))
                    hasMessage |= ReadTextOf(ref reader, answer);
                else if (reader.ValueTextEquals("finish_reason"u8) && reader.Read())
                    answer.Finish(ref reader);
                else if (reader.ValueTextEquals("error"u8))
                    hasError |= JsonWalk.SkipsSomething(ref reader);
                else
                    reader.Skip();
            }
        }

        return hasMessage;
    }

    /// <summary>Reads the text of a text completion; true when there is one, be it empty.</summary>
    private static bool ReadTextOf(ref Utf8JsonReader reader, Answer answer)
    {
        reader.Read();
        var isText = reader.TokenType is JsonTokenType.String;
        answer.AddText(ref reader, Content.Answer);
        return isText;
    }

    private static bool ReadMessage(ref Utf8JsonReader reader, Answer answer)
    {
        if (!JsonWalk.EntersObject(ref reader))
            return false;

        while (JsonWalk.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("content"u8))
                ReadText(ref reader, answer, Content.Answer);
            else if (reader.ValueTextEquals("reasoning_content"u8) || reader.ValueTextEquals("reasoning"u8))
                ReadText(ref reader, answer, Content.Reasoning);
            else if (reader.ValueTextEquals("tool_calls"u8))
                ReadToolCalls(ref reader, answer);
            else if (reader.ValueTextEquals("refusal"u8))
                ReadRefusal(ref reader, answer);
            else
                reader.Skip();
        }

        return true;
    }

    /// <summary>Text is a string, or with some vendors a list of parts, those of reasoning nested in <c>thinking</c>.</summary>
    private static void ReadText(ref Utf8JsonReader reader, Answer answer, Content content)
    {
        reader.Read();
        if (reader.TokenType is not JsonTokenType.StartArray)
        {
            answer.AddText(ref reader, content);
            return;
        }

        while (JsonWalk.NextItem(ref reader))
        {
            if (!JsonWalk.IsObject(ref reader))
                continue;
            while (JsonWalk.NextProperty(ref reader))
            {
                if (reader.ValueTextEquals("text"u8))
                    ReadText(ref reader, answer, content);
                else if (reader.ValueTextEquals("thinking"u8))
                    ReadText(ref reader, answer, Content.Reasoning);
                else
                    reader.Skip();
            }
        }
    }

    private static void ReadToolCalls(ref Utf8JsonReader reader, Answer answer)
    {
        if (!JsonWalk.EntersArray(ref reader))
            return;

        while (JsonWalk.NextItem(ref reader))
        {
            if (!JsonWalk.IsObject(ref reader))
                continue;
            while (JsonWalk.NextProperty(ref reader))
            {
                if (reader.ValueTextEquals("function"u8) && JsonWalk.EntersObject(ref reader))
                    ReadFunction(ref reader, answer);
                else
                    reader.Skip();
            }
        }
    }

    private static void ReadFunction(ref Utf8JsonReader reader, Answer answer)
    {
        while (JsonWalk.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("arguments"u8) && reader.Read())
                answer.AddText(ref reader, Content.Answer);
            else
                reader.Skip();
        }
    }

    private static void ReadRefusal(ref Utf8JsonReader reader, Answer answer)
    {
        reader.Read();
        if (reader.TokenType is JsonTokenType.String && !reader.ValueSpan.IsEmpty)
            answer.Refuse("refusal");
        answer.AddText(ref reader, Content.Answer);
    }

    private static void ReadGroq(ref Utf8JsonReader reader, Answer answer)
    {
        if (!JsonWalk.EntersObject(ref reader))
            return;

        while (JsonWalk.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("usage"u8))
                ReadUsage(ref reader, answer);
            else
                reader.Skip();
        }
    }

    private static void ReadUsage(ref Utf8JsonReader reader, Answer answer)
    {
        if (!JsonWalk.EntersObject(ref reader))
            return;

        long? input = null, output = null, total = null, cached = null, reasoning = null;
        while (JsonWalk.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("prompt_tokens"u8))
                input = JsonWalk.Count(ref reader);
            else if (reader.ValueTextEquals("completion_tokens"u8))
                output = JsonWalk.Count(ref reader);
            else if (reader.ValueTextEquals("total_tokens"u8))
                total = JsonWalk.Count(ref reader);
            else if (reader.ValueTextEquals("prompt_cache_hit_tokens"u8))
                cached = JsonWalk.Count(ref reader) ?? cached;
            else if (reader.ValueTextEquals("prompt_tokens_details"u8))
                cached = JsonWalk.CountIn(ref reader, "cached_tokens"u8) ?? cached;
            else if (reader.ValueTextEquals("completion_tokens_details"u8))
                reasoning = JsonWalk.CountIn(ref reader, "reasoning_tokens"u8);
            else
                reader.Skip();
        }

        // Some vendors count reasoning beside the completion, not within it; the total tells which.
        if (reasoning > 0 && total == input + output + reasoning)
            output += reasoning;
        answer.Merge(new Usage(input, cached, output, reasoning, IsFinal: true));
    }
}
