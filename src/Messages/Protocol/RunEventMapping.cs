using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Messages.Slices;
using static AkkaApiBench.Messages.Protocol.MeasurementMapping;

namespace AkkaApiBench.Messages.Protocol;

/// <summary>Events of runs and of the coordinator, as in their journals.</summary>
internal static class RunEventMapping
{
    public static Wire.RunQueued ToWire(RunQueued message)
    {
        var wire = new Wire.RunQueued { Run = message.Run.Value, Name = message.Name, AtTicks = ToTicks(message.At), Priority = message.Priority };
        if (message.IdempotencyKey is { } key)
            wire.IdempotencyKey = key;
        if (message.Monitor is { } monitor)
            wire.Monitor = monitor.Value;
        return wire;
    }

    public static RunQueued FromWire(Wire.RunQueued wire) =>
        new(new RunId(wire.Run), wire.Name, wire.HasIdempotencyKey ? wire.IdempotencyKey : null, TimeOf(wire.AtTicks))
        {
            Priority = wire.Priority,
            Monitor = wire.HasMonitor ? new MonitorId(wire.Monitor) : null,
        };

    public static Wire.RunListed ToWire(RunListed message) => new() { Header = RunMapping.ToWire(message.Header) };

    public static RunListed FromWire(Wire.RunListed wire) => new(RunMapping.FromWire(wire.Header));

    public static Wire.RunAccepted ToWire(RunAccepted message)
    {
        var wire = new Wire.RunAccepted { Run = message.Run.Value, Plan = PlanMapping.ToWire(message.Plan), AtTicks = ToTicks(message.At) };
        if (message.Monitor is { } monitor)
            wire.Monitor = monitor.Value;
        return wire;
    }

    public static RunAccepted FromWire(Wire.RunAccepted wire) =>
        new(new RunId(wire.Run), PlanMapping.FromWire(wire.Plan), TimeOf(wire.AtTicks))
        {
            Monitor = wire.HasMonitor ? new MonitorId(wire.Monitor) : null,
        };

    public static Wire.RunStarted ToWire(RunStarted message) => new() { Run = message.Run.Value, AtTicks = ToTicks(message.At) };

    public static RunStarted FromWire(Wire.RunStarted wire) => new(new RunId(wire.Run), TimeOf(wire.AtTicks));

    public static Wire.TestStarted ToWire(TestStarted message)
    {
        var wire = new Wire.TestStarted { Run = message.Run.Value, Test = message.Test, Parts = message.Parts, AtTicks = ToTicks(message.At) };
        wire.Targets.AddRange(message.Targets);
        return wire;
    }

    public static TestStarted FromWire(Wire.TestStarted wire) =>
        new(new RunId(wire.Run), wire.Test, wire.Parts, TimeOf(wire.AtTicks)) { Targets = [.. wire.Targets] };

    public static Wire.SliceStarted ToWire(SliceStarted message) =>
        new() { Slice = MeasurementMapping.ToWire(message.Slice), Epoch = message.Epoch, AtTicks = ToTicks(message.At) };

    public static SliceStarted FromWire(Wire.SliceStarted wire) =>
        new(MeasurementMapping.FromWire(wire.Slice), wire.Epoch, TimeOf(wire.AtTicks));

    public static Wire.SliceLeft ToWire(SliceLeft message) => new()
    {
        Slice = MeasurementMapping.ToWire(message.Slice),
        Epoch = message.Epoch,
        Used = message.Used is { } used ? MeasurementMapping.ToWire(used) : null,
    };

    public static SliceLeft FromWire(Wire.SliceLeft wire) => new(
        MeasurementMapping.FromWire(wire.Slice), wire.Epoch, wire.Used is { } used ? MeasurementMapping.FromWire(used) : null);

    public static Wire.AllowanceGranted ToWire(AllowanceGranted message) => new()
    {
        Slice = MeasurementMapping.ToWire(message.Slice),
        Epoch = message.Epoch,
        Allowed = message.Allowed,
        Used = MeasurementMapping.ToWire(message.Used),
    };

    public static AllowanceGranted FromWire(Wire.AllowanceGranted wire) =>
        new(MeasurementMapping.FromWire(wire.Slice), wire.Epoch, wire.Allowed, MeasurementMapping.FromWire(wire.Used));

    public static Wire.SliceEnded ToWire(SliceEnded message)
    {
        var wire = new Wire.SliceEnded
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

    public static SliceEnded FromWire(Wire.SliceEnded wire) => new(
        MeasurementMapping.FromWire(wire.Slice), wire.Epoch, (SliceOutcome)wire.Outcome, wire.HasReason ? wire.Reason : null,
        MeasurementMapping.FromWire(wire.Used))
    {
        Findings = FindingsMapping.FromWire(wire.Findings),
    };

    public static Wire.TestMeasured ToWire(TestMeasured message) =>
        new() { Run = message.Run.Value, Target = message.Target, Measurement = MeasurementMapping.ToWire(message.Measurement) };

    public static TestMeasured FromWire(Wire.TestMeasured wire) =>
        new(new RunId(wire.Run), wire.Target, MeasurementMapping.FromWire(wire.Measurement));

    public static Wire.RunStopping ToWire(RunStopping message) =>
        new() { Run = message.Run.Value, Status = (int)message.Status, Reason = message.Reason, AtTicks = ToTicks(message.At) };

    public static RunStopping FromWire(Wire.RunStopping wire) =>
        new(new RunId(wire.Run), (RunStatus)wire.Status, wire.Reason, TimeOf(wire.AtTicks));

    public static Wire.RunEnded ToWire(RunEnded message)
    {
        var wire = new Wire.RunEnded { Run = message.Run.Value, Status = (int)message.Status, AtTicks = ToTicks(message.At) };
        if (message.Reason is { } reason)
            wire.Reason = reason;
        return wire;
    }

    public static RunEnded FromWire(Wire.RunEnded wire) =>
        new(new RunId(wire.Run), (RunStatus)wire.Status, wire.HasReason ? wire.Reason : null, TimeOf(wire.AtTicks));
}
