using AkkaApiBench.Messages.Advice;

namespace AkkaApiBench.Analytics.Advice;

/// <summary>Tries that were paid for and failed.</summary>
internal sealed class RetryAdvisor : IAdvisor
{
    private const long FewTries = 10;

    public IEnumerable<Recommendation> Advise(AdviceQuestion question)
    {
        if (question.Usage.Retries is not { Tries: >= FewTries } retries)
            return [];

        return question.Usage.Saving(
            RecommendationKind.RetryWaste,
            (double)retries.Cost.Dollars,
            "Lower the load or lengthen the timeouts so that fewer tries fail after they were paid for.",
            [FormattableString.Invariant($"{retries.Tries} tries cost {Advices.Dollars((double)retries.Cost.Dollars)} and gave no answer.")]);
    }
}
