using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Messages.Slices;

namespace AkkaApiBench.Node.Coordinator.Runs;

/// <summary>What the plan asks of one slice.</summary>
internal static class SliceTask
{
    /// <summary>What a slice's tester is told.</summary>
    public static StartSlice StartOf(this RunState state, SliceStarted started)
    {
        var plan = state.Plan!;
        var test = plan.Tests[started.Slice.Test];
        return new StartSlice
        {
            Slice = started.Slice,
            Epoch = started.Epoch,
            Target = TargetOf(state, started),
            Type = test.Type,
            Step = test.Step,
            Load = state.ShareOf(started.Slice),
            Workload = WorkloadOf(state, started.Slice, test.Arm),
            Warmup = IsFirst(state, started.Slice, test) ? plan.Warmup : TimeSpan.Zero,
            StallThreshold = test.StallThreshold,
            Objectives = [.. plan.Objectives],
            TokenTimes = plan.RecordsTokenTimes,
            WorstCase = plan.HasBudget() ? state.WorstCaseOf(started.Slice) : null,
            MostTokens = state.WorstCaseOf(started.Slice).Tokens,
            Retry = test.Type.MeasuresFailures() ? null : plan.Retry,
            Breaker = test.Type.MeasuresFailures() ? null : plan.Breaker,
            ObeysRateLimits = !test.Type.MeasuresFailures(),
        };
    }

    /// <summary>The target with the slice's share of its caps.</summary>
    private static Target TargetOf(RunState state, SliceStarted started)
    {
        var slice = started.Slice;
        var target = state.Plan!.Targets[slice.Target];
        if (target.Limits == TargetLimits.None)
            return target;

        var parts = state.SideBySide(slice.Target, slice.Test);
        var share = target.Limits.Share(slice.Part % parts, parts);
        return target with { Limits = share with { UsedBefore = started.Epoch > 1 || slice.Test > 0 || slice.Part >= parts } };
    }

    private static Workload WorkloadOf(RunState state, SliceId slice, TestArm? arm)
    {
        var share = state.Plan!.Workload.Share(slice.Part, state.SlicesOf(slice.Target, slice.Test).Count());
        return arm is { } way ? share with { Stream = way is TestArm.Streamed } : share;
    }

    /// <summary>What follows another block or step finds the target warm.</summary>
    private static bool IsFirst(RunState state, SliceId slice, Test test) =>
        slice.Part < state.SideBySide(slice.Target, slice.Test) && test.Step is null or { Number: 1 };

    /// <summary>Its share of the load.</summary>
    public static Load ShareOf(this RunState state, SliceId slice)
    {
        var parts = state.SideBySide(slice.Target, slice.Test);
        return state.Plan!.Tests[slice.Test].Load
            .Block(slice.Part / parts, state.Plan.BlocksOf(slice.Test)).Share(slice.Part % parts, parts);
    }
}
