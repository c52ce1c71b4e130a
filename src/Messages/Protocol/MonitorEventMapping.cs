using System.Collections.Immutable;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Monitors;
using static AkkaApiBench.Messages.Protocol.MeasurementMapping;

namespace AkkaApiBench.Messages.Protocol;

/// <summary>Events and snapshots of monitors, as in their journal.</summary>
internal static class MonitorEventMapping
{
    public static Wire.MonitorSaved ToWire(MonitorSaved message) =>
        new() { Monitor = message.Monitor.Value, Spec = MonitorMapping.ToWire(message.Spec), By = message.By, AtTicks = ToTicks(message.At) };

    public static MonitorSaved FromWire(Wire.MonitorSaved wire) =>
        new(new MonitorId(wire.Monitor), MonitorMapping.FromWire(wire.Spec), wire.By, TimeOf(wire.AtTicks));

    public static Wire.MonitorSwitched ToWire(MonitorSwitched message) =>
        new() { Monitor = message.Monitor.Value, IsEnabled = message.IsEnabled, By = message.By, AtTicks = ToTicks(message.At) };

    public static MonitorSwitched FromWire(Wire.MonitorSwitched wire) => new(new MonitorId(wire.Monitor), wire.IsEnabled, wire.By, TimeOf(wire.AtTicks));

    public static Wire.MonitorRemoved ToWire(MonitorRemoved message) =>
        new() { Monitor = message.Monitor.Value, By = message.By, AtTicks = ToTicks(message.At) };

    public static MonitorRemoved FromWire(Wire.MonitorRemoved wire) => new(new MonitorId(wire.Monitor), wire.By, TimeOf(wire.AtTicks));

    public static Wire.FiringDecided ToWire(FiringDecided message) =>
        new() { Monitor = message.Monitor.Value, Firing = MonitorMapping.ToWire(message.Firing), FirstTicks = ToTicks(message.First) };

    public static FiringDecided FromWire(Wire.FiringDecided wire) =>
        new(new MonitorId(wire.Monitor), MonitorMapping.FromWire(wire.Firing)) { First = TimeOf(wire.FirstTicks) };

    public static Wire.FiringAccepted ToWire(FiringAccepted message) => new() { Monitor = message.Monitor.Value, Run = message.Run.Value };

    public static FiringAccepted FromWire(Wire.FiringAccepted wire) => new(new MonitorId(wire.Monitor), new RunId(wire.Run));

    public static Wire.FiringSettled ToWire(FiringSettled message)
    {
        var wire = new Wire.FiringSettled
        {
            Monitor = message.Monitor.Value,
            Run = message.Run.Value,
            Status = (int)message.Status,
            Figures = message.Figures is { } figures ? MonitorMapping.ToWire(figures) : null,
            Counts = { message.Counts.Select(count => new Wire.ObjectiveCount { Objective = count.Objective, Good = count.Good, Total = count.Total }) },
            AtTicks = ToTicks(message.At),
        };
        if (message.Reason is { } reason)
            wire.Reason = reason;
        return wire;
    }

    public static FiringSettled FromWire(Wire.FiringSettled wire) => new(
        new MonitorId(wire.Monitor), new RunId(wire.Run), (FiringStatus)wire.Status, wire.HasReason ? wire.Reason : null,
        wire.Figures is { } figures ? MonitorMapping.FromWire(figures) : null,
        [.. wire.Counts.Select(count => new ObjectiveCount(count.Objective, count.Good, count.Total))], TimeOf(wire.AtTicks));

    public static Wire.MonitorsSnapshot ToWire(MonitorsSnapshot message) => new() { Monitors = { message.Monitors.Select(ToWire) } };

    public static MonitorsSnapshot FromWire(Wire.MonitorsSnapshot wire) => new([.. wire.Monitors.Select(FromWire)]);

    private static Wire.MonitorState ToWire(MonitorState state)
    {
        var wire = new Wire.MonitorState
        {
            Id = state.Id.Value,
            Spec = MonitorMapping.ToWire(state.Spec),
            Revision = state.Revision,
            CreatedAtTicks = ToTicks(state.CreatedAt),
            CreatedBy = state.CreatedBy,
            ChangedAtTicks = ToTicks(state.ChangedAt),
            ChangedBy = state.ChangedBy,
            DecidedUntilTicks = ToTicks(state.DecidedUntil),
            Active = state.Active is { } active ? MonitorMapping.ToWire(active) : null,
            History = { state.History.Select(MonitorMapping.ToWire) },
            Uptime = ToWire(state.Uptime),
            Slos = { state.Slos.Select(ToWire) },
        };
        foreach (var (day, spent) in state.Spent)
            wire.SpentPicoUsd[day] = spent.Pico;
        return wire;
    }

    private static MonitorState FromWire(Wire.MonitorState wire) => new()
    {
        Id = new MonitorId(wire.Id),
        Spec = MonitorMapping.FromWire(wire.Spec),
        Revision = wire.Revision,
        CreatedAt = TimeOf(wire.CreatedAtTicks),
        CreatedBy = wire.CreatedBy,
        ChangedAt = TimeOf(wire.ChangedAtTicks),
        ChangedBy = wire.ChangedBy,
        DecidedUntil = TimeOf(wire.DecidedUntilTicks),
        Active = wire.Active is { } active ? MonitorMapping.FromWire(active) : null,
        History = [.. wire.History.Select(MonitorMapping.FromWire)],
        Spent = wire.SpentPicoUsd.ToImmutableSortedDictionary(day => day.Key, day => new Usd(day.Value)),
        Uptime = FromWire(wire.Uptime),
        Slos = [.. wire.Slos.Select(FromWire)],
    };

    private static Wire.SloState ToWire(SloState state)
    {
        var wire = new Wire.SloState { Counts = ToWire(state.Counts) };
        if (state.AsOf is { } time)
            wire.AsOfTicks = ToTicks(time);
        if (state.Burning is { } urgency)
            wire.Burning = (int)urgency;
        return wire;
    }

    private static SloState FromWire(Wire.SloState wire) => new(
        FromWire(wire.Counts), wire.HasAsOfTicks ? TimeOf(wire.AsOfTicks) : null, wire.HasBurning ? (BurnUrgency)wire.Burning : null);

    private static Wire.Tally ToWire(Tally tally) => new() { Recent = { tally.Recent.Select(ToWire) }, Older = { tally.Older.Select(ToWire) } };

    private static Tally FromWire(Wire.Tally wire) => new([.. wire.Recent.Select(FromWire)], [.. wire.Older.Select(FromWire)]);

    private static Wire.Tallied ToWire(Tallied tallied) => new() { StartTicks = ToTicks(tallied.Start), Good = tallied.Good, Total = tallied.Total };

    private static Tallied FromWire(Wire.Tallied wire) => new(TimeOf(wire.StartTicks), wire.Good, wire.Total);
}
