namespace AkkaApiBench.Simulator.Profiles;

/// <summary>What can go wrong with a request.</summary>
public enum FaultKind
{
    /// <summary>HTTP 500.</summary>
    ServerError,

    /// <summary>HTTP 503; 529 of Anthropic's protocol.</summary>
    Overloaded,

    /// <summary>HTTP 429 whatever the limits; <see cref="Fault.Lasts"/> is its Retry-After.</summary>
    RateLimited,

    /// <summary>The response headers, and all after them, are late by <see cref="Fault.Lasts"/>.</summary>
    SlowHeaders,

    /// <summary>After headers and opening events, the first token and all after it are late by <see cref="Fault.Lasts"/>.</summary>
    StallBeforeFirstToken,

    /// <summary>Between two tokens nothing comes for <see cref="Fault.Lasts"/>.</summary>
    StallBetweenTokens,

    /// <summary>The stream reports an error after some tokens and ends.</summary>
    StreamError,

    /// <summary>The stream ends in good order of HTTP, but without its last events.</summary>
    MissingEnd,

    /// <summary>The connection is closed (FIN) in the middle of the answer.</summary>
    CutStream,

    /// <summary>The connection is reset (RST) in the middle of the answer.</summary>
    ConnectionReset,

    /// <summary>An event of the stream, or the whole body, is not JSON.</summary>
    MalformedJson,

    /// <summary>The answer is stopped by the provider's content filter.</summary>
    ContentFilter,
}

/// <summary>Something that goes wrong with a share of the requests.</summary>
/// <param name="Kind">What goes wrong.</param>
/// <param name="Rate">The share of requests, 0 to 1.</param>
public sealed record Fault(FaultKind Kind, double Rate)
{
    /// <summary>How long a delay or a stall lasts, or what Retry-After says.</summary>
    public TimeSpan Lasts { get; init; } = TimeSpan.FromSeconds(1);
}

/// <summary>A time in which a provider is slower or fails more.</summary>
/// <param name="From">When it begins, by the profile's clock since the simulator's start.</param>
/// <param name="To">When it is over.</param>
public sealed record Incident(TimeSpan From, TimeSpan To)
{
    /// <summary>A factor on all latencies; several incidents multiply.</summary>
    public double LatencyFactor { get; init; } = 1;

    /// <summary>What goes wrong meanwhile, before the profile's own faults; the rates add up to at most 1.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];
}
