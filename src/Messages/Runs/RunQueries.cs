using System.Collections.Immutable;
using AkkaApiBench.Messages.Findings;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Protocol;
using AkkaApiBench.Messages.Slices;

namespace AkkaApiBench.Messages.Runs;

/// <summary>Asks for the newest runs; answered by <see cref="RunPage"/>.</summary>
/// <param name="Limit">How many at the most.</param>
/// <param name="Before">Only runs older than this one; null begins with the newest.</param>
public sealed record ListRuns(int Limit, RunId? Before = null) : IProtocolMessage
{
    /// <summary>Only runs of this monitor; null for all.</summary>
    public MonitorId? Monitor { get; init; }

    /// <summary>True for a run that is asked for.</summary>
    public bool Includes(RunHeader run) => (Before is not { } before || run.Run < before) && (Monitor is not { } monitor || run.Monitor == monitor);
}

/// <summary>Runs, the newest first.</summary>
/// <param name="Runs">The runs.</param>
/// <param name="HasMore">True when there are older ones: the limit was reached, or what fits a message.</param>
public sealed record RunPage(ImmutableArray<RunHeader> Runs, bool HasMore) : IProtocolMessage;

/// <summary>A run in a line.</summary>
/// <param name="Run">Its identifier.</param>
/// <param name="Name">What the user calls it.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Reason">Why it stands there, where that needs a word.</param>
/// <param name="AcceptedAt">When it was recorded.</param>
/// <param name="StartedAt">When its first test began; null before.</param>
/// <param name="EndedAt">When it ended; null before.</param>
public sealed record RunHeader(
    RunId Run, string Name, RunStatus Status, string? Reason,
    DateTimeOffset AcceptedAt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt) : IWithRunId
{
    /// <summary>See <see cref="Plan.Priority"/>.</summary>
    public int Priority { get; init; }

    /// <summary>The monitor that asked for it; null for others.</summary>
    public MonitorId? Monitor { get; init; }
}

/// <summary>
/// Asks for a <see cref="RunPage"/> of the runs that have not ended now, and for a <see cref="RunHeader"/> or
/// <see cref="RunRemoved"/> on each change of any run, until the asker stops; asked again, it goes on.
/// </summary>
public sealed record WatchRuns : IProtocolMessage;

/// <summary>Asks how far a run is; answered by <see cref="RunProgress"/> or <see cref="RunNotFound"/>.</summary>
/// <param name="Run">The run.</param>
public sealed record GetRunProgress(RunId Run) : IWithRunId;

/// <summary>
/// Asks for <see cref="RunProgress"/> now, on each change (at most a few a second) and at the end, until the asker stops;
/// asked again, it goes on.
/// </summary>
/// <param name="Run">The run.</param>
public sealed record WatchRun(RunId Run) : IWithRunId;

/// <summary>How far a run is.</summary>
/// <param name="Header">The run.</param>
/// <param name="Tests">Each test of each target, in the order of the plan.</param>
public sealed record RunProgress(RunHeader Header, ImmutableArray<TestProgress> Tests) : IWithRunId
{
    /// <inheritdoc/>
    public RunId Run => Header.Run;
}

/// <summary>How far one test of one target is.</summary>
public sealed record TestProgress
{
    /// <summary>Position of the test in the plan.</summary>
    public required int Test { get; init; }

    /// <summary>Position of the target in the plan.</summary>
    public required int Target { get; init; }

    /// <summary>Where it stands.</summary>
    public required TestPhase Phase { get; init; }

    /// <summary>Why it stands there, where that needs a word.</summary>
    public string? Reason { get; init; }

    /// <summary>How many requests there will be; null when time decides.</summary>
    public long? Planned { get; init; }

    /// <summary>How long requests will be started; null when their number decides.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Time measured so far.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Requests answered.</summary>
    public long Succeeded { get; init; }

    /// <summary>Failures by kind.</summary>
    public ImmutableSortedDictionary<ErrorKind, long> Errors { get; init; } = ImmutableSortedDictionary<ErrorKind, long>.Empty;

    /// <summary>Mean latency of the requests answered.</summary>
    public TimeSpan MeanLatency { get; init; }

    /// <summary>The nodes that do the work.</summary>
    public ImmutableArray<string> Workers { get; init; } = [];

    /// <summary>Requests that failed.</summary>
    public long Failed => Errors.Values.Sum();
}

/// <summary>Where one test of one target stands. The numbers are sent: never reuse one.</summary>
public enum TestPhase
{
    /// <summary>Tests before it are not done.</summary>
    Waiting = 1,

    /// <summary>No worker has begun with it yet.</summary>
    Starting = 2,

    /// <summary>Unmeasured requests are being sent.</summary>
    WarmingUp = 3,

    /// <summary>It is being measured.</summary>
    Running = 4,

    /// <summary>It is done.</summary>
    Ended = 5,

    /// <summary>It goes on when the run is resumed.</summary>
    Paused = 6,
}

/// <summary>Asks for the plan of a run; answered by <see cref="RunPlan"/> or <see cref="RunNotFound"/>.</summary>
/// <param name="Run">The run.</param>
public sealed record GetRunPlan(RunId Run) : IWithRunId;

/// <summary>The plan of a run.</summary>
/// <param name="Header">The run.</param>
/// <param name="Plan">What it does.</param>
public sealed record RunPlan(RunHeader Header, Plan Plan) : IWithRunId
{
    /// <summary>When it was paused after it had begun, in their order.</summary>
    public ImmutableArray<RunPause> Pauses { get; init; } = [];

    /// <summary>What its requests used, warm-up included; those of which nobody knows count for the most that they can.</summary>
    public Usage Used { get; init; }

    /// <inheritdoc/>
    public RunId Run => Header.Run;
}

/// <summary>A time in which a run that had begun sent nothing new.</summary>
/// <param name="StartedAt">When it was told to pause.</param>
/// <param name="EndedAt">When it went on, or was stopped; null before.</param>
public sealed record RunPause(DateTimeOffset StartedAt, DateTimeOffset? EndedAt);

/// <summary>Asks what one target of a run came to; answered by <see cref="TargetMeasurements"/> or <see cref="RunNotFound"/>.</summary>
/// <param name="Run">The run.</param>
/// <param name="Target">Position of the target in the plan.</param>
/// <param name="First">How many parts earlier answers had.</param>
public sealed record GetTargetMeasurements(RunId Run, int Target, int First = 0) : IWithRunId;

/// <summary>What the tests of one target came to so far.</summary>
/// <param name="Run">The run.</param>
/// <param name="Target">Position of the target in the plan.</param>
/// <param name="Tests">Tests that were measured, whole or in part, as many as fit a message; see <see cref="MeasurementParts"/>.</param>
/// <param name="Next">Where to ask on; null when there is no more.</param>
public sealed record TargetMeasurements(RunId Run, int Target, ImmutableArray<TestMeasurement> Tests, int? Next = null) : IWithRunId;

/// <summary>What one test of one target came to.</summary>
/// <param name="Test">Position of the test in the plan.</param>
/// <param name="Counts">What became of its requests.</param>
/// <param name="Duration">The measured time: of the slice that took longest.</param>
/// <param name="Measured">Everything measured.</param>
/// <param name="Warmup">What the warm-up used.</param>
public sealed record TestMeasurement(int Test, RequestCounts Counts, TimeSpan Duration, Aggregate Measured, WarmupUsage Warmup)
{
    /// <summary>What a probe found out; null for other tests, and where it was not begun.</summary>
    public ProbeFindings? Findings { get; init; }

    /// <summary>The tag by which the slices were placed whose measurement this is; null for that of all.</summary>
    public string? Tag { get; init; }

    /// <summary>How it went over its measured time.</summary>
    public Course Course { get; init; } = Course.Empty;
}
