using AkkaApiBench.Analytics.Comparisons;
using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Analytics.Advice;

/// <summary>What was used of a target and what it cost, as far as advice needs it. What was not measured is null or empty.</summary>
public sealed record TargetUsage
{
    /// <summary>How well it served: its name, times and successes.</summary>
    public required Sample Service { get; init; }

    /// <summary>What it costs.</summary>
    public required Price Price { get; init; }

    /// <summary>The tokens used.</summary>
    public required Tokens Tokens { get; init; }

    /// <summary>The money spent.</summary>
    public required Usd Cost { get; init; }

    /// <summary>Tokens of prompts that repeat the beginning of an earlier prompt, sent while the provider would still have it.</summary>
    public long? RepeatedPrefixTokens { get; init; }

    /// <summary>By how much the provider's batch service is cheaper, 0 to 1.</summary>
    public double? BatchDiscount { get; init; }

    /// <summary>How long the answers were.</summary>
    public OutputLengths? Outputs { get; init; }

    /// <summary>Tries that failed and were tried again.</summary>
    public RetryFigures? Retries { get; init; }

    /// <summary>What each hour of each day cost.</summary>
    public IReadOnlyList<HourlyCost> Hours { get; init; } = [];

    /// <summary>What each day cost, the earliest first.</summary>
    public IReadOnlyList<DailyCost> Days { get; init; } = [];

    /// <summary>The target's name.</summary>
    public string Target => Service.Target;

    /// <summary>Dollars a success; null without one.</summary>
    public double? CostPerSuccess => Service.Succeeded > 0 ? (double)Cost.Dollars / Service.Succeeded : null;
}

/// <summary>How many tokens answers have.</summary>
/// <param name="Count">How many answers.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="StandardDeviation">Their standard deviation.</param>
public sealed record OutputLengths(long Count, double Mean, double StandardDeviation);

/// <summary>Tries that were paid for and gave no answer.</summary>
/// <param name="Tries">How many.</param>
/// <param name="Cost">What they cost.</param>
public sealed record RetryFigures(long Tries, Usd Cost);

/// <summary>What an hour of a day cost.</summary>
/// <param name="Day">The day, UTC.</param>
/// <param name="Hour">The hour, 0 to 23.</param>
/// <param name="Requests">How many requests succeeded.</param>
/// <param name="Cost">What they cost, with their retries.</param>
public sealed record HourlyCost(DateOnly Day, int Hour, long Requests, Usd Cost);

/// <summary>What a day cost.</summary>
/// <param name="Day">The day, UTC.</param>
/// <param name="Requests">How many requests were sent.</param>
/// <param name="InputTokens">The tokens of their prompts.</param>
/// <param name="OutputTokens">The tokens of their answers.</param>
/// <param name="InputCost">What the prompts cost.</param>
/// <param name="OutputCost">What the answers cost.</param>
public sealed record DailyCost(DateOnly Day, long Requests, long InputTokens, long OutputTokens, Usd InputCost, Usd OutputCost)
{
    /// <summary>All that the day cost.</summary>
    public Usd Cost => InputCost + OutputCost;
}
