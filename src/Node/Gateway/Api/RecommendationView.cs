using AkkaApiBench.Messages.Advice;

namespace AkkaApiBench.Node.Gateway.Api;

/// <summary>Cost advice, as <c>/api/v1/recommendations</c> tells it.</summary>
/// <param name="Recommendations">What saves most first.</param>
/// <param name="Notes">Why there may be less advice than there could be.</param>
public sealed record RecommendationListView(IReadOnlyList<RecommendationView> Recommendations, IReadOnlyList<string> Notes);

/// <summary>One piece of advice.</summary>
public sealed record RecommendationView
{
    /// <summary>What it is about.</summary>
    public required RecommendationKind Kind { get; init; }

    /// <summary>The identity of the target that money is spent on.</summary>
    public required string Target { get; init; }

    /// <summary>What to do, as a sentence.</summary>
    public required string Advice { get; init; }

    /// <summary>What would have been saved of <see cref="SpentUsd"/>.</summary>
    public required decimal SavingUsd { get; init; }

    /// <summary>The same as a share, 0 to 1.</summary>
    public required double SavingShare { get; init; }

    /// <summary>What was spent in the time and the runs that the figures cover.</summary>
    public required decimal SpentUsd { get; init; }

    /// <summary>The figures that it rests on, as sentences.</summary>
    public required IReadOnlyList<string> Evidence { get; init; }

    /// <summary>The target to use instead; null for advice that keeps the target.</summary>
    public string? Instead { get; init; }

    /// <summary>When the figures begin.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>When they end.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>The runs that the figures are of; none where they are of the target's history over all runs.</summary>
    public required IReadOnlyList<string> Runs { get; init; }
}
