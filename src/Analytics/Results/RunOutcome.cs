using System.Collections.Immutable;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Findings;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Analytics.Results;

/// <summary>What a run measured: all that a result is made from.</summary>
public sealed record RunOutcome
{
    /// <summary>The run.</summary>
    public required RunId RunId { get; init; }

    /// <summary>What was asked for.</summary>
    public required Plan Plan { get; init; }

    /// <summary>How the run ended.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>When the run began, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>Where it ran, such as <c>simulation</c>.</summary>
    public required string Mode { get; init; }

    /// <summary>When it was paused, in order.</summary>
    public IReadOnlyList<RunPause> Pauses { get; init; } = [];

    /// <summary>The tests that were begun, each (target, test) once, in any order.</summary>
    public required IReadOnlyList<TestOutcome> Measured { get; init; }

    /// <summary>What went wrong at targets in the time of the run; of those that are not there, nothing.</summary>
    public IReadOnlyDictionary<TargetId, IReadOnlyList<Anomaly>> Anomalies { get; init; } = ImmutableDictionary<TargetId, IReadOnlyList<Anomaly>>.Empty;

    /// <summary>What a reader should know, as sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>What one test of one target measured.</summary>
/// <param name="Target">Position of the target in the plan, from 0.</param>
/// <param name="Test">Position of the test in the plan, from 0.</param>
/// <param name="Requests">What became of every request.</param>
/// <param name="Measured">The windows of all its slices, merged.</param>
/// <param name="Duration">Measured time, warm-up excluded; slices that ran side by side count once.</param>
public sealed record TestOutcome(int Target, int Test, RequestCounts Requests, Aggregate Measured, TimeSpan Duration)
{
    /// <summary>What a probe found out; null for other tests, and where it was not begun.</summary>
    public ProbeFindings? Findings { get; init; }

    /// <summary>The same of the slices placed by each of <see cref="Plan.ByTag"/>, in its order; empty without.</summary>
    public IReadOnlyList<(string Tag, TestOutcome Outcome)> ByTag { get; init; } = [];

    /// <summary>How it went over its measured time.</summary>
    public Course Course { get; init; } = Course.Empty;
}
