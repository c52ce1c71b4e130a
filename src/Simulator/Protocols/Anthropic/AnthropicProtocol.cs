using System.Globalization;
using System.Text.Json;
using AkkaApiBench.Simulator.Behaviour;
using AkkaApiBench.Simulator.Limits;
using AkkaApiBench.Simulator.Profiles;

namespace AkkaApiBench.Simulator.Protocols.Anthropic;

/// <summary>Anthropic's messages.</summary>
internal sealed class AnthropicProtocol : IProtocol
{
    /// <summary>The header that every request must have; also what tells this protocol from others.</summary>
    public const string VersionHeader = "anthropic-version";

    private const int StatusOverloaded = 529;

    private static readonly string[] Roles = ["user", "assistant", "system"];

    public WireProtocol Kind => WireProtocol.Anthropic;

    public string BasePath => "/v1";

    public string Path => "/v1/messages";

    public string ModelsPath => "/v1/models";

    public string StreamType => "text/event-stream; charset=utf-8";

    public string KeyOf(HttpRequest request)
    {
        var key = request.Headers["x-api-key"].ToString().Trim();
        return key.Length > 0 ? key : Bearer.KeyOf(request);
    }

    public ChatRequest Read(HttpRequest request, JsonElement body)
    {
        if (request.Headers[VersionHeader].Count == 0)
            throw new RefusedException(ApiError.BadRequest($"{VersionHeader}: header is required", VersionHeader));

        var model = RequestBody.Model(body);
        var maxTokens = RequestBody.Count(body, "max_tokens")
            ?? throw new RefusedException(ApiError.BadRequest("max_tokens: Field required", "max_tokens"));
        var tokens = RequestBody.MessageTokens(body, Roles);
        if (body.Field("system") is { } system)
            tokens += RequestBody.ContentTokens(system, "system");
        RequestBody.CheckRange(body, "temperature", 0, 1);
        RequestBody.CheckRange(body, "top_p", 0, 1);
        return new ChatRequest(model, tokens) { MaxTokens = maxTokens, Stream = RequestBody.Flag(body, "stream"), IncludeUsage = true };
    }

    public int StatusOf(ApiErrorKind kind) => kind switch
    {
        ApiErrorKind.BadRequest => StatusCodes.Status400BadRequest,
        ApiErrorKind.Authentication => StatusCodes.Status401Unauthorized,
        ApiErrorKind.NotFound => StatusCodes.Status404NotFound,
        ApiErrorKind.MethodNotAllowed => StatusCodes.Status405MethodNotAllowed,
        ApiErrorKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        ApiErrorKind.RateLimited => StatusCodes.Status429TooManyRequests,
        ApiErrorKind.Overloaded => StatusOverloaded,
        _ => StatusCodes.Status500InternalServerError,
    };

    public string BodyOf(ApiError error, string requestId) => JsonSerializer.Serialize(new
    {
        type = "error",
        error = new
        {
            type = error.Kind switch
            {
                ApiErrorKind.Authentication => "authentication_error",
                ApiErrorKind.NotFound => "not_found_error",
                ApiErrorKind.TooLarge => "request_too_large",
                ApiErrorKind.RateLimited => "rate_limit_error",
                ApiErrorKind.ServerError => "api_error",
                ApiErrorKind.Overloaded => "overloaded_error",
                _ => "invalid_request_error",
            },
            message = error.Message,
        },
        request_id = requestId,
    });

    public void AddHeaders(IHeaderDictionary headers, string requestId) => headers["request-id"] = requestId;

    public void AddLimitHeaders(IHeaderDictionary headers, in Admission admission, DateTimeOffset now)
    {
        Add(headers, "requests", admission.Requests, now);
        Add(headers, "tokens", admission.Tokens, now);
    }

    public string ModelsOf(IEnumerable<Profile> profiles)
    {
        var models = profiles.SelectMany(profile => profile.Models).ToList();
        return JsonSerializer.Serialize(new
        {
            data = models.Select(model => new { type = "model", id = model, display_name = model, created_at = "2025-10-01T00:00:00Z" }),
            has_more = false,
            first_id = models.FirstOrDefault(),
            last_id = models.LastOrDefault(),
        });
    }

    public IAnswerWriter Write(Answer answer) => new AnthropicAnswerWriter(answer);

    private static void Add(IHeaderDictionary headers, string what, BucketState? state, DateTimeOffset now)
    {
        if (state is not { } bucket)
            return;
        headers[$"anthropic-ratelimit-{what}-limit"] = bucket.Limit.ToString(CultureInfo.InvariantCulture);
        headers[$"anthropic-ratelimit-{what}-remaining"] = bucket.Remaining.ToString(CultureInfo.InvariantCulture);
        // Whole seconds, rounded up: whoever waits that long finds the limit reset.
        headers[$"anthropic-ratelimit-{what}-reset"] = (now + bucket.Reset + TimeSpan.FromTicks(TimeSpan.TicksPerSecond - 1))
            .UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }
}
