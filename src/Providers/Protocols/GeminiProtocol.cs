using System.Text.Json;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Providers.Errors;
using AkkaApiBench.Providers.Keys;
using AkkaApiBench.Providers.Streams;

namespace AkkaApiBench.Providers.Protocols;

/// <summary>
/// Gemini's generateContent. The model and whether to stream stand in the address. Every event of a stream has usage so
/// far and may have a finish reason; only the end of the body tells which was the last.
/// </summary>
internal sealed class GeminiProtocol : IWireProtocol
{
    public Framing? Framing => Framing.ServerSentEvents;

    public bool FinishReasonEnds => true;

    public string Operation => "generate_content";

    public string PathOf(string model, bool isStreamed)
    {
        // A model's full name, such as tunedModels/NAME, has a slash.
        var name = model.Contains('/', StringComparison.Ordinal) ? model : $"models/{Uri.EscapeDataString(model)}";
        return $"/{name}:{(isStreamed ? "streamGenerateContent?alt=sse" : "generateContent")}";
    }

    public IEnumerable<KeyValuePair<string, string>> Headers(ApiKey key) => key.IsNone ? [] : [new("x-goog-api-key", key.Reveal())];

    public byte[] Encode(string model, Workload workload, Dialect dialect) => JsonBody.Write(json =>
    {
        var system = workload.Messages.Where(JsonBody.IsSystem).ToList();
        if (system.Count > 0)
        {
            json.WriteStartObject("systemInstruction");
            WriteParts(json, system);
            json.WriteEndObject();
        }

        json.WriteStartArray("contents");
        foreach (var message in workload.Messages.Where(message => !JsonBody.IsSystem(message)))
        {
            json.WriteStartObject();
            json.WriteString("role", message.Role == "assistant" ? "model" : message.Role);
            WriteParts(json, [message]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("generationConfig");
        json.WriteNumber("maxOutputTokens", workload.MaxTokens);
        if (workload.Temperature is { } temperature)
            json.WriteNumber("temperature", temperature);
        json.WriteEndObject();
    });

    public void ReadEvent(ReadOnlySpan<byte> data, Answer answer)
    {
        if (!data.Trim((byte)' ').IsEmpty)
            ReadDocument(data, answer);
    }

    public void ReadBody(ReadOnlySpan<byte> json, Answer answer)
    {
        if (!ReadDocument(json, answer) && answer.Failure is null && answer.Filtered is null)
            throw new MalformedAnswerException("the answer has no candidates");
        answer.Complete();
    }

    private static void WriteParts(Utf8JsonWriter json, IEnumerable<Message> messages)
    {
        json.WriteStartArray("parts");
        foreach (var message in messages)
        {
            json.WriteStartObject();
            json.WriteString("text", message.Content);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Reads an event or a whole answer, which have the same fields; true when there was a candidate.</summary>
    private static bool ReadDocument(ReadOnlySpan<byte> json, Answer answer)
    {
        var reader = new Utf8JsonReader(json);
        Utf8JsonReader usage = default;
        var hasCandidate = false;
        var hasError = false;
        JsonWalk.EnterDocument(ref reader);
        while (JsonWalk.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("candidates"u8))
            {
                hasCandidate |= ReadCandidates(ref reader, answer);
            }
            else if (reader.ValueTextEquals("promptFeedback"u8))
            {
                ReadFeedback(ref reader, answer);
            }
            else if (reader.ValueTextEquals("modelVersion"u8))
            {
                answer.NoteModel(ref reader);
            }
            else if (reader.ValueTextEquals("error"u8))
            {
                hasError |= JsonWalk.SkipsSomething(ref reader);
            }
            else
            {
                if (reader.ValueTextEquals("usageMetadata"u8))
                    usage = reader;
                reader.Skip();
            }
        }

        JsonWalk.LeaveDocument(ref reader);
        if (usage.TokenType is JsonTokenType.PropertyName)
            ReadUsage(ref usage, answer);
        if (hasError)
            answer.Fail(ErrorBody.Parse(json).ToFailure());
        return hasCandidate;
    }

    private static bool ReadCandidates(ref Utf8JsonReader reader, Answer answer)
    {
        var hasCandidate = false;
        if (!JsonWalk.EntersArray(ref reader))
            return hasCandidate;

        while (JsonWalk.NextItem(ref reader))
        {
            if (!JsonWalk.IsObject(ref reader))
                continue;
            hasCandidate = true;
            while (JsonWalk.NextProperty(ref reader))
            {
                if (reader.ValueTextEquals("content"u8))
                    ReadContent(ref reader, answer);
                else if (reader.ValueTextEquals("finishReason"u8) && reader.Read())
                    answer.Finish(ref reader);
                else
                    reader.Skip();
            }
        }

        return hasCandidate;
    }

    private static void ReadContent(ref Utf8JsonReader reader, Answer answer)
    {
        if (!JsonWalk.EntersObject(ref reader))
            return;

        while (JsonWalk.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("parts"u8))
                ReadParts(ref reader, answer);
            else
                reader.Skip();
        }
    }

    private static void ReadParts(ref Utf8JsonReader reader, Answer answer)
    {
        if (!JsonWalk.EntersArray(ref reader))
            return;

        while (JsonWalk.NextItem(ref reader))
        {
            if (JsonWalk.IsObject(ref reader))
                ReadPart(ref reader, answer);
        }
    }

    /// <summary>Reads a part, whose text is reasoning when <c>thought</c> says so, be it after the text.</summary>
    private static void ReadPart(ref Utf8JsonReader reader, Answer answer)
    {
        Utf8JsonReader text = default;
        var isThought = false;
        while (JsonWalk.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("thought"u8) && reader.Read())
                isThought = reader.TokenType is JsonTokenType.True;
            else if (reader.ValueTextEquals("text"u8))
                text = reader;
            reader.Skip();
        }

        if (text.TokenType is JsonTokenType.PropertyName && text.Read())
            answer.AddText(ref text, isThought ? Content.Reasoning : Content.Answer);
    }

    /// <summary>Reads what was thought of the prompt: when it is blocked there is no candidate.</summary>
    private static void ReadFeedback(ref Utf8JsonReader reader, Answer answer)
    {
        if (!JsonWalk.EntersObject(ref reader))
            return;

        while (JsonWalk.NextProperty(ref reader))
        {
            var isReason = reader.ValueTextEquals("blockReason"u8) && reader.Read();
            if (isReason && reader.TokenType is JsonTokenType.String)
                answer.Refuse(FinishReasons.Read(ref reader));
            else
                reader.Skip();
        }
    }

    private static void ReadUsage(ref Utf8JsonReader reader, Answer answer)
    {
        if (!JsonWalk.EntersObject(ref reader))
            return;

        long? input = null, cached = null, candidates = null, thoughts = null;
        while (JsonWalk.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("promptTokenCount"u8))
                input = JsonWalk.Count(ref reader);
            else if (reader.ValueTextEquals("cachedContentTokenCount"u8))
                cached = JsonWalk.Count(ref reader);
            else if (reader.ValueTextEquals("candidatesTokenCount"u8))
                candidates = JsonWalk.Count(ref reader);
            else if (reader.ValueTextEquals("thoughtsTokenCount"u8))
                thoughts = JsonWalk.Count(ref reader);
            else
                reader.Skip();
        }

        // Thoughts are counted beside the candidates. A count of zero is left out, so only at the end is none there zero.
        var isFinal = answer.FinishReason is not null || answer.Filtered is not null;
        long? output = candidates is null && thoughts is null && !isFinal ? null : (candidates ?? 0) + (thoughts ?? 0);
        answer.Merge(new Usage(input, cached, output, thoughts, isFinal));
    }
}
