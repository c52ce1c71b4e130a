using System.Text.Json;
using AkkaApiBench.Simulator.Behaviour;

namespace AkkaApiBench.Simulator.Protocols.OpenAi;

/// <summary>OpenAI's completions of a plain text.</summary>
internal sealed class TextCompletionsApi : OpenAiApi
{
    private const int DefaultMaxTokens = 16;

    public override string Path => "/v1/completions";

    public override ChatRequest Read(HttpRequest request, JsonElement body)
    {
        var model = RequestBody.Model(body);
        var (prompts, tokens) = RequestBody.Texts(body, "prompt");
        if (prompts != 1)
            throw new RefusedException(ApiError.BadRequest("Invalid 'prompt': one prompt a request is what is simulated.", "prompt"));
        var (stream, includeUsage) = ReadStreaming(body);
        return new ChatRequest(model, tokens)
        {
            MaxTokens = RequestBody.Count(body, "max_tokens") ?? DefaultMaxTokens,
            Stream = stream,
            IncludeUsage = includeUsage,
            IsPlain = true,
        };
    }

    public override IAnswerWriter Write(Answer answer) => new TextCompletionsWriter(answer);
}
