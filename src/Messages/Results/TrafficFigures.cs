namespace AkkaApiBench.Messages.Results;

/// <summary>What caps, the provider's own limits and the circuit breaker held back.</summary>
public sealed record HeldBackFigures
{
    /// <summary>Requests that waited before they were sent.</summary>
    public required long Requests { get; init; }

    /// <summary>Seconds that they waited, all together.</summary>
    public required double TotalS { get; init; }
}

/// <summary>What the circuit breaker did, over all slices.</summary>
public sealed record BreakerFigures
{
    /// <summary>How often it opened.</summary>
    public required long Opened { get; init; }

    /// <summary>Seconds that it was not closed.</summary>
    public required double OpenS { get; init; }
}
