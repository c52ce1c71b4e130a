using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Providers.Keys;
using AkkaApiBench.Providers.Streams;

namespace AkkaApiBench.Providers.Protocols;

/// <summary>OpenAI's completions of a plain text, without a chat template: the messages' texts are the prompt.</summary>
internal sealed class OpenAiCompletionsProtocol : IWireProtocol
{
    public Framing? Framing => Framing.ServerSentEvents;

    public bool FinishReasonEnds => true;

    public string Operation => "text_completion";

    public string PathOf(string model, bool isStreamed) => "/completions";

    public IEnumerable<KeyValuePair<string, string>> Headers(ApiKey key) => Bearer.Headers(key);

    public byte[] Encode(string model, Workload workload, Dialect dialect) => JsonBody.Write(json =>
    {
        json.WriteString("model", model);
        json.WriteString("prompt", JsonBody.TextOf(workload.Messages));
        OpenAiCompletion.WriteOptions(json, workload, "max_tokens", dialect.AsksForUsage);
    });

    public void ReadEvent(ReadOnlySpan<byte> data, Answer answer) => OpenAiCompletion.ReadEvent(data, answer);

    public void ReadBody(ReadOnlySpan<byte> json, Answer answer) => OpenAiCompletion.ReadBody(json, answer);
}
