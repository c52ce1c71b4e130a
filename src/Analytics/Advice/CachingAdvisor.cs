using AkkaApiBench.Messages.Advice;

namespace AkkaApiBench.Analytics.Advice;

/// <summary>Prompts that begin alike and are paid in full.</summary>
internal sealed class CachingAdvisor : IAdvisor
{
    private const int FewRequests = 20;

    public IEnumerable<Recommendation> Advise(AdviceQuestion question)
    {
        var usage = question.Usage;
        var cheaper = (double)(usage.Price.InputPerMillion - usage.Price.CachedPerMillion);
        if (usage.RepeatedPrefixTokens is not { } repeated || cheaper <= 0 || usage.Service.Judged < FewRequests)
            return [];

        var missed = Math.Max(0, Math.Min(repeated, usage.Tokens.Input) - usage.Tokens.Cached);
        return usage.Saving(
            RecommendationKind.PromptCaching,
            missed * cheaper / 1e6,
            "Let the provider cache the common beginning of the prompts: put what changes last, and mark the prefix where the API asks for it.",
            [
                $"{Advices.Percent((double)repeated / usage.Tokens.Input)} of prompt tokens repeat an earlier prompt's beginning; {Advices.Percent((double)usage.Tokens.Cached / usage.Tokens.Input)} were taken from the cache.",
                $"A million cached tokens costs {usage.Price.CachedPerMillion} USD instead of {usage.Price.InputPerMillion} USD.",
            ]);
    }
}
