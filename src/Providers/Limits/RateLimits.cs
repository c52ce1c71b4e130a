namespace AkkaApiBench.Providers.Limits;

/// <summary>What a provider says of the account's limits, for requests and for tokens.</summary>
/// <param name="Requests">The limit of requests; null when nothing was said.</param>
/// <param name="Tokens">The limit of tokens; null when nothing was said.</param>
public sealed record RateLimits(RateLimit? Requests, RateLimit? Tokens);

/// <summary>One limit; each part is null when nothing was said.</summary>
/// <param name="Limit">How many are allowed in the provider's window.</param>
/// <param name="Remaining">How many are left.</param>
/// <param name="Reset">How long until the limit is whole again.</param>
public sealed record RateLimit(long? Limit, long? Remaining, TimeSpan? Reset)
{
    /// <summary>True when the limit fills evenly until <see cref="Reset"/>, so that there is something again before; false when nothing is before.</summary>
    public bool Refills { get; init; }
}
