using AkkaApiBench.Simulator.Profiles;

namespace AkkaApiBench.Simulator.Limits;

/// <summary>What a limiter ran out of.</summary>
internal enum LimitKind
{
    Requests,
    Tokens,
    Concurrency,
}

/// <summary>What a limiter says to a request.</summary>
/// <param name="Exceeded">What ran out; null when the request is let in.</param>
/// <param name="RetryAfter">How long until the request would be let in if no other came.</param>
/// <param name="Requests">The limit on requests; null when there is none.</param>
/// <param name="Tokens">The limit on tokens; null when there is none.</param>
internal readonly record struct Admission(LimitKind? Exceeded, TimeSpan RetryAfter, BucketState? Requests, BucketState? Tokens);

/// <summary>Lets requests in as far as a profile's limits go, by real time.</summary>
internal sealed class RateLimiter
{
    /// <summary>When a request in flight will end is not known, so a second is as good a guess as providers give.</summary>
    private static readonly TimeSpan ConcurrencyRetry = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly long _origin;
    private readonly int? _maxConcurrency;
    private readonly TokenBucket? _requests;
    private readonly TokenBucket? _tokens;

    public RateLimiter(RateLimits limits, TimeProvider time)
    {
        _time = time;
        _origin = time.GetTimestamp();
        _maxConcurrency = limits.MaxConcurrency;
        _requests = limits.RequestsPerMinute is { } requests ? new TokenBucket(requests, limits.Burst, TimeSpan.Zero) : null;
        _tokens = limits.TokensPerMinute is { } tokens ? new TokenBucket(tokens, limits.Burst, TimeSpan.Zero) : null;
    }

    /// <summary>Takes a request and its tokens from the buckets, or neither.</summary>
    /// <param name="tokens">Input and output tokens of the request.</param>
    /// <param name="othersInFlight">How many other requests are being answered.</param>
    public Admission Admit(int tokens, int othersInFlight)
    {
        lock (_gate)
        {
            var now = _time.GetElapsedTime(_origin);
            if (othersInFlight >= _maxConcurrency)
                return Answer(LimitKind.Concurrency, ConcurrencyRetry, now);

            var forRequest = _requests?.WaitFor(1, now) ?? TimeSpan.Zero;
            var forTokens = _tokens?.WaitFor(tokens, now) ?? TimeSpan.Zero;
            if (forRequest > TimeSpan.Zero || forTokens > TimeSpan.Zero)
            {
                return forRequest >= forTokens
                    ? Answer(LimitKind.Requests, forRequest, now)
                    : Answer(LimitKind.Tokens, forTokens, now);
            }

            _requests?.Take(1);
            _tokens?.Take(tokens);
            return Answer(null, TimeSpan.Zero, now);
        }
    }

    private Admission Answer(LimitKind? exceeded, TimeSpan retryAfter, TimeSpan now) =>
        new(exceeded, retryAfter, _requests?.StateAt(now), _tokens?.StateAt(now));
}
