using AkkaApiBench.Messages.Advice;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Analytics.Advice;

/// <summary>What advice is asked on.</summary>
/// <param name="Usage">The target that money is spent on.</param>
/// <param name="Others">Targets that served the same workload.</param>
/// <param name="Objectives">What a good request is: those of the plan.</param>
public sealed record AdviceQuestion(TargetUsage Usage, IReadOnlyList<TargetUsage> Others, IReadOnlyList<Condition> Objectives);

/// <summary>One kind of advice. It says nothing where the figures do not bear it out.</summary>
internal interface IAdvisor
{
    IEnumerable<Recommendation> Advise(AdviceQuestion question);
}

/// <summary>All advice on what a target costs.</summary>
public static class CostAdvice
{
    // A new kind of advice is a class and a line here.
    private static readonly IReadOnlyList<IAdvisor> Advisors =
    [
        new CheaperTargetAdvisor(), new CachingAdvisor(), new BatchAdvisor(), new HoursAdvisor(), new OutputAdvisor(), new GrowthAdvisor(), new RetryAdvisor(),
    ];

    /// <summary>What can be saved, the most first.</summary>
    public static IReadOnlyList<Recommendation> Of(AdviceQuestion question) =>
        [.. Advisors.SelectMany(advisor => advisor.Advise(question)).OrderByDescending(advice => advice.Saving)];
}
