using AkkaApiBench.Messages.Advice;
using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Analytics.Advice;

/// <summary>Requests that nobody waits for.</summary>
internal sealed class BatchAdvisor : IAdvisor
{
    public IEnumerable<Recommendation> Advise(AdviceQuestion question)
    {
        if (question.Usage.BatchDiscount is not { } discount || question.Objectives.Any(objective => objective.Metric.Unit is Unit.Time))
            return [];

        return question.Usage.Saving(
            RecommendationKind.Batch,
            (double)question.Usage.Cost.Dollars * discount,
            "Send the requests to the provider's batch service.",
            ["The plan has no objective on time.", $"The batch service is {Advices.Percent(discount)} cheaper."]);
    }
}
