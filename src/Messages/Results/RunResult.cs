using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Runs;

namespace AkkaApiBench.Messages.Results;

/// <summary>Everything that a run came to: the content of <c>result.json</c>. Figures that do not exist are null and left out.</summary>
public sealed record RunResult
{
    /// <summary>The schema that this type is: fields may be added to it, never changed or removed.</summary>
    public const string SchemaName = "apibench.result/1";

    /// <summary>Always <see cref="SchemaName"/>.</summary>
    public string Schema { get; init; } = SchemaName;

    /// <summary>The run's identifier.</summary>
    public required string RunId { get; init; }

    /// <summary>The plan's name.</summary>
    public required string Name { get; init; }

    /// <summary>When the run began, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Seconds from beginning to end, warm-up and pauses included.</summary>
    public required double DurationS { get; init; }

    /// <summary>Where it ran: <c>embedded</c> in one process, <c>simulation</c> (the same against simulated providers), <c>multiprocess</c> or <c>distributed</c>.</summary>
    public required string Mode { get; init; }

    /// <summary>The suite of tests, such as <c>basic</c>; null for a plan of the user's own.</summary>
    public string? Suite { get; init; }

    /// <summary>How the targets of a test followed one another; null when all were asked at the same time.</summary>
    public OrderResult? Order { get; init; }

    /// <summary>How the run ended.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>When the run was paused, in order; null when it never was.</summary>
    public IReadOnlyList<PauseResult>? Pauses { get; init; }

    /// <summary>What each target came to, in the plan's order.</summary>
    public required IReadOnlyList<TargetResult> Targets { get; init; }

    /// <summary>For each test by its name the targets, best first. How sure that order is, <see cref="RankingDetails"/> says.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Rankings { get; init; }

    /// <summary>The figures behind <see cref="Rankings"/>, in the same order.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<RankingEntry>>? RankingDetails { get; init; }

    /// <summary>The targets over all tests, best first.</summary>
    public IReadOnlyList<Standing>? Standings { get; init; }

    /// <summary>The best over all tests: several on a tie, none where there is nothing to compare.</summary>
    public IReadOnlyList<string>? Winner { get; init; }

    /// <summary>Targets compared pair by pair.</summary>
    public required IReadOnlyList<PairComparison> Comparisons { get; init; }

    /// <summary>What had to hold, and whether it did.</summary>
    public required IReadOnlyList<ThresholdResult> Thresholds { get; init; }

    /// <summary>What a reader should know of the whole run, as sentences.</summary>
    public IReadOnlyList<string>? Notes { get; init; }
}

/// <summary>A time in which the run sent nothing new.</summary>
public sealed record PauseResult
{
    /// <summary>When it was told to pause, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it went on or was stopped, UTC.</summary>
    public required DateTimeOffset EndedAt { get; init; }
}

/// <summary>How the targets of a test followed one another.</summary>
public sealed record OrderResult
{
    /// <summary><c>interleaved</c>: one at a time, in blocks, each of which has every target once in random order.</summary>
    public required string Order { get; init; }

    /// <summary>Into how many blocks the load of a test was cut, as far as it could be.</summary>
    public required int Blocks { get; init; }

    /// <summary>What the order was drawn from.</summary>
    public required long Seed { get; init; }
}

/// <summary>What one target came to.</summary>
public sealed record TargetResult
{
    /// <summary>How the target is called in this result: <c>provider/model</c>, or its <see cref="Id"/> where the plan has several such.</summary>
    public required string Target { get; init; }

    /// <summary>The target's identity over all runs.</summary>
    public string? Id { get; init; }

    /// <summary>The provider's name.</summary>
    public required string Provider { get; init; }

    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>Where the API is.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>What each test came to, by the test's name, in the plan's order.</summary>
    public required IReadOnlyDictionary<string, TestResult> Tests { get; init; }

    /// <summary>What went wrong in the time of the run by what is usual for the target over all runs, by rising start; null for nothing.</summary>
    public IReadOnlyList<Anomaly>? Anomalies { get; init; }

    /// <summary>What a reader should know of this target, as sentences.</summary>
    public IReadOnlyList<string>? Notes { get; init; }
}

/// <summary>Whether a condition of the plan held.</summary>
public sealed record ThresholdResult
{
    /// <summary>The condition as the user wrote it.</summary>
    public required string Expression { get; init; }

    /// <summary>The worst value of all tests of all targets, in milliseconds for times, else in the metric's unit; null when nothing has the metric.</summary>
    public double? Observed { get; init; }

    /// <summary>True when every value met the condition; false as well when there is no value.</summary>
    public required bool Passed { get; init; }

    /// <summary>The target with the worst value.</summary>
    public string? Target { get; init; }

    /// <summary>The test with the worst value.</summary>
    public string? Test { get; init; }

    /// <summary>Why there is no value.</summary>
    public string? Note { get; init; }
}
