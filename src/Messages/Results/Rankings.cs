namespace AkkaApiBench.Messages.Results;

/// <summary>One target's place in the ranking of one test.</summary>
public sealed record RankingEntry
{
    /// <summary>The target.</summary>
    public required string Target { get; init; }

    /// <summary>The place from 1; targets that are a draw share the mean of their places, such as 1.5.</summary>
    public required double Rank { get; init; }

    /// <summary>What is ranked, such as <c>latency.p50</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>The figure, in milliseconds for times, else in the metric's unit; null when there is none, which <see cref="Note"/> explains.</summary>
    public double? Value { get; init; }

    /// <summary>Its 95 % confidence interval: [lower, upper]; a bound that cannot be told is null.</summary>
    public IReadOnlyList<double?>? Ci95 { get; init; }

    /// <summary>True when the measurement cannot tell this target from the one before.</summary>
    public required bool DrawWithPrevious { get; init; }

    /// <summary>Why there is no <see cref="Value"/>.</summary>
    public string? Note { get; init; }
}

/// <summary>One target's place over all tests.</summary>
public sealed record Standing
{
    /// <summary>The place from 1; targets with the same sum share the better place.</summary>
    public required int Place { get; init; }

    /// <summary>The target.</summary>
    public required string Target { get; init; }

    /// <summary>The sum of the ranks: less is better.</summary>
    public required double RankSum { get; init; }

    /// <summary>The rank in each test, by the test's name.</summary>
    public required IReadOnlyDictionary<string, double> Ranks { get; init; }
}
