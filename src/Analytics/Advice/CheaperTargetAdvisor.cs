using AkkaApiBench.Analytics.Comparisons;
using AkkaApiBench.Analytics.Statistics;
using AkkaApiBench.Messages.Advice;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Analytics.Advice;

/// <summary>
/// Cheaper targets that are shown to serve no worse: not those for which no difference was found, but those whose interval excludes
/// one that matters (non-inferiority: G. Piaggio and others, "Reporting of noninferiority and equivalence randomized trials",
/// JAMA 308, 2012). Of those the ones on the Pareto front of cost, latency and success.
/// </summary>
internal sealed class CheaperTargetAdvisor : IAdvisor
{
    // One request in a hundred more that fails or misses an objective matters.
    private const double WorseShare = -0.01;

    // Without objectives: times that are a tenth longer matter.
    private const double WorsePercent = 10;
    private static readonly string[] Times = ["latency.p50", "latency.p95"];

    public IEnumerable<Recommendation> Advise(AdviceQuestion question)
    {
        var usage = question.Usage;
        if (usage.CostPerSuccess is not { } own)
            return [];

        var fit = question.Others
            .Where(other => other.CostPerSuccess < own)
            .Select(other => (Other: other, Evidence: EvidenceOf(usage.Service, other.Service, question.Objectives)))
            .Where(choice => choice.Evidence is not null)
            .ToList();
        return ParetoFront.Of(fit, choice => FiguresOf(choice.Other)).SelectMany(choice => usage.Saving(
            RecommendationKind.CheaperTarget,
            (own - choice.Other.CostPerSuccess!.Value) * usage.Service.Succeeded,
            $"Use {choice.Other.Target} instead of {usage.Target}: it costs less and serves no worse.",
            [
                $"1,000 answers cost {Advices.Dollars(1000 * choice.Other.CostPerSuccess!.Value)} instead of {Advices.Dollars(1000 * own)}.",
                .. choice.Evidence!,
            ],
            choice.Other.Target));
    }

    /// <summary>That it serves no worse; null where that is not shown.</summary>
    private static List<string>? EvidenceOf(Sample own, Sample other, IReadOnlyList<Condition> objectives)
    {
        var shares = objectives.Select(objective => (Name: objective.Expression, Own: MeetingOf(own, objective), Other: MeetingOf(other, objective)))
            .Prepend((Metric.SuccessRate.Name, own.Succeeded, other.Succeeded));
        var evidence = new List<string>();
        foreach (var (name, hits, otherHits) in shares)
        {
            if (hits is not { } mine || otherHits is not { } theirs
                || RateDifference.Of(theirs, other.Judged, mine, own.Judged) is not { } difference || difference.Lower < WorseShare)
                return null;
            evidence.Add($"{name}: met by {Advices.Percent((double)theirs / other.Judged)} instead of {Advices.Percent((double)mine / own.Judged)} of requests; "
                + $"95 % interval of the difference {Advices.Percent(difference.Lower)} to {Advices.Percent(difference.Upper)}.");
        }

        return objectives.Count > 0 ? evidence : WithTimes(evidence, own, other);
    }

    private static List<string>? WithTimes(List<string> evidence, Sample own, Sample other)
    {
        var compared = ComparisonFamily.Compare("advice", [new Pair(other, own)]).Where(pair => Times.Contains(pair.Metric)).ToList();
        if (compared.Count < Times.Length || compared.Exists(pair => pair.EffectPercentCi95 is not [_, <= WorsePercent]))
            return null;
        evidence.AddRange(compared.Select(pair => $"{pair.Metric}: {Advices.Percent(pair.EffectPercent!.Value / 100)} longer; "
            + $"95 % interval {Advices.Percent(pair.EffectPercentCi95![0] / 100)} to {Advices.Percent(pair.EffectPercentCi95[1] / 100)}."));
        return evidence;
    }

    /// <summary>How many requests met an objective; null where nobody measured.</summary>
    private static long? MeetingOf(Sample sample, Condition objective)
    {
        if (!sample.Times.TryGetValue(objective.Metric, out var times))
            return null;
        long meeting = 0;
        foreach (var bucket in times.Buckets)
            meeting += objective.IsMetBy(bucket.Lowest / 1000d) && objective.IsMetBy(bucket.Highest / 1000d) ? bucket.Count : 0;
        return meeting;
    }

    private static double[] FiguresOf(TargetUsage usage) =>
    [
        usage.CostPerSuccess!.Value,
        usage.Service.Times.TryGetValue(Metric.Latency, out var latency) ? latency.Percentile(50) : double.PositiveInfinity,
        -(double)usage.Service.Succeeded / usage.Service.Judged,
    ];
}
