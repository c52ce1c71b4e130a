using System.Globalization;
using System.Text.Json;
using AkkaApiBench.Simulator.Behaviour;
using AkkaApiBench.Simulator.Limits;
using AkkaApiBench.Simulator.Profiles;

namespace AkkaApiBench.Simulator.Protocols.OpenAi;

/// <summary>What OpenAI's APIs have in common: keys, errors, limits and the list of models.</summary>
internal abstract class OpenAiApi : IProtocol
{
    public WireProtocol Kind => WireProtocol.OpenAi;

    public string BasePath => "/v1";

    public abstract string Path { get; }

    public string ModelsPath => "/v1/models";

    public string StreamType => "text/event-stream; charset=utf-8";

    public string KeyOf(HttpRequest request) => Bearer.KeyOf(request);

    public abstract ChatRequest Read(HttpRequest request, JsonElement body);

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

    public static string BodyOf(ApiError error) => JsonSerializer.Serialize(new
    {
        error = new
        {
            message = error.Message,
            type = error.Kind switch
            {
                ApiErrorKind.RateLimited => error.Parameter ?? "requests",
                ApiErrorKind.ServerError => "server_error",
                ApiErrorKind.Overloaded => "service_unavailable_error",
                _ => "invalid_request_error",
            },
            param = error.Kind is ApiErrorKind.RateLimited ? null : error.Parameter,
            code = error.Kind switch
            {
                ApiErrorKind.Authentication => error.Code,
                ApiErrorKind.MethodNotAllowed => "method_not_supported",
                ApiErrorKind.RateLimited => "rate_limit_exceeded",
                _ => error.Code,
            },
        },
    });

    public void AddHeaders(IHeaderDictionary headers, string requestId)
    {
        headers["x-request-id"] = requestId;
        headers["openai-version"] = "2020-10-01";
    }

    public void AddLimitHeaders(IHeaderDictionary headers, in Admission admission, DateTimeOffset now)
    {
        Add(headers, "requests", admission.Requests);
        Add(headers, "tokens", admission.Tokens);
    }

    public string ModelsOf(IEnumerable<Profile> profiles) => JsonSerializer.Serialize(new
    {
        @object = "list",
        data = profiles.SelectMany(profile => profile.Models.Select(model =>
            new { id = model, @object = "model", created = 1_735_689_600, owned_by = profile.Name })),
    });

    public abstract IAnswerWriter Write(Answer answer);

    /// <summary>The word for why a completion ended.</summary>
    public static string FinishReasonOf(StopReason reason) => reason switch
    {
        StopReason.Length => "length",
        StopReason.ContentFilter => "content_filter",
        _ => "stop",
    };

    /// <summary>Reads and checks what both kinds of completions have in common: whether to stream, and with usage at the end.</summary>
    protected static (bool Stream, bool IncludeUsage) ReadStreaming(JsonElement body)
    {
        var stream = RequestBody.Flag(body, "stream");
        RequestBody.CheckRange(body, "temperature", 0, 2);
        RequestBody.CheckRange(body, "top_p", 0, 1);
        // One answer a request is what is simulated.
        RequestBody.CheckRange(body, "n", 1, 1);
        var options = body.Field("stream_options");
        if (options is { ValueKind: not JsonValueKind.Object })
            throw new RefusedException(ApiError.BadRequest("Invalid 'stream_options': an object is expected.", "stream_options"));
        if (options is not null && !stream)
        {
            throw new RefusedException(ApiError.BadRequest(
                "The 'stream_options' parameter is only allowed when 'stream' is enabled.", "stream_options"));
        }

        return (stream, options is { } given && RequestBody.Flag(given, "include_usage"));
    }

    private static void Add(IHeaderDictionary headers, string what, BucketState? state)
    {
        if (state is not { } bucket)
            return;
        headers[$"x-ratelimit-limit-{what}"] = bucket.Limit.ToString(CultureInfo.InvariantCulture);
        headers[$"x-ratelimit-remaining-{what}"] = bucket.Remaining.ToString(CultureInfo.InvariantCulture);
        headers[$"x-ratelimit-reset-{what}"] = GoDuration.Format(bucket.Reset);
    }
}
