using System.Collections.Immutable;
using AkkaApiBench.Messages.Findings;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Protocol;
using AkkaApiBench.Messages.Runs;

namespace AkkaApiBench.Messages.Slices;

/// <summary>
/// Tells a tester to run a slice. Answered by <see cref="SliceProgress"/> about twice a second, and in the end by
/// <see cref="SliceDone"/> until that is answered by <see cref="ReleaseSlice"/>. Sent once for an epoch and never again, so that
/// no two testers can work in the same epoch.
/// </summary>
public sealed record StartSlice : IWithSliceId
{
    /// <inheritdoc/>
    public required SliceId Slice { get; init; }

    /// <summary>Which attempt this is, from 1; an earlier attempt is stopped.</summary>
    public required int Epoch { get; init; }

    /// <summary>What to measure; its limits are the slice's own share.</summary>
    public required Target Target { get; init; }

    /// <summary>Why.</summary>
    public required TestType Type { get; init; }

    /// <summary>Which step of a test whose load goes up; null for a test that is one load.</summary>
    public TestStep? Step { get; init; }

    /// <summary>When to send requests: the slice's own share.</summary>
    public required Load Load { get; init; }

    /// <summary>What to ask.</summary>
    public required Workload Workload { get; init; }

    /// <summary>How long to send unmeasured requests first.</summary>
    public TimeSpan Warmup { get; init; }

    /// <summary>The longest gap between content events that is no stall.</summary>
    public TimeSpan StallThreshold { get; init; } = Test.DefaultStallThreshold;

    /// <summary>What a good request is.</summary>
    public ImmutableArray<Condition> Objectives { get; init; } = [];

    /// <summary>The most that a request may use. Null when there is no budget: then requests need no <see cref="Allowance"/>.</summary>
    public Usage? WorstCase { get; init; }

    /// <summary>True when the records of requests also say when each content event arrived.</summary>
    public bool TokenTimes { get; init; }

    /// <summary>When a request is tried again; null for never.</summary>
    public RetryPolicy? Retry { get; init; }

    /// <summary>When the target is left alone; null for never.</summary>
    public BreakerPolicy? Breaker { get; init; }

    /// <summary>True to hold requests back as long as the provider asks to wait or says that its limits are used up.</summary>
    public bool ObeysRateLimits { get; init; }

    /// <summary>The most tokens that a request may use; what is set aside under a cap of tokens.</summary>
    public long MostTokens { get; init; }
}

/// <summary>
/// Asks a tester whether it works in this epoch, and tells it to report to the asker from now on. Answered by
/// <see cref="SliceProgress"/>, <see cref="SliceDone"/> or <see cref="SliceNotRunning"/>.
/// </summary>
/// <param name="Slice">The slice.</param>
/// <param name="Epoch">The epoch.</param>
public sealed record AdoptSlice(SliceId Slice, int Epoch) : IWithSliceId;

/// <summary>Nobody works in this epoch any more: the tester that did is gone.</summary>
/// <param name="Slice">The slice.</param>
/// <param name="Epoch">The epoch.</param>
public sealed record SliceNotRunning(SliceId Slice, int Epoch) : IWithSliceId
{
    /// <summary>What the requests of the epoch used, all of which have ended; null when nobody knows.</summary>
    public Usage? Used { get; init; }
}

/// <summary>
/// Tells a tester to send no more, to end what is in flight and to leave the rest of the slice to the next epoch; answered by
/// <see cref="SliceNotRunning"/>.
/// </summary>
/// <param name="Slice">The slice.</param>
/// <param name="Epoch">The epoch.</param>
public sealed record HoldSlice(SliceId Slice, int Epoch) : IWithSliceId;

/// <summary>Tells a tester to send no more, to end what is in flight and to report.</summary>
/// <param name="Slice">The slice.</param>
/// <param name="Outcome">What it is to end as.</param>
/// <param name="Reason">Why.</param>
public sealed record StopSlice(SliceId Slice, SliceOutcome Outcome, string Reason) : IWithSliceId;

/// <summary>Tells a tester that the run knows the end of the slice.</summary>
/// <param name="Slice">The slice.</param>
/// <param name="Epoch">The epoch.</param>
public sealed record ReleaseSlice(SliceId Slice, int Epoch) : IWithSliceId;

/// <summary>How far a slice is: not yet journaled, for people to look at.</summary>
/// <param name="Slice">The slice.</param>
/// <param name="Epoch">The epoch.</param>
/// <param name="Worker">The node that does the work.</param>
/// <param name="Phase">Where it stands.</param>
/// <param name="Elapsed">Time measured so far.</param>
/// <param name="Succeeded">Requests answered.</param>
/// <param name="Errors">Failures by kind.</param>
/// <param name="TotalLatency">Sum of the latencies of requests answered.</param>
public sealed record SliceProgress(
    SliceId Slice, int Epoch, string Worker, TestPhase Phase, TimeSpan Elapsed, long Succeeded,
    ImmutableSortedDictionary<ErrorKind, long> Errors, TimeSpan TotalLatency) : IWithSliceId;

/// <summary>A slice ended and its last window is in the journal.</summary>
/// <param name="Slice">The slice.</param>
/// <param name="Epoch">The epoch.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Reason">Why, where that needs a word.</param>
/// <param name="Used">What its requests used.</param>
public sealed record SliceDone(SliceId Slice, int Epoch, SliceOutcome Outcome, string? Reason, Usage Used) : IWithSliceId
{
    /// <summary>What a probe found out; null for other tests, and where it was not begun.</summary>
    public ProbeFindings? Findings { get; init; }
}

/// <summary>How a slice ended. The numbers are stored and sent: never reuse one.</summary>
public enum SliceOutcome
{
    /// <summary>All requests were made.</summary>
    Completed = 1,

    /// <summary>It could not be done; the reason is given.</summary>
    Failed = 2,

    /// <summary>Stopped by a user.</summary>
    Cancelled = 3,

    /// <summary>The budget allowed no further request.</summary>
    BudgetExhausted = 4,
}

/// <summary>Asks the run for leave to send more; answered by <see cref="Allowance"/>.</summary>
/// <param name="Slice">The slice.</param>
/// <param name="Epoch">The epoch.</param>
/// <param name="Wanted">Requests wanted from the beginning of the epoch.</param>
/// <param name="Used">What requests of the epoch have used.</param>
public sealed record AskAllowance(SliceId Slice, int Epoch, long Wanted, Usage Used) : IWithSliceId;

/// <summary>How much a slice may send.</summary>
/// <param name="Slice">The slice.</param>
/// <param name="Epoch">The epoch.</param>
/// <param name="Allowed">Requests allowed from the beginning of the epoch; never less than before.</param>
/// <param name="IsExhausted">True when there will be no more.</param>
public sealed record Allowance(SliceId Slice, int Epoch, long Allowed, bool IsExhausted) : IWithSliceId;
