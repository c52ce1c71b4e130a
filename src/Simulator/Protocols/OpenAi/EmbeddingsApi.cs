using System.Text.Json;
using AkkaApiBench.Simulator.Behaviour;

namespace AkkaApiBench.Simulator.Protocols.OpenAi;

/// <summary>OpenAI's embeddings.</summary>
internal sealed class EmbeddingsApi : OpenAiApi
{
    private const int DefaultDimensions = 1536;
    private const int MaxDimensions = 8192;

    public override string Path => "/v1/embeddings";

    public override ChatRequest Read(HttpRequest request, JsonElement body)
    {
        var model = RequestBody.Model(body);
        var (inputs, tokens) = RequestBody.Texts(body, "input");
        RequestBody.CheckRange(body, "dimensions", 1, MaxDimensions);
        var isBase64 = body.Field("encoding_format") switch
        {
            null => false,
            { ValueKind: JsonValueKind.String } format when format.ValueEquals("float"u8) => false,
            { ValueKind: JsonValueKind.String } format when format.ValueEquals("base64"u8) => true,
            _ => throw new RefusedException(ApiError.BadRequest("Invalid 'encoding_format': 'float' or 'base64' is expected.", "encoding_format")),
        };
        return new ChatRequest(model, tokens)
        {
            Embedding = new EmbeddingRequest(inputs, RequestBody.Count(body, "dimensions") ?? DefaultDimensions, isBase64),
        };
    }

    public override IAnswerWriter Write(Answer answer) => new EmbeddingsWriter(answer);
}
