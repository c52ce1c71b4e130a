using System.Text.Json.Serialization;

namespace AkkaApiBench.Messages.Results;

/// <summary>What a comparison shows of its first target.</summary>
public enum Verdict
{
    /// <summary>Its times are shorter than the other one's.</summary>
    [JsonStringEnumMemberName("faster")]
    Faster = 1,

    /// <summary>Its times are longer than the other one's.</summary>
    [JsonStringEnumMemberName("slower")]
    Slower = 2,

    /// <summary>The measurement cannot tell them apart; that does not show that they are the same.</summary>
    [JsonStringEnumMemberName("no difference shown")]
    NoDifferenceShown = 3,

    /// <summary>Better than the other one in what is no time, such as the success rate.</summary>
    [JsonStringEnumMemberName("better")]
    Better = 4,

    /// <summary>Worse than the other one in what is no time, such as the success rate.</summary>
    [JsonStringEnumMemberName("worse")]
    Worse = 5,
}

/// <summary>What verdicts mean.</summary>
public static class Verdicts
{
    /// <summary>True when the first target does worse than the second.</summary>
    public static bool IsWorse(this Verdict verdict) => verdict is Verdict.Slower or Verdict.Worse;

    /// <summary>True when the first target does better than the second.</summary>
    public static bool IsBetter(this Verdict verdict) => verdict is Verdict.Faster or Verdict.Better;

    /// <summary>What the same comparison shows of the second target.</summary>
    public static Verdict Reversed(this Verdict verdict) => verdict switch
    {
        Verdict.Faster => Verdict.Slower,
        Verdict.Slower => Verdict.Faster,
        Verdict.Better => Verdict.Worse,
        Verdict.Worse => Verdict.Better,
        _ => verdict,
    };
}

/// <summary>Two targets compared on one figure of one test. How it is made, docs/comparisons.md says.</summary>
public sealed record PairComparison
{
    /// <summary>What is compared, such as <c>latency.p50</c> or <c>success_rate</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>The test's name.</summary>
    public string? Test { get; init; }

    /// <summary>The first target.</summary>
    public required string A { get; init; }

    /// <summary>The second target.</summary>
    public required string B { get; init; }

    /// <summary>A's figure, in milliseconds for times, else in the metric's unit.</summary>
    public double? ValueA { get; init; }

    /// <summary>B's figure, in the same unit.</summary>
    public double? ValueB { get; init; }

    /// <summary>A's figure − B's figure, in the same unit.</summary>
    public required double Effect { get; init; }

    /// <summary>The 95 % confidence interval of <see cref="Effect"/>: [lower, upper].</summary>
    public IReadOnlyList<double>? Ci95 { get; init; }

    /// <summary>100 × (A's figure / B's figure − 1); null when B's figure is 0.</summary>
    public double? EffectPercent { get; init; }

    /// <summary>The 95 % confidence interval of <see cref="EffectPercent"/>: [lower, upper]; null for what is no time.</summary>
    public IReadOnlyList<double>? EffectPercentCi95 { get; init; }

    /// <summary>
    /// The test's p-value after Holm's correction over all pairs and figures of one metric of one test: rank test for medians,
    /// quantile test for p95, Fisher's exact test for rates.
    /// </summary>
    public double? PValue { get; init; }

    /// <summary>What that shows of <see cref="A"/>: a difference only where the p-value is at most 0.05 and the interval excludes zero on the same side.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The same comparison seen from <see cref="B"/>.</summary>
    public PairComparison Reversed() => this with
    {
        A = B,
        B = A,
        ValueA = ValueB,
        ValueB = ValueA,
        Effect = 0 - Effect,
        Ci95 = Ci95 is [var lower, var upper] ? [0 - upper, 0 - lower] : null,
        EffectPercent = EffectPercent is { } percent ? Reversed(percent) : null,
        EffectPercentCi95 = EffectPercentCi95 is [var least, var most] && Reversed(most) is { } from && Reversed(least) is { } to ? [from, to] : null,
        Verdict = Verdict.Reversed(),
    };

    private static double? Reversed(double percent) => percent > -100 ? 100 * (1 / (1 + percent / 100) - 1) : null;
}
