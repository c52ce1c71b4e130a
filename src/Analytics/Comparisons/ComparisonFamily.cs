using AkkaApiBench.Analytics.Statistics;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Results;

namespace AkkaApiBench.Analytics.Comparisons;

/// <summary>Two targets that are compared.</summary>
public sealed record Pair(Sample A, Sample B)
{
    /// <summary>Every pair of <paramref name="samples"/> once, the earlier one as A.</summary>
    public static IReadOnlyList<Pair> AllOf(IReadOnlyList<Sample> samples) =>
        [.. samples.SelectMany((a, index) => samples.Skip(index + 1).Select(b => new Pair(a, b)))];
}

/// <summary>
/// Compares pairs of targets on everything that one test measured. All pairs and figures of one metric are a family: Holm's
/// correction is over them, so that at most 5 % of metrics without any difference show one. Metrics are families of their own,
/// for each answers a question of its own, and a metric more must not make the others harder to tell.
/// </summary>
public static class ComparisonFamily
{
    /// <summary>The chance of seeing a difference where there is none.</summary>
    internal const double Level = 0.05;

    /// <summary>Compares the pairs on latency, time to first token, time per output token and success rate, where both have them.</summary>
    /// <param name="test">The test's name.</param>
    /// <param name="pairs">Who is compared with whom.</param>
    /// <returns>By metric, pair and figure.</returns>
    public static IReadOnlyList<PairComparison> Compare(string test, IReadOnlyList<Pair> pairs)
    {
        var quantiles = new QuantileFigures();
        IEnumerable<IEnumerable<Finding>> families =
        [
            .. Sample.Metrics.Select(metric => pairs.SelectMany(pair => quantiles.Compare(metric, pair))),
            pairs.Select(RateFigure.Compare).OfType<Finding>(),
        ];
        return [.. families.SelectMany(family => Judge(test, [.. family]))];
    }

    private static IEnumerable<PairComparison> Judge(string test, IReadOnlyList<Finding> family)
    {
        var pValues = Holm.Correct([.. family.Select(finding => finding.Evidence.PValue)]);
        return family.Select((finding, index) => new PairComparison
        {
            Metric = finding.Figure,
            Test = test,
            A = finding.Pair.A.Target,
            B = finding.Pair.B.Target,
            ValueA = finding.ValueA,
            ValueB = finding.ValueB,
            Effect = finding.ValueA - finding.ValueB,
            Ci95 = [finding.Interval.Lower, finding.Interval.Upper],
            EffectPercent = finding.ValueB > 0 ? 100 * (finding.ValueA / finding.ValueB - 1) : null,
            EffectPercentCi95 = finding.Ratio is { } ratio ? [100 * (ratio.Lower - 1), 100 * (ratio.Upper - 1)] : null,
            PValue = pValues[index],
            Verdict = VerdictOf(finding, pValues[index]),
        });
    }

    /// <summary>
    /// The test says that the targets differ at all, the interval that they do so in this figure: a rank test alone also
    /// answers to another spread, and an interval alone knows nothing of the other comparisons.
    /// </summary>
    private static Verdict VerdictOf(Finding finding, double pValue)
    {
        var side = finding.Interval.Lower > 0 ? 1 : finding.Interval.Upper < 0 ? -1 : 0;
        if (pValue > Level || side == 0 || side != finding.Evidence.Side)
            return Verdict.NoDifferenceShown;
        return finding.Metric switch
        {
            { Unit: Unit.Time } => side < 0 ? Verdict.Faster : Verdict.Slower,
            { Better: Better.Lower } => side < 0 ? Verdict.Better : Verdict.Worse,
            _ => side > 0 ? Verdict.Better : Verdict.Worse,
        };
    }
}
