namespace AkkaApiBench.Messages.Results;

/// <summary>Results compared with a baseline: what <c>apibench compare --json</c> writes.</summary>
public sealed record ComparisonReport
{
    /// <summary>The schema that this type is: fields may be added to it, never changed or removed.</summary>
    public const string SchemaName = "apibench.comparison/1";

    /// <summary>Always <see cref="SchemaName"/>.</summary>
    public string Schema { get; init; } = SchemaName;

    /// <summary>The result that the others are compared with.</summary>
    public required ComparedResult Baseline { get; init; }

    /// <summary>The others, each with its comparisons.</summary>
    public required IReadOnlyList<ComparedResult> Candidates { get; init; }

    /// <summary>Differences of times smaller than this, in percent of the baseline, are no regression.</summary>
    public required double MinEffectPercent { get; init; }

    /// <summary>Where a candidate does worse than the baseline.</summary>
    public required IReadOnlyList<Regression> Regressions { get; init; }
}

/// <summary>A result that is compared.</summary>
public sealed record ComparedResult
{
    /// <summary>Where it is from, as the user named it.</summary>
    public required string Source { get; init; }

    /// <summary>The run's identifier.</summary>
    public required string RunId { get; init; }

    /// <summary>The plan's name.</summary>
    public required string Name { get; init; }

    /// <summary>When the run began, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Each target of this result as A against one of the baseline as B; null for the baseline.</summary>
    public IReadOnlyList<PairComparison>? Comparisons { get; init; }

    /// <summary>What a reader should know, as sentences.</summary>
    public IReadOnlyList<string>? Notes { get; init; }
}

/// <summary>Something that a candidate does worse than the baseline.</summary>
public sealed record Regression
{
    /// <summary>The candidate's <see cref="ComparedResult.Source"/>.</summary>
    public required string Source { get; init; }

    /// <summary>The target.</summary>
    public required string Target { get; init; }

    /// <summary>The test's name.</summary>
    public required string Test { get; init; }

    /// <summary>What got worse, such as <c>latency.p50</c>; null when the candidate has not measured what the baseline has.</summary>
    public string? Metric { get; init; }
}
