using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Protocol;

namespace AkkaApiBench.Messages.Runs;

/// <summary>Asks the coordinator to execute a plan; answered by <see cref="RunSubmitted"/>.</summary>
/// <param name="Run">The identifier that the run is to have.</param>
/// <param name="Plan">What to do.</param>
/// <param name="IdempotencyKey">The same key again gives the run of the first time; null makes a new run each time.</param>
public sealed record SubmitRun(RunId Run, Plan Plan, string? IdempotencyKey = null) : IWithRunId
{
    /// <summary>The monitor that asks; null for others.</summary>
    public MonitorId? Monitor { get; init; }
}

/// <summary>The run is recorded and will be executed.</summary>
/// <param name="Run">Its identifier: an earlier one when the idempotency key was seen before.</param>
/// <param name="IsNew">False when the idempotency key was seen before.</param>
public sealed record RunSubmitted(RunId Run, bool IsNew) : IWithRunId;

/// <summary>Asks for a run to be stopped in order; answered by its <see cref="RunHeader"/> or by <see cref="RunNotFound"/>.</summary>
/// <param name="Run">The run.</param>
public sealed record CancelRun(RunId Run) : IWithRunId;

/// <summary>
/// Asks for a run to send nothing more until it is resumed; answered by its <see cref="RunHeader"/>, by
/// <see cref="RunRefused"/> or by <see cref="RunNotFound"/>.
/// </summary>
/// <param name="Run">The run.</param>
public sealed record PauseRun(RunId Run) : IWithRunId;

/// <summary>
/// Asks for a paused run to go on when its turn comes; answered by its <see cref="RunHeader"/>, by <see cref="RunRefused"/> or
/// by <see cref="RunNotFound"/>.
/// </summary>
/// <param name="Run">The run.</param>
public sealed record ResumeRun(RunId Run) : IWithRunId;

/// <summary>The run does not stand where it could do what was asked, and goes on as before.</summary>
/// <param name="Run">The run.</param>
/// <param name="Reason">Where it stands, as a sentence without its end.</param>
public sealed record RunRefused(RunId Run, string Reason) : IWithRunId;

/// <summary>Asks for an ended run to be forgotten; answered by <see cref="RunRemoved"/>, <see cref="RunStillActive"/> or <see cref="RunNotFound"/>.</summary>
/// <param name="Run">The run.</param>
public sealed record RemoveRun(RunId Run) : IWithRunId;

/// <summary>The run is forgotten; also the event that says so.</summary>
/// <param name="Run">The run.</param>
public sealed record RunRemoved(RunId Run) : ICoordinatorEvent
{
    /// <inheritdoc/>
    public RunHeader? Line => null;
}

/// <summary>The run has not ended, so it was not removed.</summary>
/// <param name="Run">The run.</param>
public sealed record RunStillActive(RunId Run) : IWithRunId;

/// <summary>There is no such run.</summary>
/// <param name="Run">The identifier asked for.</param>
public sealed record RunNotFound(RunId Run) : IWithRunId;
