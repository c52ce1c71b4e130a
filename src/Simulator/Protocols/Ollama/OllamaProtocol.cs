using System.Text.Json;
using AkkaApiBench.Simulator.Behaviour;
using AkkaApiBench.Simulator.Limits;
using AkkaApiBench.Simulator.Profiles;

namespace AkkaApiBench.Simulator.Protocols.Ollama;

/// <summary>Ollama's own chat.</summary>
internal sealed class OllamaProtocol : IProtocol
{
    private static readonly string[] Roles = ["system", "user", "assistant", "tool"];

    public WireProtocol Kind => WireProtocol.Ollama;

    public string BasePath => "";

    public string Path => "/api/chat";

    public string ModelsPath => "/api/tags";

    public string StreamType => "application/x-ndjson";

    public string KeyOf(HttpRequest request) => Bearer.KeyOf(request);

    public ChatRequest Read(HttpRequest request, JsonElement body)
    {
        var model = RequestBody.Model(body);
        var tokens = RequestBody.MessageTokens(body, Roles);
        var answer = new ChatRequest(model, tokens)
        {
            // Here a stream is what comes when nothing is said.
            Stream = body.Field("stream") is null || RequestBody.Flag(body, "stream"),
            IncludeUsage = true,
        };
        if (body.Field("options") is not { } options)
            return answer;
        if (options.ValueKind is not JsonValueKind.Object)
            throw new RefusedException(ApiError.BadRequest("invalid options: an object is expected", "options"));
        return answer with { MaxTokens = RequestBody.Count(options, "num_predict") };
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

    public string BodyOf(ApiError error, string requestId) => BodyOf(error);

    public static string BodyOf(ApiError error) => JsonSerializer.Serialize(new { error = error.Message });

    public void AddHeaders(IHeaderDictionary headers, string requestId)
    {
    }

    public void AddLimitHeaders(IHeaderDictionary headers, in Admission admission, DateTimeOffset now)
    {
    }

    public string ModelsOf(IEnumerable<Profile> profiles) => JsonSerializer.Serialize(new
    {
        models = profiles.SelectMany(profile => profile.Models).Select(model => new { name = model, model }),
    });

    public IAnswerWriter Write(Answer answer) => new OllamaAnswerWriter(answer);
}
