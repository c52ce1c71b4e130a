using System.Collections.Immutable;

namespace AkkaApiBench.Messages.Measurement;

/// <summary>What happened around the requests: tries that were not the last, what was held back, which keys were used.</summary>
public sealed record Traffic
{
    /// <summary>Nothing.</summary>
    public static readonly Traffic None = new();

    /// <summary>Tries that failed and were followed by another try of the same request, by kind. They are not among the failures.</summary>
    public ImmutableSortedDictionary<ErrorKind, long> Retries { get; init; } = ImmutableSortedDictionary<ErrorKind, long>.Empty;

    /// <summary>Tries by reference of their key, where a target has several.</summary>
    public ImmutableSortedDictionary<string, KeyUse> Keys { get; init; } = ImmutableSortedDictionary<string, KeyUse>.Empty;

    /// <summary>Requests that waited for a limit: of the user, of the provider, or of the circuit breaker.</summary>
    public long Held { get; init; }

    /// <summary>How long they waited, all together.</summary>
    public TimeSpan HeldTime { get; init; }

    /// <summary>How often the circuit breaker opened.</summary>
    public long BreakerOpened { get; init; }

    /// <summary>How long the circuit breaker was not closed, over all slices.</summary>
    public TimeSpan BreakerOpenTime { get; init; }

    /// <summary>Both together.</summary>
    public Traffic Merge(Traffic other) => new()
    {
        Retries = Retries.MergedWith(other.Retries, (left, right) => left + right),
        Keys = Keys.MergedWith(other.Keys, (left, right) => left + right),
        Held = Held + other.Held,
        HeldTime = HeldTime + other.HeldTime,
        BreakerOpened = BreakerOpened + other.BreakerOpened,
        BreakerOpenTime = BreakerOpenTime + other.BreakerOpenTime,
    };
}

/// <summary>How one of several keys was used.</summary>
/// <param name="Tries">Tries sent with it.</param>
/// <param name="Rests">How often it was rested, for the provider had refused it or asked to wait.</param>
public readonly record struct KeyUse(long Tries, long Rests)
{
    /// <summary>Sum.</summary>
    public static KeyUse operator +(KeyUse left, KeyUse right) => new(left.Tries + right.Tries, left.Rests + right.Rests);
}
