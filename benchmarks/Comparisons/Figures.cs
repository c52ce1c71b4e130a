using AkkaApiBench.Analytics.Comparisons;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Results;

namespace AkkaApiBench.Benchmarks.Comparisons;

/// <summary>How often comparisons of two targets are right; shares of the repetitions.</summary>
/// <param name="Count">Requests of each target.</param>
/// <param name="FalseVerdicts">Two that are the same, and a verdict on any metric.</param>
/// <param name="TenthFound">One 10 % slower, and found.</param>
/// <param name="FifthFound">One 20 % slower, and found.</param>
/// <param name="WrongWay">One slower, and said to be faster.</param>
/// <param name="MedianCovered">The true effect on the median within its 95 % interval.</param>
/// <param name="P95Covered">The same of p95; null where there are too few requests for it.</param>
internal sealed record PairFigures(
    int Count, double FalseVerdicts, double TenthFound, double FifthFound, double WrongWay, double MedianCovered, double? P95Covered)
{
    public static PairFigures Of(int count, int repetitions)
    {
        var same = Repeat(count, repetitions, slowdown: 1);
        var tenth = Repeat(count, repetitions, slowdown: 1.1);
        var fifth = Repeat(count, repetitions, slowdown: 1.2);
        return new PairFigures(
            count,
            Share(same, pairs => pairs.Exists(pair => pair.Verdict is not Verdict.NoDifferenceShown)),
            Share(tenth, pairs => pairs[0].Verdict is Verdict.Slower),
            Share(fifth, pairs => pairs[0].Verdict is Verdict.Slower),
            Share([.. tenth, .. fifth], pairs => pairs.Exists(pair => pair.Verdict is Verdict.Faster)),
            Share(tenth, pairs => Covers(pairs[0], 0.1 * SimulatedTarget.MedianMs)),
            same[0].Exists(pair => pair.Metric == "latency.p95") ? Share(tenth, pairs => Covers(pairs[1], 0.1 * SimulatedTarget.P95Ms)) : null);
    }

    /// <summary>The comparisons of the latency's figures, the median first.</summary>
    private static List<List<PairComparison>> Repeat(int count, int repetitions, double slowdown)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, repetitions).Select(_ => ComparisonFamily.Compare("latency",
            [new Pair(SimulatedTarget.Sample("a", count, slowdown, random), SimulatedTarget.Sample("b", count, 1, random))])
            .Where(pair => pair.Metric != Metric.SuccessRate.Name).ToList())];
    }

    private static double Share(List<List<PairComparison>> all, Func<List<PairComparison>, bool> holds) => (double)all.Count(holds) / all.Count;

    private static bool Covers(PairComparison pair, double effect) => pair.Ci95![0] <= effect && effect <= pair.Ci95[1];
}

/// <summary>Several targets that are all the same.</summary>
internal sealed record FamilyFigures(int Targets, double FalseVerdicts);

/// <summary>What a comparison of a pair on one metric costs.</summary>
internal sealed record CostOfPair(int Count, double Milliseconds);
