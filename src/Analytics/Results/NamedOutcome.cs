using AkkaApiBench.Analytics.Saturation;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Results;

namespace AkkaApiBench.Analytics.Results;

/// <summary>What the test of one name came to for one target, however many entries of the plan it is.</summary>
/// <param name="Figures">Its figures.</param>
/// <param name="Ranked">The entry that stands for it when targets are ranked.</param>
internal sealed record NamedOutcome(TestResult Figures, TestOutcome Ranked)
{
    /// <summary>Its steps, where it has any.</summary>
    public IReadOnlyList<JudgedStep> Steps { get; init; } = [];

    /// <summary>Makes the outcome; <paramref name="outcomes"/> are in the order of the plan, and at least one.</summary>
    public static NamedOutcome Of(Plan plan, Target target, IReadOnlyList<TestOutcome> outcomes, bool isCut) => plan.Tests[outcomes[0].Test] switch
    {
        { Step: not null } => SteppedFigures.Of(plan, target, outcomes, isCut),
        { Arm: not null } => StreamingFigures.Of(plan, target, outcomes),
        var test => new NamedOutcome(TestFigures.Of(plan, target, test, outcomes[0]), outcomes[0]),
    };

    /// <summary>
    /// The entry by which targets are compared pair by pair: of steps the highest that every target made and sustained, so that all
    /// are compared under the same load.
    /// </summary>
    public TestOutcome ComparedWith(IReadOnlyList<NamedOutcome> all)
    {
        if (Steps.Count == 0)
            return Ranked;
        var common = all.Min(other => other.Steps.TakeWhile(step => step.IsSustained).Count());
        return Steps[Math.Clamp(common - 1, 0, Steps.Count - 1)].Outcome;
    }
}
