using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Messages.Slices;
using static AkkaApiBench.Messages.Protocol.MeasurementMapping;

namespace AkkaApiBench.Messages.Protocol;

/// <summary>What runs and testers tell each other, as on the wire.</summary>
internal static class SliceMapping
{
    public static Wire.StartSlice ToWire(StartSlice message)
    {
        var wire = new Wire.StartSlice
        {
            Slice = MeasurementMapping.ToWire(message.Slice),
            Epoch = message.Epoch,
            Target = PlanMapping.ToWire(message.Target),
            Type = (int)message.Type,
            Step = TestMapping.ToWire(message.Step),
            Load = LoadMapping.ToWire(message.Load),
            Workload = WorkloadMapping.ToWire(message.Workload),
            WarmupTicks = message.Warmup.Ticks,
            TokenTimes = message.TokenTimes,
            StallThresholdTicks = message.StallThreshold.Ticks,
            WorstCase = message.WorstCase is { } worst ? MeasurementMapping.ToWire(worst) : null,
            Retry = LimitsMapping.ToWire(message.Retry),
            Breaker = LimitsMapping.ToWire(message.Breaker),
            ObeysRateLimits = message.ObeysRateLimits,
            MostTokens = message.MostTokens,
        };
        wire.Objectives.AddRange(message.Objectives.Select(condition => condition.Expression));
        return wire;
    }

    public static StartSlice FromWire(Wire.StartSlice wire) => new()
    {
        Slice = MeasurementMapping.FromWire(wire.Slice),
        Epoch = wire.Epoch,
        Target = PlanMapping.FromWire(wire.Target),
        Type = (TestType)wire.Type,
        Step = TestMapping.FromWire(wire.Step),
        Load = LoadMapping.FromWire(wire.Load),
        Workload = WorkloadMapping.FromWire(wire.Workload),
        Warmup = new TimeSpan(wire.WarmupTicks),
        StallThreshold = TestMapping.StallThresholdOf(wire.StallThresholdTicks),
        Objectives = PlanMapping.ObjectivesOf(wire.Objectives),
        TokenTimes = wire.TokenTimes,
        WorstCase = wire.WorstCase is { } worst ? MeasurementMapping.FromWire(worst) : null,
        Retry = LimitsMapping.FromWire(wire.Retry),
        Breaker = LimitsMapping.FromWire(wire.Breaker),
        ObeysRateLimits = wire.ObeysRateLimits,
        MostTokens = wire.MostTokens,
    };

    public static Wire.StopSlice ToWire(StopSlice message) =>
        new() { Slice = MeasurementMapping.ToWire(message.Slice), Outcome = (int)message.Outcome, Reason = message.Reason };

    public static StopSlice FromWire(Wire.StopSlice wire) =>
        new(MeasurementMapping.FromWire(wire.Slice), (SliceOutcome)wire.Outcome, wire.Reason);

    public static Wire.SliceNotRunning ToWire(SliceNotRunning message) => new()
    {
        Slice = MeasurementMapping.ToWire(message.Slice),
        Epoch = message.Epoch,
        Used = message.Used is { } used ? MeasurementMapping.ToWire(used) : null,
    };

    public static SliceNotRunning FromWire(Wire.SliceNotRunning wire) => new(MeasurementMapping.FromWire(wire.Slice), wire.Epoch)
    {
        Used = wire.Used is { } used ? MeasurementMapping.FromWire(used) : null,
    };

    public static Wire.SliceProgress ToWire(SliceProgress message)
    {
        var wire = new Wire.SliceProgress
        {
            Slice = MeasurementMapping.ToWire(message.Slice),
            Epoch = message.Epoch,
            Worker = message.Worker,
            Phase = (int)message.Phase,
            ElapsedTicks = message.Elapsed.Ticks,
            Succeeded = message.Succeeded,
            TotalLatencyTicks = message.TotalLatency.Ticks,
        };
        AddErrors(wire.Errors, message.Errors);
        return wire;
    }

    public static SliceProgress FromWire(Wire.SliceProgress wire) => new(
        MeasurementMapping.FromWire(wire.Slice), wire.Epoch, wire.Worker, (TestPhase)wire.Phase, new TimeSpan(wire.ElapsedTicks),
        wire.Succeeded, ErrorsOf(wire.Errors), new TimeSpan(wire.TotalLatencyTicks));

    public static Wire.SliceDone ToWire(SliceDone message)
    {
        var wire = new Wire.SliceDone
        {
            Slice = MeasurementMapping.ToWire(message.Slice),
            Epoch = message.Epoch,
            Outcome = (int)message.Outcome,
            Used = MeasurementMapping.ToWire(message.Used),
            Findings = message.Findings is { } findings ? FindingsMapping.ToWire(findings) : null,
        };
        if (message.Reason is { } reason)
            wire.Reason = reason;
        return wire;
    }

    public static SliceDone FromWire(Wire.SliceDone wire) => new(
        MeasurementMapping.FromWire(wire.Slice), wire.Epoch, (SliceOutcome)wire.Outcome, wire.HasReason ? wire.Reason : null,
        MeasurementMapping.FromWire(wire.Used))
    {
        Findings = FindingsMapping.FromWire(wire.Findings),
    };

    public static Wire.AskAllowance ToWire(AskAllowance message) => new()
    {
        Slice = MeasurementMapping.ToWire(message.Slice),
        Epoch = message.Epoch,
        Wanted = message.Wanted,
        Used = MeasurementMapping.ToWire(message.Used),
    };

    public static AskAllowance FromWire(Wire.AskAllowance wire) =>
        new(MeasurementMapping.FromWire(wire.Slice), wire.Epoch, wire.Wanted, MeasurementMapping.FromWire(wire.Used));

    public static Wire.Allowance ToWire(Allowance message) => new()
    {
        Slice = MeasurementMapping.ToWire(message.Slice),
        Epoch = message.Epoch,
        Allowed = message.Allowed,
        IsExhausted = message.IsExhausted,
    };

    public static Allowance FromWire(Wire.Allowance wire) =>
        new(MeasurementMapping.FromWire(wire.Slice), wire.Epoch, wire.Allowed, wire.IsExhausted);
}
