using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Providers.Keys;
using AkkaApiBench.Providers.Streams;

namespace AkkaApiBench.Providers.Protocols;

/// <summary>OpenAI's chat completions, which most vendors and servers speak.</summary>
internal sealed class OpenAiChatProtocol : IWireProtocol
{
    public Framing? Framing => Framing.ServerSentEvents;

    public bool FinishReasonEnds => true;

    public string PathOf(string model, bool isStreamed) => "/chat/completions";

    public IEnumerable<KeyValuePair<string, string>> Headers(ApiKey key) => Bearer.Headers(key);

    public byte[] Encode(string model, Workload workload, Dialect dialect) => JsonBody.Write(json =>
    {
        json.WriteString("model", model);
        JsonBody.WriteMessages(json, workload.Messages);
        OpenAiCompletion.WriteOptions(json, workload, dialect.MaxTokensField, dialect.AsksForUsage);
    });

    public void ReadEvent(ReadOnlySpan<byte> data, Answer answer) => OpenAiCompletion.ReadEvent(data, answer);

    public void ReadBody(ReadOnlySpan<byte> json, Answer answer) => OpenAiCompletion.ReadBody(json, answer);
}
