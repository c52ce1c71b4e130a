using AkkaApiBench.Analytics.Results;
using AkkaApiBench.Analytics.Saturation;

namespace AkkaApiBench.Node.Coordinator.Runs;

/// <summary>Which tests follow, and who makes them: a target that a step has saturated makes no higher one.</summary>
internal static class Steps
{
    /// <summary>The test after the present stage and the targets that make it; null when there is none.</summary>
    public static (int Test, IReadOnlyList<int> Targets)? Next(RunState state)
    {
        var plan = state.Plan!;
        for (var test = state.Stage[^1] + 1; test < plan.Tests.Count; test++)
        {
            IReadOnlyList<int> targets = plan.Tests[test].Step is { Number: > 1 }
                ? [.. Enumerable.Range(0, plan.Targets.Count).Where(target => IsNext(state, target, test))]
                : [.. Enumerable.Range(0, plan.Targets.Count)];
            if (targets.Count > 0)
                return (test, targets);
        }

        return null;
    }

    /// <summary>Why a target makes no further step of the test; null when it may.</summary>
    public static string? WhyOver(RunState state, int target, int test)
    {
        var plan = state.Plan!;
        var steps = Enumerable.Range(0, test + 1)
            .Where(other => plan.Tests[other].Name == plan.Tests[test].Name)
            .Select(other => (Test: other, Measured: state.Measured.GetValueOrDefault((target, other))))
            .Where(step => step.Measured is not null)
            .Select(step => (plan.Tests[step.Test].Load, new TestOutcome(target, step.Test, step.Measured!.Counts, step.Measured.Measured, step.Measured.Duration)))
            .ToList();
        return JudgedStep.Judge(steps, plan.Objectives.Count > 0).Select(step => step.Stop).FirstOrDefault(stop => stop is not null);
    }

    private static bool IsNext(RunState state, int target, int test) =>
        state.Measured.ContainsKey((target, test - 1)) && WhyOver(state, target, test - 1) is null;
}
