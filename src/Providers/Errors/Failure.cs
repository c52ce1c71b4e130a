using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Providers.Errors;

/// <summary>What went wrong with a request.</summary>
/// <param name="Kind">The class of the failure.</param>
/// <param name="Code">The provider's own code; null when it gave none.</param>
/// <param name="Message">What happened, in words of the provider or of ours.</param>
internal sealed record Failure(ErrorKind Kind, string? Code, string Message)
{
    /// <summary>The provider's type of the error, or the reason among its details; null when it gave none besides the code.</summary>
    public string? Type { get; init; }

    /// <summary>How long the error itself asks to wait; null when it asks nothing.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
