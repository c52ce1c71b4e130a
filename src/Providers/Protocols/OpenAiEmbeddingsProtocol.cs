using System.Text.Json;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Providers.Errors;
using AkkaApiBench.Providers.Keys;
using AkkaApiBench.Providers.Streams;

namespace AkkaApiBench.Providers.Protocols;

/// <summary>OpenAI's embeddings: one vector for the messages' texts, never streamed, without output tokens.</summary>
internal sealed class OpenAiEmbeddingsProtocol : IWireProtocol
{
    public Framing? Framing => null;

    public bool FinishReasonEnds => false;

    public string Operation => "embeddings";

    public string PathOf(string model, bool isStreamed) => "/embeddings";

    public IEnumerable<KeyValuePair<string, string>> Headers(ApiKey key) => Bearer.Headers(key);

    public byte[] Encode(string model, Workload workload, Dialect dialect) => JsonBody.Write(json =>
    {
        json.WriteString("model", model);
        json.WriteString("input", JsonBody.TextOf(workload.Messages));
    });

    public void ReadEvent(ReadOnlySpan<byte> data, Answer answer) => throw new NotSupportedException("embeddings are not streamed");

    public void ReadBody(ReadOnlySpan<byte> json, Answer answer)
    {
        var reader = new Utf8JsonReader(json);
        var hasVector = false;
        var hasError = false;
        JsonWalk.EnterDocument(ref reader);
        while (JsonWalk.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("data"u8))
                hasVector = ReadData(ref reader);
            else if (reader.ValueTextEquals("usage"u8))
                ReadUsage(ref reader, answer);
            else if (reader.ValueTextEquals("model"u8))
                answer.NoteModel(ref reader);
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
        else if (!hasVector)
            throw new MalformedAnswerException("the answer has no data with an embedding");
        answer.Complete();
    }

    /// <summary>True when there is a vector: numbers, or their bytes in base64.</summary>
    private static bool ReadData(ref Utf8JsonReader reader)
    {
        var hasVector = false;
        if (!JsonWalk.EntersArray(ref reader))
            return hasVector;

        while (JsonWalk.NextItem(ref reader))
        {
            if (!JsonWalk.IsObject(ref reader))
                continue;
            while (JsonWalk.NextProperty(ref reader))
            {
                if (reader.ValueTextEquals("embedding"u8))
                    hasVector |= JsonWalk.SkipsSomething(ref reader);
                else
                    reader.Skip();
            }
        }

        return hasVector;
    }

    private static void ReadUsage(ref Utf8JsonReader reader, Answer answer)
    {
        if (!JsonWalk.EntersObject(ref reader))
            return;

        long? input = null, total = null;
        while (JsonWalk.NextProperty(ref reader))
        {
            if (reader.ValueTextEquals("prompt_tokens"u8))
                input = JsonWalk.Count(ref reader);
            else if (reader.ValueTextEquals("total_tokens"u8))
                total = JsonWalk.Count(ref reader);
            else
                reader.Skip();
        }

        answer.Merge(new Usage(input ?? total, Cached: null, Output: 0, Reasoning: null, IsFinal: true));
    }
}
