using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Journal;

namespace AkkaApiBench.Messages.Protocol;

/// <summary>What testers, runs and journals tell each other, and what journals keep, as on the wire.</summary>
internal static class JournalMapping
{
    public static Wire.RecordWindow ToWire(RecordWindow message) => new() { Window = MeasurementMapping.ToWire(message.Window) };

    public static RecordWindow FromWire(Wire.RecordWindow wire) => new(MeasurementMapping.FromWire(wire.Window));

    public static Wire.WindowRecorded ToWire(WindowRecorded message) => new() { Window = MeasurementMapping.ToWire(message.Window) };

    public static WindowRecorded FromWire(Wire.WindowRecorded wire) => new(MeasurementMapping.FromWire(wire.Window));

    public static Wire.RunOfTarget ToWire(RunReleased message) => new() { Target = message.Target.Value, Run = message.Run.Value };

    public static Wire.RunOfTarget ToWire(ReleaseRun message) => new() { Target = message.Target.Value, Run = message.Run.Value };

    public static Wire.ForgetEvents ToWire(ForgetEvents message) => new() { Target = message.Target.Value, UpTo = message.UpTo };

    public static ForgetEvents FromWire(Wire.ForgetEvents wire) => new(new TargetId(wire.Target), wire.UpTo);

    public static Wire.WindowAcknowledged ToWire(WindowAcknowledged message) => new()
    {
        Slice = MeasurementMapping.ToWire(message.Slice),
        Epoch = message.Epoch,
        Sequence = message.Sequence,
        Position = new Wire.SlicePosition
        {
            Counts = MeasurementMapping.ToWire(message.Position.Counts),
            MeasuredTicks = message.Position.Measured.Ticks,
            IsFinal = message.Position.IsFinal,
        },
    };

    public static WindowAcknowledged FromWire(Wire.WindowAcknowledged wire) => new(
        MeasurementMapping.FromWire(wire.Slice), wire.Epoch, wire.Sequence,
        new SlicePosition(MeasurementMapping.FromWire(wire.Position.Counts), new TimeSpan(wire.Position.MeasuredTicks), wire.Position.IsFinal));

    public static Wire.WindowRefused ToWire(WindowRefused message) => new()
    {
        Slice = MeasurementMapping.ToWire(message.Slice),
        Epoch = message.Epoch,
        Sequence = message.Sequence,
        Reason = message.Reason,
    };

    public static WindowRefused FromWire(Wire.WindowRefused wire) =>
        new(MeasurementMapping.FromWire(wire.Slice), wire.Epoch, wire.Sequence, wire.Reason);

    public static Wire.GetTestTotals ToWire(GetTestTotals message)
    {
        var wire = new Wire.GetTestTotals { Target = message.Target.Value, Run = message.Run.Value, Test = message.Test, SideBySide = message.SideBySide, First = message.First };
        if (message.Tag is { } tag)
            wire.Tag = tag;
        return wire;
    }

    public static GetTestTotals FromWire(Wire.GetTestTotals wire) =>
        new(new TargetId(wire.Target), new RunId(wire.Run), wire.Test, wire.SideBySide, wire.First) { Tag = wire.HasTag ? wire.Tag : null };

    public static Wire.TestTotals ToWire(TestTotals message)
    {
        var wire = new Wire.TestTotals
        {
            Target = message.Target.Value,
            Run = message.Run.Value,
            Measurement = MeasurementMapping.ToWire(message.Measurement),
        };
        if (message.Next is { } next)
            wire.Next = next;
        return wire;
    }

    public static TestTotals FromWire(Wire.TestTotals wire) =>
        new(new TargetId(wire.Target), new RunId(wire.Run), MeasurementMapping.FromWire(wire.Measurement), wire.HasNext ? wire.Next : null);

    public static Wire.JournalSnapshot ToWire(JournalSnapshot message)
    {
        var wire = new Wire.JournalSnapshot { Watch = message.Watch is { } watch ? AnomalyMapping.ToWire(watch) : null };
        wire.Slices.AddRange(message.Slices.Select(ToWire));
        return wire;
    }

    public static JournalSnapshot FromWire(Wire.JournalSnapshot wire) =>
        new([.. wire.Slices.Select(FromWire)], wire.Watch is { } watch ? AnomalyMapping.FromWire(watch) : null);

    private static Wire.SliceLedger ToWire(SliceLedger ledger) => new()
    {
        Slice = MeasurementMapping.ToWire(ledger.Slice),
        Epoch = ledger.Epoch,
        NextSequence = ledger.NextSequence,
        Reserved = ledger.Reserved,
        Reported = ledger.Reported,
        Lost = ledger.Lost,
        NotSent = ledger.NotSent,
        IsFinal = ledger.IsFinal,
        DurationTicks = ledger.Duration.Ticks,
        Measured = MeasurementMapping.ToWire(ledger.Measured),
        Warmup = MeasurementMapping.ToWire(ledger.Warmup),
        Course = CourseMapping.ToWire(ledger.Course),
    };

    private static SliceLedger FromWire(Wire.SliceLedger wire) => new()
    {
        Slice = MeasurementMapping.FromWire(wire.Slice),
        Epoch = wire.Epoch,
        NextSequence = wire.NextSequence,
        Reserved = wire.Reserved,
        Reported = wire.Reported,
        Lost = wire.Lost,
        NotSent = wire.NotSent,
        IsFinal = wire.IsFinal,
        Duration = new TimeSpan(wire.DurationTicks),
        Measured = MeasurementMapping.FromWire(wire.Measured),
        Warmup = MeasurementMapping.FromWire(wire.Warmup),
        Course = CourseMapping.FromWire(wire.Course),
    };
}
