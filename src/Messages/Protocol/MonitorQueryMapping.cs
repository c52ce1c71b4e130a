using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Monitors;
using static AkkaApiBench.Messages.Protocol.MeasurementMapping;

namespace AkkaApiBench.Messages.Protocol;

/// <summary>Commands to and queries of the monitors, as on the wire.</summary>
internal static class MonitorQueryMapping
{
    public static Wire.SaveMonitor ToWire(SaveMonitor message)
    {
        var wire = new Wire.SaveMonitor
        {
            Monitor = message.Monitor.Value, Spec = MonitorMapping.ToWire(message.Spec), MustBeNew = message.MustBeNew, By = message.By,
        };
        if (message.Revision is { } revision)
            wire.Revision = revision;
        return wire;
    }

    public static SaveMonitor FromWire(Wire.SaveMonitor wire) => new(
        new MonitorId(wire.Monitor), MonitorMapping.FromWire(wire.Spec), wire.MustBeNew, wire.HasRevision ? wire.Revision : null, wire.By);

    public static Wire.SwitchMonitor ToWire(SwitchMonitor message) =>
        new() { Monitor = message.Monitor.Value, IsEnabled = message.IsEnabled, By = message.By };

    public static SwitchMonitor FromWire(Wire.SwitchMonitor wire) => new(new MonitorId(wire.Monitor), wire.IsEnabled, wire.By);

    public static Wire.RemoveMonitor ToWire(RemoveMonitor message) => new() { Monitor = message.Monitor.Value, By = message.By };

    public static RemoveMonitor FromWire(Wire.RemoveMonitor wire) => new(new MonitorId(wire.Monitor), wire.By);

    public static Wire.FireMonitor ToWire(FireMonitor message) => new() { Monitor = message.Monitor.Value, Run = message.Run.Value, By = message.By };

    public static FireMonitor FromWire(Wire.FireMonitor wire) => new(new MonitorId(wire.Monitor), new RunId(wire.Run), wire.By);

    public static Wire.GetMonitorHistory ToWire(GetMonitorHistory message) => new() { Monitor = message.Monitor.Value, Limit = message.Limit };

    public static GetMonitorHistory FromWire(Wire.GetMonitorHistory wire) => new(new MonitorId(wire.Monitor), wire.Limit);

    public static Wire.ListMonitors ToWire(ListMonitors message)
    {
        var wire = new Wire.ListMonitors { Limit = message.Limit };
        if (message.After is { } after)
            wire.After = after.Value;
        return wire;
    }

    public static ListMonitors FromWire(Wire.ListMonitors wire) => new(wire.Limit, wire.HasAfter ? new MonitorId(wire.After) : null);

    public static Wire.MonitorPage ToWire(MonitorPage message) => new() { Monitors = { message.Monitors.Select(ToWire) }, HasMore = message.HasMore };

    public static MonitorPage FromWire(Wire.MonitorPage wire) => new([.. wire.Monitors.Select(FromWire)], wire.HasMore);

    public static Wire.MonitorShown ToWire(MonitorShown message) => new() { Summary = ToWire(message.Summary), Source = message.Source, IsNew = message.IsNew };

    public static MonitorShown FromWire(Wire.MonitorShown wire) => new(FromWire(wire.Summary), wire.Source) { IsNew = wire.IsNew };

    public static Wire.MonitorHistory ToWire(MonitorHistory message) =>
        new() { Monitor = message.Monitor.Value, Firings = { message.Firings.Select(MonitorMapping.ToWire) } };

    public static MonitorHistory FromWire(Wire.MonitorHistory wire) =>
        new(new MonitorId(wire.Monitor), [.. wire.Firings.Select(MonitorMapping.FromWire)]);

    public static Wire.MonitorRefused ToWire(MonitorRefused message) =>
        new() { Monitor = message.Monitor.Value, Reason = message.Reason, IsStale = message.IsStale };

    public static MonitorRefused FromWire(Wire.MonitorRefused wire) => new(new MonitorId(wire.Monitor), wire.Reason, wire.IsStale);

    public static Wire.MonitorSummary ToWire(MonitorSummary summary)
    {
        var wire = new Wire.MonitorSummary
        {
            Id = summary.Id.Value,
            Name = summary.Name,
            IsEnabled = summary.IsEnabled,
            Schedule = MonitorMapping.ToWire(summary.Schedule),
            Revision = summary.Revision,
            CreatedAtTicks = ToTicks(summary.CreatedAt),
            CreatedBy = summary.CreatedBy,
            ChangedAtTicks = ToTicks(summary.ChangedAt),
            ChangedBy = summary.ChangedBy,
            Last = summary.Last is { } last ? MonitorMapping.ToWire(last) : null,
            Caps = MonitorMapping.ToWire(summary.Caps),
            SpentTodayPicoUsd = summary.SpentToday.Pico,
            SpentThisMonthPicoUsd = summary.SpentThisMonth.Pico,
            Uptime = { summary.Uptime.Select(figure => new Wire.UptimeFigure { WindowTicks = figure.Window.Ticks, Passed = figure.Passed, Judged = figure.Judged }) },
            Slos = { summary.Slos.Select(ToWire) },
            Targets = { summary.Targets.Select(target => target.Value) },
        };
        if (summary.Next is { } next)
            wire.NextTicks = ToTicks(next);
        return wire;
    }

    private static MonitorSummary FromWire(Wire.MonitorSummary wire) => new()
    {
        Id = new MonitorId(wire.Id),
        Name = wire.Name,
        IsEnabled = wire.IsEnabled,
        Schedule = MonitorMapping.FromWire(wire.Schedule),
        Revision = wire.Revision,
        CreatedAt = TimeOf(wire.CreatedAtTicks),
        CreatedBy = wire.CreatedBy,
        ChangedAt = TimeOf(wire.ChangedAtTicks),
        ChangedBy = wire.ChangedBy,
        Next = wire.HasNextTicks ? TimeOf(wire.NextTicks) : null,
        Last = wire.Last is { } last ? MonitorMapping.FromWire(last) : null,
        Caps = MonitorMapping.FromWire(wire.Caps),
        SpentToday = new Usd(wire.SpentTodayPicoUsd),
        SpentThisMonth = new Usd(wire.SpentThisMonthPicoUsd),
        Uptime = [.. wire.Uptime.Select(figure => new UptimeFigure(new TimeSpan(figure.WindowTicks), figure.Passed, figure.Judged))],
        Slos = [.. wire.Slos.Select(FromWire)],
        Targets = [.. wire.Targets.Select(target => new TargetId(target))],
    };

    private static Wire.SloFigures ToWire(SloFigures figures)
    {
        var wire = new Wire.SloFigures
        {
            Name = figures.Name,
            Expression = figures.Expression,
            Share = figures.Share,
            PeriodTicks = figures.Period.Ticks,
            Good = figures.Good,
            Total = figures.Total,
            BudgetLeft = figures.BudgetLeft,
            Burns = { figures.Burns.Select(ToWire) },
        };
        if (figures.Target is { } target)
            wire.Target = target;
        if (figures.AsOf is { } time)
            wire.AsOfTicks = ToTicks(time);
        if (figures.Burning is { } urgency)
            wire.Burning = (int)urgency;
        return wire;
    }

    private static SloFigures FromWire(Wire.SloFigures wire) => new(wire.Name, wire.Expression, wire.Share, new TimeSpan(wire.PeriodTicks))
    {
        Target = wire.HasTarget ? wire.Target : null,
        Good = wire.Good,
        Total = wire.Total,
        BudgetLeft = wire.BudgetLeft,
        AsOf = wire.HasAsOfTicks ? TimeOf(wire.AsOfTicks) : null,
        Burns = [.. wire.Burns.Select(burn => new BurnFigure(new TimeSpan(burn.WindowTicks), burn.HasRate ? burn.Rate : null))],
        Burning = wire.HasBurning ? (BurnUrgency)wire.Burning : null,
    };

    private static Wire.BurnFigure ToWire(BurnFigure burn)
    {
        var wire = new Wire.BurnFigure { WindowTicks = burn.Window.Ticks };
        if (burn.Rate is { } rate)
            wire.Rate = rate;
        return wire;
    }
}
