using AkkaApiBench.Analytics.Statistics;
using AkkaApiBench.Messages.Advice;

namespace AkkaApiBench.Analytics.Advice;

/// <summary>
/// Answers that are longer than another target's to the same requests, by what is certain of the difference
/// (B. L. Welch, Biometrika 34, 1947, with the normal quantile: there are many answers).
/// </summary>
internal sealed class OutputAdvisor : IAdvisor
{
    private const long FewAnswers = 30;

    public IEnumerable<Recommendation> Advise(AdviceQuestion question)
    {
        var usage = question.Usage;
        if (usage.Outputs is not { Count: >= FewAnswers } own)
            return [];

        var excess = question.Others
            .Where(other => other.Outputs is { Count: >= FewAnswers })
            .Select(other => (other.Target, Outputs: other.Outputs!, Tokens: CertainExcess(own, other.Outputs!)))
            .OrderByDescending(other => other.Tokens)
            .FirstOrDefault();
        if (excess.Target is null || excess.Tokens <= 0)
            return [];

        return usage.Saving(
            RecommendationKind.ShorterOutput,
            excess.Tokens * own.Count * (double)usage.Price.OutputPerMillion / 1e6,
            "Ask for shorter answers, or limit them with max_tokens.",
            [
                FormattableString.Invariant($"Answers have {own.Mean:0} tokens on average; {excess.Target} answers the same requests with {excess.Outputs.Mean:0}."),
                FormattableString.Invariant($"At least {excess.Tokens:0} tokens of the difference are no chance (95 %)."),
            ]);
    }

    private static double CertainExcess(OutputLengths own, OutputLengths other) => own.Mean - other.Mean - Interval.Z95
        * Math.Sqrt(own.StandardDeviation * own.StandardDeviation / own.Count + other.StandardDeviation * other.StandardDeviation / other.Count);
}
