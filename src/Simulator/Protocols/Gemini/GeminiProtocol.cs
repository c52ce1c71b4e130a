using System.Text.Json;
using AkkaApiBench.Simulator.Behaviour;
using AkkaApiBench.Simulator.Limits;
using AkkaApiBench.Simulator.Profiles;

namespace AkkaApiBench.Simulator.Protocols.Gemini;

/// <summary>Gemini's generateContent and streamGenerateContent.</summary>
internal sealed class GeminiProtocol : IProtocol
{
    private static readonly string[] Roles = ["user", "model"];
    private static readonly string[] Methods = ["generateContent", "streamGenerateContent"];

    public WireProtocol Kind => WireProtocol.Gemini;

    public string BasePath => "/v1beta";

    public string Path => "/v1beta/models/{model}:{method}";

    public string ModelsPath => "/v1beta/models";

    public string StreamType => "text/event-stream";

    public string KeyOf(HttpRequest request)
    {
        var key = request.Headers["x-goog-api-key"].ToString().Trim();
        return key.Length > 0 ? key : request.Query["key"].ToString();
    }

    public ChatRequest Read(HttpRequest request, JsonElement body)
    {
        var model = (string)request.RouteValues["model"]!;
        var isStreamed = (string)request.RouteValues["method"]! switch
        {
            "generateContent" => false,
            "streamGenerateContent" => true,
            var other => throw new RefusedException(new ApiError(ApiErrorKind.NotFound, $"models/{model} has no method '{other}' here.")),
        };
        if (isStreamed && request.Query["alt"] != "sse")
            throw new RefusedException(ApiError.BadRequest("Invalid 'alt': only streams with alt=sse are simulated.", "alt"));

        var tokens = RequestBody.MessageTokens(body, Roles, "contents", "parts");
        if (body.Field("systemInstruction") is { ValueKind: JsonValueKind.Object } system && system.Field("parts") is { } parts)
            tokens += RequestBody.ContentTokens(parts, "systemInstruction.parts", hasTypes: false);
        if (body.Field("generationConfig") is not { } config)
            return new ChatRequest(model, tokens) { Stream = isStreamed, IncludeUsage = true };
        if (config.ValueKind is not JsonValueKind.Object)
            throw new RefusedException(ApiError.BadRequest("Invalid 'generationConfig': an object is expected.", "generationConfig"));
        RequestBody.CheckRange(config, "temperature", 0, 2);
        return new ChatRequest(model, tokens) { MaxTokens = RequestBody.Count(config, "maxOutputTokens"), Stream = isStreamed, IncludeUsage = true };
    }

    public int StatusOf(ApiErrorKind kind) => kind switch
    {
        // A key that is wrong is an argument that is.
        ApiErrorKind.BadRequest or ApiErrorKind.Authentication or ApiErrorKind.TooLarge => StatusCodes.Status400BadRequest,
        ApiErrorKind.NotFound => StatusCodes.Status404NotFound,
        ApiErrorKind.MethodNotAllowed => StatusCodes.Status405MethodNotAllowed,
        ApiErrorKind.RateLimited => StatusCodes.Status429TooManyRequests,
        ApiErrorKind.Overloaded => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    public string BodyOf(ApiError error, string requestId) => BodyOf(error);

    public void AddHeaders(IHeaderDictionary headers, string requestId)
    {
    }

    public void AddLimitHeaders(IHeaderDictionary headers, in Admission admission, DateTimeOffset now)
    {
    }

    public string ModelsOf(IEnumerable<Profile> profiles) => JsonSerializer.Serialize(new
    {
        models = profiles.SelectMany(profile => profile.Models).Select(model => new
        {
            name = $"models/{model}",
            displayName = model,
            supportedGenerationMethods = Methods,
        }),
    });

    public IAnswerWriter Write(Answer answer) => new GeminiAnswerWriter(answer, BodyOf(ApiError.Overloaded));

    private string BodyOf(ApiError error) => JsonSerializer.Serialize(new
    {
        error = new
        {
            code = StatusOf(error.Kind),
            message = error.Message,
            status = error.Kind switch
            {
                ApiErrorKind.NotFound or ApiErrorKind.MethodNotAllowed => "NOT_FOUND",
                ApiErrorKind.RateLimited => "RESOURCE_EXHAUSTED",
                ApiErrorKind.Overloaded => "UNAVAILABLE",
                ApiErrorKind.ServerError => "INTERNAL",
                _ => "INVALID_ARGUMENT",
            },
            details = DetailsOf(error),
        },
    });

    private static object[] DetailsOf(ApiError error) => error switch
    {
        { Kind: ApiErrorKind.Authentication } =>
            [new Dictionary<string, string> { ["@type"] = "type.googleapis.com/google.rpc.ErrorInfo", ["reason"] = "API_KEY_INVALID", ["domain"] = "googleapis.com" }],
        { RetryAfter: { } wait } =>
            [new Dictionary<string, string> { ["@type"] = "type.googleapis.com/google.rpc.RetryInfo", ["retryDelay"] = FormattableString.Invariant($"{wait.TotalSeconds:0.###}s") }],
        _ => [],
    };
}
