using AkkaApiBench.Messages.Identifiers;

namespace AkkaApiBench.Messages.Measurement;

/// <summary>
/// The mergeable aggregate of one slice's records in about one second; the unit that is journaled and acknowledged.
/// Identified by (<see cref="Slice"/>, <see cref="Epoch"/>, <see cref="Sequence"/>).
/// </summary>
public sealed record Window
{
    /// <summary>The slice measured.</summary>
    public required SliceId Slice { get; init; }

    /// <summary>The target measured.</summary>
    public required TargetId Target { get; init; }

    /// <summary>Rises each time the slice is started again.</summary>
    public required int Epoch { get; init; }

    /// <summary>Counts the windows of an epoch from 0; window 0 opens the epoch.</summary>
    public required long Sequence { get; init; }

    /// <summary>When the window began, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Measured time that the window covers, warm-up excluded.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>
    /// How many requests of this epoch, from its beginning, may have been started once this window is acknowledged.
    /// What is reserved and never reported counts as lost if the worker dies.
    /// </summary>
    public required long Reserved { get; init; }

    /// <summary>Requests that will never be sent, known at the end; only in a final window.</summary>
    public long NotSent { get; init; }

    /// <summary>
    /// Requests of an open loop that fell due in this window while the circuit breaker was open: never sent, counted as
    /// <see cref="RequestCounts.NotSent"/>.
    /// </summary>
    public long Skipped { get; init; }

    /// <summary>True for the last window of a slice: nothing comes after it.</summary>
    public bool IsFinal { get; init; }

    /// <summary>True when the requests looked for limits and errors: they do not say how the target usually does.</summary>
    public bool IsProbe { get; init; }

    /// <summary>What the requests that ended in this window came to.</summary>
    public Aggregate Measured { get; init; } = Aggregate.Empty;

    /// <summary>What the warm-up used in this window: paid for, and not measured.</summary>
    public WarmupUsage Warmup { get; init; }
}

/// <summary>What warm-up requests used; they count for budgets and nowhere else.</summary>
/// <param name="Requests">Requests sent.</param>
/// <param name="Tokens">Tokens used.</param>
/// <param name="Cost">Money spent.</param>
public readonly record struct WarmupUsage(long Requests, Tokens Tokens, Usd Cost)
{
    /// <summary>Sum.</summary>
    public static WarmupUsage operator +(WarmupUsage left, WarmupUsage right) =>
        new(left.Requests + right.Requests, left.Tokens + right.Tokens, left.Cost + right.Cost);
}
