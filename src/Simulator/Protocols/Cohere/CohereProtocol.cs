using System.Text.Json;
using AkkaApiBench.Simulator.Behaviour;
using AkkaApiBench.Simulator.Limits;
using AkkaApiBench.Simulator.Profiles;

namespace AkkaApiBench.Simulator.Protocols.Cohere;

/// <summary>Cohere's chat, version 2.</summary>
internal sealed class CohereProtocol : IProtocol
{
    private static readonly string[] Roles = ["system", "user", "assistant", "tool"];
    private static readonly string[] Endpoints = ["chat"];

    public WireProtocol Kind => WireProtocol.Cohere;

    public string BasePath => "/v2";

    public string Path => "/v2/chat";

    public string ModelsPath => "/v1/models";

    public string StreamType => "text/event-stream";

    public string KeyOf(HttpRequest request) => Bearer.KeyOf(request);

    public ChatRequest Read(HttpRequest request, JsonElement body)
    {
        var model = RequestBody.Model(body);
        var tokens = RequestBody.MessageTokens(body, Roles);
        RequestBody.CheckRange(body, "temperature", 0, 1);
        return new ChatRequest(model, tokens)
        {
            MaxTokens = RequestBody.Count(body, "max_tokens"),
            Stream = RequestBody.Flag(body, "stream"),
            IncludeUsage = true,
        };
    }

    public int StatusOf(ApiErrorKind kind) => kind switch
    {
        ApiErrorKind.BadRequest => StatusCodes.Status400BadRequest,
        ApiErrorKind.Authentication => StatusCodes.Status401Unauthorized,
        ApiErrorKind.NotFound => StatusCodes.Status404NotFound,
        ApiErrorKind.MethodNotAllowed => StatusCodes.Status405MethodNotAllowed,
        ApiErrorKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        ApiErrorKind.RateLimited => StatusCodes.Status429TooManyRequests,
        ApiErrorKind.Overloaded => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    public string BodyOf(ApiError error, string requestId) => JsonSerializer.Serialize(new { id = requestId, message = error.Message });

    public void AddHeaders(IHeaderDictionary headers, string requestId) => headers["x-debug-trace-id"] = requestId;

    public void AddLimitHeaders(IHeaderDictionary headers, in Admission admission, DateTimeOffset now)
    {
    }

    public string ModelsOf(IEnumerable<Profile> profiles) => JsonSerializer.Serialize(new
    {
        models = profiles.SelectMany(profile => profile.Models).Select(model => new { name = model, endpoints = Endpoints }),
    });

    public IAnswerWriter Write(Answer answer) => new CohereAnswerWriter(answer);
}
