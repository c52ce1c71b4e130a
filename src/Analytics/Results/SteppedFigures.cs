using AkkaApiBench.Analytics.Saturation;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Results;

namespace AkkaApiBench.Analytics.Results;

/// <summary>
/// The figures of a test in steps: counts, tokens and cost of all of them, and all else of the best one, so that a ranking or
/// a threshold on them judges the most that a target does well.
/// </summary>
internal static class SteppedFigures
{
    /// <summary>Makes the figures of a target that made at least one step.</summary>
    public static NamedOutcome Of(Plan plan, Target target, IReadOnlyList<TestOutcome> outcomes, bool isCut)
    {
        var tests = outcomes.Select(outcome => plan.Tests[outcome.Test]).ToList();
        var steps = JudgedStep.Judge([.. outcomes.Select((outcome, index) => (tests[index].Load, outcome))], plan.Objectives.Count > 0);
        isCut |= outcomes[^1].Duration == TimeSpan.Zero;
        // What a run left off in the middle says nothing of what the target can do.
        var whole = isCut ? [.. steps.SkipLast(1)] : steps;
        var sustained = JudgedStep.Highest(whole, step => step.IsSustained);
        var good = JudgedStep.Highest(whole, step => step.MeetsObjectives == true);
        var best = (plan.Objectives.Count > 0 ? good : sustained) ?? steps[0];

        var all = TestFigures.Of(plan, target, tests[0], Merge(outcomes));
        var figures = TestFigures.Of(plan, target, plan.Tests[best.Outcome.Test], best.Outcome) with
        {
            Requests = all.Requests,
            DurationS = all.DurationS,
            Errors = all.Errors,
            Tokens = all.Tokens,
            Cost = all.Cost,
            ClientHealth = Health(all.ClientHealth, plan, target, outcomes),
            Steps = [.. steps.Select(step => StepOf(plan, target, step, isCut && step == steps[^1]))],
            BestStep = plan.Tests[best.Outcome.Test].Step!.Number,
            Knee = KneeOf(plan, whole),
            MaxSustainedRate = sustained?.OfferedRate,
            MaxRateMeetingSlo = good?.OfferedRate,
            MaxSustainedConcurrency = sustained?.Concurrency,
            MaxConcurrencyMeetingSlo = good?.Concurrency,
        };
        return new NamedOutcome(figures, best.Outcome) { Steps = whole };
    }

    private static StepResult StepOf(Plan plan, Target target, JudgedStep step, bool isCut)
    {
        var test = plan.Tests[step.Outcome.Test];
        var figures = TestFigures.Of(plan, target, test, step.Outcome);
        return new StepResult
        {
            Step = test.Step!.Number,
            OfferedRate = step.OfferedRate,
            Concurrency = step.Concurrency,
            AchievedRate = step.AchievedRate,
            Sustained = step.IsSustained && !isCut,
            MeetsSlo = isCut ? null : step.MeetsObjectives,
            SloAttainment = step.Attainment,
            Stop = isCut ? "the run ended in this step" : step.Stop,
            Requests = figures.Requests,
            DurationS = figures.DurationS,
            LatencyMs = figures.LatencyMs is null ? null : figures.LatencyMs with { Buckets = null },
            ResponseTimeMs = figures.ResponseTimeMs,
            TtftMs = figures.TtftMs is null ? null : figures.TtftMs with { Buckets = null },
            TpotMs = figures.TpotMs is null ? null : figures.TpotMs with { Buckets = null },
            SuccessRate = figures.SuccessRate,
            Goodput = figures.Goodput,
            OutputTokensPerSecond = figures.OutputTokensPerSecond,
            Errors = figures.Errors,
            ClientLimited = figures.ClientHealth.ClientLimited,
        };
    }

    private static KneeResult? KneeOf(Plan plan, IReadOnlyList<JudgedStep> steps)
    {
        if (Power.Knee([.. steps.Select(step => step.Point)]) is not { } index)
            return null;
        var knee = steps[index];
        return new KneeResult
        {
            Method = "power",
            Step = plan.Tests[knee.Outcome.Test].Step!.Number,
            Rate = knee.OfferedRate,
            Concurrency = knee.Concurrency,
            AchievedRate = knee.AchievedRate,
            LatencyMs = 1000 * knee.Point.Latency,
        };
    }

    /// <summary>The client was the bottleneck of the test when it was of a step.</summary>
    private static ClientHealth Health(ClientHealth all, Plan plan, Target target, IReadOnlyList<TestOutcome> outcomes)
    {
        var steps = outcomes.Select(outcome => (plan.Tests[outcome.Test].Step, TestFigures.Of(plan, target, plan.Tests[outcome.Test], outcome).ClientHealth)).ToList();
        var reasons = steps.SelectMany(step => (step.ClientHealth.Reasons ?? []).Select(reason => $"Step {step.Step!.Number}: {reason}")).ToList();
        return all with { ClientLimited = reasons.Count > 0, Reasons = reasons.Count > 0 ? reasons : null };
    }

    private static TestOutcome Merge(IReadOnlyList<TestOutcome> outcomes) => outcomes.Aggregate((sum, next) => sum with
    {
        Requests = sum.Requests + next.Requests,
        Measured = sum.Measured.Merge(next.Measured),
        Duration = sum.Duration + next.Duration,
    });
}
