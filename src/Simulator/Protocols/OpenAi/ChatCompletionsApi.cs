using System.Text.Json;
using AkkaApiBench.Simulator.Behaviour;

namespace AkkaApiBench.Simulator.Protocols.OpenAi;

/// <summary>OpenAI's chat completions.</summary>
internal sealed class ChatCompletionsApi : OpenAiApi
{
    private static readonly string[] Roles = ["developer", "system", "user", "assistant", "tool", "function"];

    public override string Path => "/v1/chat/completions";

    public override ChatRequest Read(HttpRequest request, JsonElement body)
    {
        var model = RequestBody.Model(body);
        var tokens = RequestBody.MessageTokens(body, Roles);
        var (stream, includeUsage) = ReadStreaming(body);
        return new ChatRequest(model, tokens)
        {
            MaxTokens = Smaller(RequestBody.Count(body, "max_completion_tokens"), RequestBody.Count(body, "max_tokens")),
            Stream = stream,
            IncludeUsage = includeUsage,
        };
    }

    public override IAnswerWriter Write(Answer answer) => new ChatCompletionsWriter(answer);

    private static int? Smaller(int? one, int? other) => one is null || other < one ? other : one;
}
