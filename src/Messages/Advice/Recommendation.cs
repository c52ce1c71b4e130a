using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Messages.Advice;

/// <summary>What a recommendation is about. The numbers are stored and sent: never reuse one.</summary>
public enum RecommendationKind
{
    /// <summary>Another target costs less and serves no worse.</summary>
    CheaperTarget = 1,

    /// <summary>Prompts begin alike, and the provider would charge less for what it has seen.</summary>
    PromptCaching = 2,

    /// <summary>Nobody waits for the answers, and the provider has a cheaper batch service.</summary>
    Batch = 3,

    /// <summary>The same requests cost less at other hours.</summary>
    BetterHours = 4,

    /// <summary>Answers are longer than others give for the same requests.</summary>
    ShorterOutput = 5,

    /// <summary>Costs rise or jumped, and what drives them.</summary>
    CostGrowth = 6,

    /// <summary>Tries that failed were paid for.</summary>
    RetryWaste = 7,
}

/// <summary>Advice how to pay less, with what it rests on.</summary>
public sealed record Recommendation
{
    /// <summary>What it is about.</summary>
    public required RecommendationKind Kind { get; init; }

    /// <summary>The target that money is spent on.</summary>
    public required string Target { get; init; }

    /// <summary>What to do, as a sentence.</summary>
    public required string Advice { get; init; }

    /// <summary>What would have been saved of what the figures cover; nothing where costs are only explained.</summary>
    public required Usd Saving { get; init; }

    /// <summary><see cref="Saving"/> as a share of what was spent, 0 to 1.</summary>
    public required double SavingShare { get; init; }

    /// <summary>The figures that it rests on, as sentences.</summary>
    public required IReadOnlyList<string> Evidence { get; init; }

    /// <summary>The target to use instead; null for advice that keeps the target.</summary>
    public string? Instead { get; init; }
}
