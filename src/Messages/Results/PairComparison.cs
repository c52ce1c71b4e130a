using System.Text.Json.Serialization;

namespace AkkaApiBench.Messages.Results;

/// <summary>What a comparison shows of its first target.</summary>
public enum Verdict
{
    /// <summary>Better than the other one.</summary>
    [JsonStringEnumMemberName("faster")]
    Faster = 1,

    /// <summary>Worse than the other one.</summary>
    [JsonStringEnumMemberName("slower")]
    Slower = 2,

    /// <summary>The measurement cannot tell them apart; that does not show that they are the same.</summary>
    [JsonStringEnumMemberName("no difference shown")]
    NoDifferenceShown = 3,
}

/// <summary>Two targets compared on one metric of one test.</summary>
public sealed record PairComparison
{
    /// <summary>What is compared, such as <c>latency.p50</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>The test's name.</summary>
    public string? Test { get; init; }

    /// <summary>The first target.</summary>
    public required string A { get; init; }

    /// <summary>The second target.</summary>
    public required string B { get; init; }

    /// <summary>A's figure − B's figure, in milliseconds for times, else in the metric's unit.</summary>
    public required double Effect { get; init; }

    /// <summary>The 95 % confidence interval of <see cref="Effect"/>: [lower, upper].</summary>
    public IReadOnlyList<double>? Ci95 { get; init; }

    /// <summary>The rank test's p-value after Holm's correction over all pairs.</summary>
    public double? PValue { get; init; }

    /// <summary>What that shows of <see cref="A"/>.</summary>
    public required Verdict Verdict { get; init; }
}
