using System.Collections.Immutable;
using AkkaApiBench.Messages.Findings;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Protocol;
using AkkaApiBench.Messages.Slices;

namespace AkkaApiBench.Messages.Runs;

/// <summary>What happens to a run; the journal of a run holds nothing else.</summary>
public interface IRunEvent : IWithRunId;

/// <summary>The run was recorded with its plan.</summary>
/// <param name="Run">The run.</param>
/// <param name="Plan">What it is to do.</param>
/// <param name="At">When.</param>
public sealed record RunAccepted(RunId Run, Plan Plan, DateTimeOffset At) : IRunEvent
{
    /// <summary>The monitor that asked for it; null for others.</summary>
    public MonitorId? Monitor { get; init; }
}

/// <summary>The run's turn came, for the first time or after a pause.</summary>
/// <param name="Run">The run.</param>
/// <param name="At">When.</param>
public sealed record RunStarted(RunId Run, DateTimeOffset At) : IRunEvent;

/// <summary>A test began, and with it those of its stage.</summary>
/// <param name="Run">The run.</param>
/// <param name="Test">Position of the test in the plan.</param>
/// <param name="Parts">On how many testers that work side by side each target is spread.</param>
/// <param name="At">When.</param>
public sealed record TestStarted(RunId Run, int Test, int Parts, DateTimeOffset At) : IRunEvent
{
    /// <summary>Positions of the targets that make it: those that earlier steps did not saturate. Empty for all.</summary>
    public ImmutableArray<int> Targets { get; init; } = [];
}

/// <summary>A slice was given to a tester, for the first time or again.</summary>
/// <param name="Slice">The slice.</param>
/// <param name="Epoch">From 1, one more each time.</param>
/// <param name="At">When.</param>
public sealed record SliceStarted(SliceId Slice, int Epoch, DateTimeOffset At) : IRunEvent
{
    /// <inheritdoc/>
    public RunId Run => Slice.Run;
}

/// <summary>A slice has no tester any more, and goes on with a higher epoch.</summary>
/// <param name="Slice">The slice.</param>
/// <param name="Epoch">The epoch that is over.</param>
/// <param name="Used">What the requests of the epoch used, all of which have ended; null when nobody knows.</param>
public sealed record SliceLeft(SliceId Slice, int Epoch, Usage? Used) : IRunEvent
{
    /// <inheritdoc/>
    public RunId Run => Slice.Run;
}

/// <summary>A slice may send more: what it may have used at the most is set aside.</summary>
/// <param name="Slice">The slice.</param>
/// <param name="Epoch">Its epoch.</param>
/// <param name="Allowed">Requests allowed from the beginning of the epoch.</param>
/// <param name="Used">What its requests had used when this was granted.</param>
public sealed record AllowanceGranted(SliceId Slice, int Epoch, long Allowed, Usage Used) : IRunEvent
{
    /// <inheritdoc/>
    public RunId Run => Slice.Run;
}

/// <summary>A slice is done and journaled.</summary>
/// <param name="Slice">The slice.</param>
/// <param name="Epoch">The epoch that ended it.</param>
/// <param name="Outcome">How.</param>
/// <param name="Reason">Why, where that needs a word.</param>
/// <param name="Used">What the requests of the epoch used.</param>
public sealed record SliceEnded(SliceId Slice, int Epoch, SliceOutcome Outcome, string? Reason, Usage Used) : IRunEvent
{
    /// <summary>What a probe found out; null for other tests, and where it was not begun.</summary>
    public ProbeFindings? Findings { get; init; }

    /// <inheritdoc/>
    public RunId Run => Slice.Run;
}

/// <summary>What one test of one target came to, as its journal had it when the last slice was done.</summary>
/// <param name="Run">The run.</param>
/// <param name="Target">Position of the target in the plan.</param>
/// <param name="Measurement">The figures.</param>
public sealed record TestMeasured(RunId Run, int Target, TestMeasurement Measurement) : IRunEvent;

/// <summary>The run is to stop in order.</summary>
/// <param name="Run">The run.</param>
/// <param name="Status">What it is to end as.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
public sealed record RunStopping(RunId Run, RunStatus Status, string Reason, DateTimeOffset At) : IRunEvent;

/// <summary>The run is to send nothing more for now.</summary>
/// <param name="Run">The run.</param>
/// <param name="At">When.</param>
public sealed record RunPausing(RunId Run, DateTimeOffset At) : IRunEvent;

/// <summary>Nothing of the run is in flight, and nothing is sent until it is resumed.</summary>
/// <param name="Run">The run.</param>
/// <param name="At">When.</param>
public sealed record RunPaused(RunId Run, DateTimeOffset At) : IRunEvent;

/// <summary>The run may go on: at once where it had not come to rest, else when its turn comes.</summary>
/// <param name="Run">The run.</param>
/// <param name="At">When.</param>
public sealed record RunResumed(RunId Run, DateTimeOffset At) : IRunEvent;

/// <summary>The run is over.</summary>
/// <param name="Run">The run.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Reason">Why, where that needs a word.</param>
/// <param name="At">When.</param>
public sealed record RunEnded(RunId Run, RunStatus Status, string? Reason, DateTimeOffset At) : IRunEvent;
