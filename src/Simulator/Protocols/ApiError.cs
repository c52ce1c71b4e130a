namespace AkkaApiBench.Simulator.Protocols;

/// <summary>Kinds of errors that every protocol has a shape for.</summary>
internal enum ApiErrorKind
{
    BadRequest,
    Authentication,
    NotFound,
    MethodNotAllowed,
    TooLarge,
    RateLimited,
    ServerError,
    Overloaded,
}

/// <summary>An error to be told to the client.</summary>
/// <param name="Kind">What kind it is of.</param>
/// <param name="Message">What the client reads. Never holds a key.</param>
internal sealed record ApiError(ApiErrorKind Kind, string Message)
{
    /// <summary>The field of the request that is wrong; null when none is.</summary>
    public string? Parameter { get; init; }

    /// <summary>The provider's code (OpenAI only).</summary>
    public string? Code { get; init; }

    /// <summary>How long the client is asked to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static ApiError ServerError { get; } =
        new(ApiErrorKind.ServerError, "The server had an error while processing your request. Sorry about that!");

    public static ApiError Overloaded { get; } = new(ApiErrorKind.Overloaded, "The engine is currently overloaded, please try again later.");

    public static ApiError BadRequest(string message, string? parameter = null) =>
        new(ApiErrorKind.BadRequest, message) { Parameter = parameter };

    public static ApiError UnknownModel(string model) =>
        new(ApiErrorKind.NotFound, $"The model '{model}' does not exist or you do not have access to it.") { Code = "model_not_found" };
}

/// <summary>A request that cannot be answered.</summary>
internal sealed class RefusedException(ApiError error) : Exception(error.Message)
{
    public ApiError Error => error;
}
