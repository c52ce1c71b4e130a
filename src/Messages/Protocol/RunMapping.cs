using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Runs;
using static AkkaApiBench.Messages.Protocol.MeasurementMapping;

namespace AkkaApiBench.Messages.Protocol;

/// <summary>Commands to and queries of the coordinator, as on the wire.</summary>
internal static class RunMapping
{
    public static Wire.SubmitRun ToWire(SubmitRun message)
    {
        var wire = new Wire.SubmitRun { Run = message.Run.Value, Plan = PlanMapping.ToWire(message.Plan) };
        if (message.IdempotencyKey is { } key)
            wire.IdempotencyKey = key;
        if (message.Monitor is { } monitor)
            wire.Monitor = monitor.Value;
        return wire;
    }

    public static SubmitRun FromWire(Wire.SubmitRun wire) =>
        new(new RunId(wire.Run), PlanMapping.FromWire(wire.Plan), wire.HasIdempotencyKey ? wire.IdempotencyKey : null)
        {
            Monitor = wire.HasMonitor ? new MonitorId(wire.Monitor) : null,
        };

    public static Wire.RunSubmitted ToWire(RunSubmitted message) => new() { Run = message.Run.Value, IsNew = message.IsNew };

    public static RunSubmitted FromWire(Wire.RunSubmitted wire) => new(new RunId(wire.Run), wire.IsNew);

    public static Wire.ListRuns ToWire(ListRuns message)
    {
        var wire = new Wire.ListRuns { Limit = message.Limit };
        if (message.Before is { } before)
            wire.Before = before.Value;
        if (message.Monitor is { } monitor)
            wire.Monitor = monitor.Value;
        return wire;
    }

    public static ListRuns FromWire(Wire.ListRuns wire) => new(wire.Limit, wire.HasBefore ? new RunId(wire.Before) : null)
    {
        Monitor = wire.HasMonitor ? new MonitorId(wire.Monitor) : null,
    };

    public static Wire.RunPage ToWire(RunPage message)
    {
        var wire = new Wire.RunPage { HasMore = message.HasMore };
        wire.Runs.AddRange(message.Runs.Select(ToWire));
        return wire;
    }

    public static RunPage FromWire(Wire.RunPage wire) => new([.. wire.Runs.Select(FromWire)], wire.HasMore);

    public static Wire.RunHeader ToWire(RunHeader header)
    {
        var wire = new Wire.RunHeader
        {
            Run = header.Run.Value,
            Name = header.Name,
            Status = (int)header.Status,
            AcceptedAtTicks = ToTicks(header.AcceptedAt),
            Priority = header.Priority,
        };
        if (header.Reason is { } reason)
            wire.Reason = reason;
        if (header.StartedAt is { } started)
            wire.StartedAtTicks = ToTicks(started);
        if (header.EndedAt is { } ended)
            wire.EndedAtTicks = ToTicks(ended);
        if (header.Monitor is { } monitor)
            wire.Monitor = monitor.Value;
        return wire;
    }

    public static RunHeader FromWire(Wire.RunHeader wire) => new(
        new RunId(wire.Run), wire.Name, (RunStatus)wire.Status, wire.HasReason ? wire.Reason : null, TimeOf(wire.AcceptedAtTicks),
        wire.HasStartedAtTicks ? TimeOf(wire.StartedAtTicks) : null, wire.HasEndedAtTicks ? TimeOf(wire.EndedAtTicks) : null)
    {
        Priority = wire.Priority,
        Monitor = wire.HasMonitor ? new MonitorId(wire.Monitor) : null,
    };

    public static Wire.RunProgress ToWire(RunProgress message)
    {
        var wire = new Wire.RunProgress { Header = ToWire(message.Header) };
        wire.Tests.AddRange(message.Tests.Select(ToWire));
        return wire;
    }

    public static RunProgress FromWire(Wire.RunProgress wire) => new(FromWire(wire.Header), [.. wire.Tests.Select(FromWire)]);

    public static Wire.RunPlan ToWire(RunPlan message)
    {
        var wire = new Wire.RunPlan { Header = ToWire(message.Header), Plan = PlanMapping.ToWire(message.Plan), Used = MeasurementMapping.ToWire(message.Used) };
        wire.Pauses.AddRange(message.Pauses.Select(ToWire));
        return wire;
    }

    public static RunPlan FromWire(Wire.RunPlan wire) =>
        new(FromWire(wire.Header), PlanMapping.FromWire(wire.Plan)) { Pauses = [.. wire.Pauses.Select(FromWire)], Used = MeasurementMapping.FromWire(wire.Used) };

    public static Wire.RunRefused ToWire(RunRefused message) => new() { Run = message.Run.Value, Reason = message.Reason };

    public static RunRefused FromWire(Wire.RunRefused wire) => new(new RunId(wire.Run), wire.Reason);

    public static Wire.GetTargetMeasurements ToWire(GetTargetMeasurements message) =>
        new() { Run = message.Run.Value, Target = message.Target, First = message.First };

    public static GetTargetMeasurements FromWire(Wire.GetTargetMeasurements wire) =>
        new(new RunId(wire.Run), wire.Target, wire.First);

    public static Wire.TargetMeasurements ToWire(TargetMeasurements message)
    {
        var wire = new Wire.TargetMeasurements { Run = message.Run.Value, Target = message.Target };
        wire.Tests.AddRange(message.Tests.Select(MeasurementMapping.ToWire));
        if (message.Next is { } next)
            wire.Next = next;
        return wire;
    }

    public static TargetMeasurements FromWire(Wire.TargetMeasurements wire) =>
        new(new RunId(wire.Run), wire.Target, [.. wire.Tests.Select(MeasurementMapping.FromWire)], wire.HasNext ? wire.Next : null);

    private static Wire.RunPause ToWire(RunPause pause)
    {
        var wire = new Wire.RunPause { StartedAtTicks = ToTicks(pause.StartedAt) };
        if (pause.EndedAt is { } ended)
            wire.EndedAtTicks = ToTicks(ended);
        return wire;
    }

    private static RunPause FromWire(Wire.RunPause wire) =>
        new(TimeOf(wire.StartedAtTicks), wire.HasEndedAtTicks ? TimeOf(wire.EndedAtTicks) : null);

    private static Wire.TestProgress ToWire(TestProgress progress)
    {
        var wire = new Wire.TestProgress
        {
            Test = progress.Test,
            Target = progress.Target,
            Phase = (int)progress.Phase,
            ElapsedTicks = progress.Elapsed.Ticks,
            Succeeded = progress.Succeeded,
            MeanLatencyTicks = progress.MeanLatency.Ticks,
        };
        if (progress.Reason is { } reason)
            wire.Reason = reason;
        if (progress.Planned is { } planned)
            wire.Planned = planned;
        if (progress.Duration is { } duration)
            wire.DurationTicks = duration.Ticks;
        AddErrors(wire.Errors, progress.Errors);
        wire.Workers.AddRange(progress.Workers);
        return wire;
    }

    private static TestProgress FromWire(Wire.TestProgress wire) => new()
    {
        Test = wire.Test,
        Target = wire.Target,
        Phase = (TestPhase)wire.Phase,
        Reason = wire.HasReason ? wire.Reason : null,
        Planned = wire.HasPlanned ? wire.Planned : null,
        Duration = wire.HasDurationTicks ? new TimeSpan(wire.DurationTicks) : null,
        Elapsed = new TimeSpan(wire.ElapsedTicks),
        Succeeded = wire.Succeeded,
        Errors = ErrorsOf(wire.Errors),
        MeanLatency = new TimeSpan(wire.MeanLatencyTicks),
        Workers = [.. wire.Workers],
    };
}
