using System.Text.Json;
using AkkaApiBench.Simulator.Behaviour;

namespace AkkaApiBench.Simulator.Protocols.OpenAi;

/// <summary>OpenAI's responses.</summary>
internal sealed class ResponsesApi : OpenAiApi
{
    private static readonly string[] Roles = ["developer", "system", "user", "assistant"];

    public override string Path => "/v1/responses";

    public override ChatRequest Read(HttpRequest request, JsonElement body)
    {
        var model = RequestBody.Model(body);
        var tokens = body.Field("input") is { ValueKind: JsonValueKind.String } text
            ? RequestBody.ContentTokens(text, "input") : RequestBody.MessageTokens(body, Roles, "input");
        if (body.Field("instructions") is { } instructions)
            tokens += RequestBody.ContentTokens(instructions, "instructions");
        RequestBody.CheckRange(body, "temperature", 0, 2);
        RequestBody.CheckRange(body, "top_p", 0, 1);
        return new ChatRequest(model, tokens)
        {
            MaxTokens = RequestBody.Count(body, "max_output_tokens"),
            Stream = RequestBody.Flag(body, "stream"),
            IncludeUsage = true,
        };
    }

    public override IAnswerWriter Write(Answer answer) => new ResponsesWriter(answer);
}
