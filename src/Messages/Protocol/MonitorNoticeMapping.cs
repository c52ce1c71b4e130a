using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Monitors;
using static AkkaApiBench.Messages.Protocol.MeasurementMapping;

namespace AkkaApiBench.Messages.Protocol;

/// <summary>What is published of monitors, as on the wire.</summary>
internal static class MonitorNoticeMapping
{
    public static Wire.FiringFailed ToWire(FiringFailed message) =>
        new() { Moment = MomentOf(message), DueTicks = ToTicks(message.Due), Run = message.Run.Value, Reason = message.Reason };

    public static FiringFailed FromWire(Wire.FiringFailed wire) => new(
        new MonitorId(wire.Moment.Monitor), wire.Moment.Name, TimeOf(wire.DueTicks), new RunId(wire.Run), wire.Reason, TimeOf(wire.Moment.AtTicks));

    public static Wire.FiringPassed ToWire(FiringPassed message) =>
        new() { Moment = MomentOf(message), DueTicks = ToTicks(message.Due), Run = message.Run.Value };

    public static FiringPassed FromWire(Wire.FiringPassed wire) =>
        new(new MonitorId(wire.Moment.Monitor), wire.Moment.Name, TimeOf(wire.DueTicks), new RunId(wire.Run), TimeOf(wire.Moment.AtTicks));

    public static Wire.FiringSkipped ToWire(FiringSkipped message)
    {
        var wire = new Wire.FiringSkipped { Moment = MomentOf(message), DueTicks = ToTicks(message.Due), Reason = (int)message.Reason };
        if (message.Run is { } run)
            wire.Run = run.Value;
        return wire;
    }

    public static FiringSkipped FromWire(Wire.FiringSkipped wire) => new(
        new MonitorId(wire.Moment.Monitor), wire.Moment.Name, TimeOf(wire.DueTicks), (SkipReason)wire.Reason,
        wire.HasRun ? new RunId(wire.Run) : null, TimeOf(wire.Moment.AtTicks));

    public static Wire.FiringsMissed ToWire(FiringsMissed message) => new()
    {
        Moment = MomentOf(message),
        Count = message.Count,
        FirstTicks = ToTicks(message.First),
        LastTicks = ToTicks(message.Last),
    };

    public static FiringsMissed FromWire(Wire.FiringsMissed wire) => new(
        new MonitorId(wire.Moment.Monitor), wire.Moment.Name, wire.Count, TimeOf(wire.FirstTicks), TimeOf(wire.LastTicks), TimeOf(wire.Moment.AtTicks));

    public static Wire.SpendCapNoted ToWire(SpendCapNoted message) => new()
    {
        Moment = MomentOf(message),
        Period = (int)message.Period,
        IsReached = message.IsReached,
        SpentPicoUsd = message.Spent.Pico,
        CapPicoUsd = message.Cap.Pico,
        UntilTicks = ToTicks(message.Until),
    };

    public static SpendCapNoted FromWire(Wire.SpendCapNoted wire) => new(
        new MonitorId(wire.Moment.Monitor), wire.Moment.Name, (CapPeriod)wire.Period, wire.IsReached,
        new Usd(wire.SpentPicoUsd), new Usd(wire.CapPicoUsd), TimeOf(wire.UntilTicks), TimeOf(wire.Moment.AtTicks));

    public static Wire.SloBurning ToWire(SloBurning message) => new()
    {
        Moment = MomentOf(message),
        Objective = message.Objective,
        Urgency = (int)message.Urgency,
        BurnRate = message.BurnRate,
        WindowTicks = message.Window.Ticks,
        BudgetLeft = message.BudgetLeft,
    };

    public static SloBurning FromWire(Wire.SloBurning wire) => new(
        new MonitorId(wire.Moment.Monitor), wire.Moment.Name, wire.Objective, (BurnUrgency)wire.Urgency, wire.BurnRate,
        new TimeSpan(wire.WindowTicks), wire.BudgetLeft, TimeOf(wire.Moment.AtTicks));

    public static Wire.SloRecovered ToWire(SloRecovered message) => new() { Moment = MomentOf(message), Objective = message.Objective };

    public static SloRecovered FromWire(Wire.SloRecovered wire) =>
        new(new MonitorId(wire.Moment.Monitor), wire.Moment.Name, wire.Objective, TimeOf(wire.Moment.AtTicks));

    public static Wire.MonitorStopped ToWire(MonitorStopped message) => new() { Moment = MomentOf(message), IsDeleted = message.IsDeleted };

    public static MonitorStopped FromWire(Wire.MonitorStopped wire) =>
        new(new MonitorId(wire.Moment.Monitor), wire.Moment.Name, wire.IsDeleted, TimeOf(wire.Moment.AtTicks));

    private static Wire.MonitorMoment MomentOf(IMonitorNotice notice) =>
        new() { Monitor = notice.Monitor.Value, Name = notice.Name, AtTicks = ToTicks(notice.At) };
}
