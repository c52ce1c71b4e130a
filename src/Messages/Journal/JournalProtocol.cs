using System.Collections.Immutable;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Protocol;
using AkkaApiBench.Messages.Runs;

namespace AkkaApiBench.Messages.Journal;

/// <summary>
/// Asks a target's journal to keep a window; answered by <see cref="WindowAcknowledged"/> once it is on disk (at once when
/// it was there before), or by <see cref="WindowRefused"/>. Windows of an epoch come in the order of their sequence.
/// </summary>
/// <param name="Window">The window.</param>
public sealed record RecordWindow(Window Window) : IWithTargetId
{
    /// <inheritdoc/>
    public TargetId Target => Window.Target;
}

/// <summary>What happens to a target's journal.</summary>
public interface IJournalEvent : IWithTargetId;

/// <summary>A window was kept.</summary>
/// <param name="Window">The window.</param>
public sealed record WindowRecorded(Window Window) : IJournalEvent
{
    /// <inheritdoc/>
    public TargetId Target => Window.Target;
}

/// <summary>A run's sums are no longer kept apart; its windows stay.</summary>
/// <param name="Target">The target.</param>
/// <param name="Run">The run.</param>
public sealed record RunReleased(TargetId Target, RunId Run) : IJournalEvent;

/// <summary>
/// Tells a target's journal that its first events are kept long enough, and are in the read model: it takes a snapshot and
/// deletes them. What follows from them stays.
/// </summary>
/// <param name="Target">The target.</param>
/// <param name="UpTo">The sequence number of the last event to delete.</param>
public sealed record ForgetEvents(TargetId Target, long UpTo) : IWithTargetId;

/// <summary>The window is kept.</summary>
/// <param name="Slice">Its slice.</param>
/// <param name="Epoch">Its epoch.</param>
/// <param name="Sequence">Its number.</param>
/// <param name="Position">How far the slice is, over all epochs.</param>
public sealed record WindowAcknowledged(SliceId Slice, int Epoch, long Sequence, SlicePosition Position) : IWithSliceId;

/// <summary>The window comes from an attempt that was given up, or out of order; it is not kept.</summary>
/// <param name="Slice">Its slice.</param>
/// <param name="Epoch">Its epoch.</param>
/// <param name="Sequence">Its number.</param>
/// <param name="Reason">Why.</param>
public sealed record WindowRefused(SliceId Slice, int Epoch, long Sequence, string Reason) : IWithSliceId;

/// <summary>How far a slice is, over all its epochs; a new epoch goes on from here.</summary>
/// <param name="Counts">What became of its requests.</param>
/// <param name="Measured">Time measured.</param>
/// <param name="IsFinal">True when nothing comes after it.</param>
public readonly record struct SlicePosition(RequestCounts Counts, TimeSpan Measured, bool IsFinal)
{
    /// <summary>Requests that are not to be sent again.</summary>
    public long Consumed => Counts.Succeeded + Counts.Failed + Counts.Lost + Counts.NotSent;
}

/// <summary>Asks for the sums of one test of a run; answered by <see cref="TestTotals"/>.</summary>
/// <param name="Target">The target.</param>
/// <param name="Run">The run.</param>
/// <param name="Test">Position of the test in the plan.</param>
/// <param name="SideBySide">How many slices work at the same time; the next as many follow them. 0 when all work at the same time.</param>
/// <param name="First">How many parts earlier answers had.</param>
public sealed record GetTestTotals(TargetId Target, RunId Run, int Test, int SideBySide = 0, int First = 0) : IWithTargetId
{
    /// <summary>Only slices that were placed by this tag; null for all.</summary>
    public string? Tag { get; init; }
}

/// <summary>The sums of one test of a run so far.</summary>
/// <param name="Target">The target.</param>
/// <param name="Run">The run.</param>
/// <param name="Measurement">The figures, as many as fit a message (see <see cref="MeasurementParts"/>); all zero when nothing was recorded.</param>
/// <param name="Next">Where to ask on; null when there is no more.</param>
public sealed record TestTotals(TargetId Target, RunId Run, TestMeasurement Measurement, int? Next = null) : IWithTargetId;

/// <summary>Tells a journal that the sums of a run are no longer needed.</summary>
/// <param name="Target">The target.</param>
/// <param name="Run">The run.</param>
public sealed record ReleaseRun(TargetId Target, RunId Run) : IWithTargetId;

/// <summary>A target's journal as a snapshot keeps it.</summary>
/// <param name="Slices">Every slice of runs that were not released.</param>
/// <param name="Watch">What the watch for anomalies knows; null before there was one.</param>
public sealed record JournalSnapshot(ImmutableArray<SliceLedger> Slices, WatchSnapshot? Watch = null) : IProtocolMessage;

/// <summary>The account of one slice: what was recorded, and what must be taken as lost if its tester died.</summary>
public sealed record SliceLedger
{
    /// <summary>The slice.</summary>
    public required SliceId Slice { get; init; }

    /// <summary>The epoch that may write.</summary>
    public required int Epoch { get; init; }

    /// <summary>The number of the next window of that epoch.</summary>
    public required long NextSequence { get; init; }

    /// <summary>Requests that the epoch may have started.</summary>
    public long Reserved { get; init; }

    /// <summary>Requests of the epoch whose end was recorded, those included that were skipped.</summary>
    public long Reported { get; init; }

    /// <summary>Requests of earlier epochs of which nobody knows the end.</summary>
    public long Lost { get; init; }

    /// <summary>Requests that will never be sent.</summary>
    public long NotSent { get; init; }

    /// <summary>True when nothing comes after.</summary>
    public bool IsFinal { get; init; }

    /// <summary>Time measured.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Everything measured.</summary>
    public Aggregate Measured { get; init; } = Aggregate.Empty;

    /// <summary>How it went over its measured time.</summary>
    public Course Course { get; init; } = Course.Empty;

    /// <summary>What warm-ups used.</summary>
    public WarmupUsage Warmup { get; init; }

    /// <summary>How far the slice is.</summary>
    public SlicePosition Position => new(new RequestCounts(Measured.Succeeded, Measured.Failed, Lost, NotSent), Duration, IsFinal);
}
