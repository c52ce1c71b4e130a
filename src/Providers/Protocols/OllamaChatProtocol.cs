using System.Text.Json;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Providers.Errors;
using AkkaApiBench.Providers.Keys;
using AkkaApiBench.Providers.Streams;

namespace AkkaApiBench.Providers.Protocols;

/// <summary>Ollama's own chat: lines of JSON, the last of which is <c>done</c> and has the counts.</summary>
internal sealed class OllamaChatProtocol : IWireProtocol
{
    public Framing? Framing => Framing.JsonLines;

    public bool FinishReasonEnds => false;

    public string PathOf(string model, bool isStreamed) => "/api/chat";

    public IEnumerable<KeyValuePair<string, string>> Headers(ApiKey key) => Bearer.Headers(key);

    public byte[] Encode(string model, Workload workload, Dialect dialect) => JsonBody.Write(json =>
    {
        json.WriteString("model", model);
        JsonBody.WriteMessages(json, workload.Messages);
        // Here a stream is what comes when nothing is said.
        json.WriteBoolean("stream", workload.Stream);
        json.WriteStartObject("options");
        json.WriteNumber("num_predict", workload.MaxTokens);
        if (workload.Temperature is { } temperature)
            json.WriteNumber("temperature", temperature);
        json.WriteEndObject();
    });

    public void ReadEvent(ReadOnlySpan<byte> data, Answer answer) => ReadDocument(data, answer);

    public void ReadBody(ReadOnlySpan<byte> json, Answer answer)
    {
        if (!ReadDocument(json, answer) && answer.Failure is null)
            throw new MalformedAnswerException("the answer has no message");
        answer.Complete();
    }

    /// <summary>Reads a line or a whole answer, which have the same fields; true when there was a message.</summary>
    private static bool ReadDocument(ReadOnlySpan<byte> json, Answer answer)
    {
        var reader = new Utf8JsonReader(json);
        var isDone = false;
        var hasMessage = false;
        var hasError = false;
        long? input = null, output = null;
        JsonWalk.EnterDocument(ref reader);
        while (JsonWalk.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("message"u8))
                hasMessage |= ReadMessage(ref reader, answer);
            else if (reader.ValueTextEquals("model"u8))
                answer.NoteModel(ref reader);
            else if (reader.ValueTextEquals("done"u8))
                isDone = JsonWalk.IsTrue(ref reader);
            else if (reader.ValueTextEquals("done_reason"u8) && reader.Read())
                answer.Finish(ref reader);
            else if (reader.ValueTextEquals("prompt_eval_count"u8))
                input = JsonWalk.Count(ref reader);
            else if (reader.ValueTextEquals("eval_count"u8))
                output = JsonWalk.Count(ref reader);
            else if (reader.ValueTextEquals("error"u8))
                hasError |= JsonWalk.SkipsSomething(ref reader);
            else
                reader.Skip();
        }

        JsonWalk.LeaveDocument(ref reader);
        if (hasError)
            answer.Fail(ErrorBody.Parse(json).ToFailure());
        if (!isDone)
            return hasMessage;

        answer.Merge(new Usage(input, Cached: null, output, Reasoning: null, IsFinal: true));
        answer.Complete();
        return hasMessage;
    }

    private static bool ReadMessage(ref Utf8JsonReader reader, Answer answer)
    {
        if (!JsonWalk.EntersObject(ref reader))
            return false;

        while (JsonWalk.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("content"u8) && reader.Read())
                answer.AddText(ref reader, Content.Answer);
            else if (reader.ValueTextEquals("thinking"u8) && reader.Read())
                answer.AddText(ref reader, Content.Reasoning);
            else
                reader.Skip();
        }

        return true;
    }
}
