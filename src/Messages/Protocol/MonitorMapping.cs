using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Monitors;
using static AkkaApiBench.Messages.Protocol.MeasurementMapping;

namespace AkkaApiBench.Messages.Protocol;

/// <summary>What monitors are and how they stand, as on the wire and in their journal.</summary>
internal static class MonitorMapping
{
    public static Wire.MonitorSpec ToWire(MonitorSpec spec) => new()
    {
        Name = spec.Name,
        Plan = PlanMapping.ToWire(spec.Plan),
        Schedule = ToWire(spec.Schedule),
        IsEnabled = spec.IsEnabled,
        Missed = (int)spec.Missed,
        Caps = ToWire(spec.Caps),
        Slos = { spec.Slos.Select(ToWire) },
        Source = spec.Source,
    };

    public static MonitorSpec FromWire(Wire.MonitorSpec wire) => new()
    {
        Name = wire.Name,
        Plan = PlanMapping.FromWire(wire.Plan),
        Schedule = FromWire(wire.Schedule),
        IsEnabled = wire.IsEnabled,
        Missed = (MissedPolicy)wire.Missed,
        Caps = FromWire(wire.Caps),
        Slos = [.. wire.Slos.Select(FromWire)],
        Source = wire.Source,
    };

    public static Wire.MonitorSchedule ToWire(Schedule schedule) => new() { Cron = schedule.Cron, Zone = schedule.Zone, JitterTicks = schedule.Jitter.Ticks };

    public static Schedule FromWire(Wire.MonitorSchedule wire) => new(wire.Cron, wire.Zone, new TimeSpan(wire.JitterTicks));

    public static Wire.SpendCaps ToWire(SpendCaps caps)
    {
        var wire = new Wire.SpendCaps();
        if (caps.Daily is { } daily)
            wire.DailyPicoUsd = daily.Pico;
        if (caps.Monthly is { } monthly)
            wire.MonthlyPicoUsd = monthly.Pico;
        return wire;
    }

    public static SpendCaps FromWire(Wire.SpendCaps wire) => new(
        wire.HasDailyPicoUsd ? new Usd(wire.DailyPicoUsd) : null, wire.HasMonthlyPicoUsd ? new Usd(wire.MonthlyPicoUsd) : null);

    public static Wire.Firing ToWire(Firing firing)
    {
        var wire = new Wire.Firing
        {
            DueTicks = ToTicks(firing.Due),
            AtTicks = ToTicks(firing.At),
            Status = (int)firing.Status,
            IsAccepted = firing.IsAccepted,
            Count = firing.Count,
            Figures = firing.Figures is { } figures ? ToWire(figures) : null,
        };
        if (firing.Reason is { } reason)
            wire.Reason = reason;
        if (firing.Run is { } run)
            wire.Run = run.Value;
        if (firing.By is { } by)
            wire.By = by;
        if (firing.Budget is { } budget)
            wire.BudgetPicoUsd = budget.Pico;
        if (firing.EndedAt is { } ended)
            wire.EndedAtTicks = ToTicks(ended);
        return wire;
    }

    public static Firing FromWire(Wire.Firing wire) => new()
    {
        Due = TimeOf(wire.DueTicks),
        At = TimeOf(wire.AtTicks),
        Status = (FiringStatus)wire.Status,
        Reason = wire.HasReason ? wire.Reason : null,
        Run = wire.HasRun ? new RunId(wire.Run) : null,
        IsAccepted = wire.IsAccepted,
        By = wire.HasBy ? wire.By : null,
        Budget = wire.HasBudgetPicoUsd ? new Usd(wire.BudgetPicoUsd) : null,
        EndedAt = wire.HasEndedAtTicks ? TimeOf(wire.EndedAtTicks) : null,
        Count = wire.Count,
        Figures = wire.Figures is { } figures ? FromWire(figures) : null,
    };

    public static Wire.FiringFigures ToWire(FiringFigures figures)
    {
        var wire = new Wire.FiringFigures { Counts = MeasurementMapping.ToWire(figures.Counts), CostPicoUsd = figures.Cost.Pico };
        if (figures.LatencyP50 is { } latency)
            wire.LatencyP50 = latency;
        if (figures.LatencyP95 is { } worstLatency)
            wire.LatencyP95 = worstLatency;
        if (figures.TtftP50 is { } ttft)
            wire.TtftP50 = ttft;
        if (figures.TtftP95 is { } worstTtft)
            wire.TtftP95 = worstTtft;
        return wire;
    }

    public static FiringFigures FromWire(Wire.FiringFigures wire) => new(MeasurementMapping.FromWire(wire.Counts), new Usd(wire.CostPicoUsd))
    {
        LatencyP50 = wire.HasLatencyP50 ? wire.LatencyP50 : null,
        LatencyP95 = wire.HasLatencyP95 ? wire.LatencyP95 : null,
        TtftP50 = wire.HasTtftP50 ? wire.TtftP50 : null,
        TtftP95 = wire.HasTtftP95 ? wire.TtftP95 : null,
    };

    private static Wire.Slo ToWire(Slo slo)
    {
        var wire = new Wire.Slo { Name = slo.Name, Expression = slo.Expression, Share = slo.Share, PeriodTicks = slo.Period.Ticks };
        if (slo.Each is { } each)
            wire.Each = each.Expression;
        if (slo.Target is { } target)
            wire.Target = target;
        return wire;
    }

    private static Slo FromWire(Wire.Slo wire) => new(wire.Name, wire.Expression, wire.Share, new TimeSpan(wire.PeriodTicks))
    {
        Each = wire.HasEach ? PlanMapping.ObjectivesOf([wire.Each])[0] : null,
        Target = wire.HasTarget ? wire.Target : null,
    };
}
