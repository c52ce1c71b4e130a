using AkkaApiBench.Analytics.Comparisons;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Analytics.Results;

/// <summary>
/// The figures of a test that asks the same in two ways by turns: counts, tokens and cost of both, all else of the streamed
/// answers, and beside them the whole ones and how the two differ.
/// </summary>
internal static class StreamingFigures
{
    public static NamedOutcome Of(Plan plan, Target target, IReadOnlyList<TestOutcome> outcomes)
    {
        var streamed = outcomes.FirstOrDefault(outcome => plan.Tests[outcome.Test].Arm is TestArm.Streamed) ?? outcomes[0];
        var whole = outcomes.FirstOrDefault(outcome => plan.Tests[outcome.Test].Arm is TestArm.Whole) ?? outcomes[0];
        var test = plan.Tests[streamed.Test];
        var both = TestFigures.Of(plan, target, test, new TestOutcome(
            streamed.Target, streamed.Test, streamed.Requests + whole.Requests, streamed.Measured.Merge(whole.Measured), streamed.Duration + whole.Duration));
        var figures = TestFigures.Of(plan, target, test, streamed) with
        {
            Requests = both.Requests,
            DurationS = both.DurationS,
            Errors = both.Errors,
            Tokens = both.Tokens,
            Cost = both.Cost,
            ClientHealth = both.ClientHealth,
            Whole = TestFigures.Of(plan, target, plan.Tests[whole.Test], whole),
            StreamedAgainstWhole = ComparisonFamily.Compare(
                test.Name, [new Pair(Sample.Of("streamed", streamed.Measured), Sample.Of("whole", whole.Measured))]),
        };
        return new NamedOutcome(figures, streamed);
    }
}
