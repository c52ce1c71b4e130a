using AkkaApiBench.Messages.Monitors;

namespace AkkaApiBench.Node.Coordinator.Monitors;

/// <summary>What people may want to be told of an event.</summary>
internal static class Notices
{
    /// <summary>What to tell of an event that made <paramref name="after"/> of <paramref name="before"/>.</summary>
    public static IEnumerable<IMonitorNotice> Of(IMonitorEvent happened, MonitorState? before, MonitorState? after)
    {
        var state = after ?? before;
        if (state is null)
            return [];
        var own = happened switch
        {
            FiringDecided decided => Of(state, decided),
            FiringSettled settled when before?.Active is { } active && active.Run == settled.Run => Of(state, active, settled),
            MonitorSwitched { IsEnabled: false } off => [new MonitorStopped(state.Id, state.Spec.Name, IsDeleted: false, off.At)],
            MonitorSaved saved when before is { Spec.IsEnabled: true } && !saved.Spec.IsEnabled => [new MonitorStopped(state.Id, state.Spec.Name, IsDeleted: false, saved.At)],
            MonitorRemoved removed => [new MonitorStopped(state.Id, state.Spec.Name, IsDeleted: true, removed.At)],
            _ => Enumerable.Empty<IMonitorNotice>(),
        };
        return after is null ? own : [.. own, .. OfCaps(before, after, TimeOf(happened)), .. OfObjectives(before, after, TimeOf(happened))];
    }

    /// <summary>What lasts, for those who did not hear of it.</summary>
    public static IEnumerable<IMonitorNotice> OfWhatLasts(MonitorState state) =>
        state.Objectives().Where(slo => slo.State.Burning is not null).Select(slo => Burning(state, slo.Slo, slo.State));

    private static IEnumerable<IMonitorNotice> Of(MonitorState state, FiringDecided decided)
    {
        var firing = decided.Firing;
        if (firing.Status is FiringStatus.Missed)
            yield return new FiringsMissed(state.Id, state.Spec.Name, firing.Count, decided.First, firing.Due, firing.At);
        if (firing.Status is FiringStatus.Skipped)
            yield return new FiringSkipped(state.Id, state.Spec.Name, firing.Due, firing.Run is null ? SkipReason.SpendCap : SkipReason.Overlap, firing.Run, firing.At);
    }

    private static IEnumerable<IMonitorNotice> Of(MonitorState state, Firing firing, FiringSettled settled) => settled.Status switch
    {
        FiringStatus.Passed => [new FiringPassed(state.Id, state.Spec.Name, firing.Due, settled.Run, settled.At)],
        FiringStatus.Failed => [new FiringFailed(state.Id, state.Spec.Name, firing.Due, settled.Run, settled.Reason ?? "its run failed", settled.At)],
        _ => [],
    };

    private static IEnumerable<SpendCapNoted> OfCaps(MonitorState? before, MonitorState after, DateTimeOffset at) =>
        from period in new[] { CapPeriod.Daily, CapPeriod.Monthly }
        where after.CapOf(period) is not null
        let level = after.LevelOf(period, at)
        where level > (before?.LevelOf(period, at) ?? 0)
        select new SpendCapNoted(
            after.Id, after.Spec.Name, period, level == 2, after.SpentIn(period, at), after.CapOf(period)!.Value, after.Spec.Schedule.EndOf(period, at), at);

    private static IEnumerable<IMonitorNotice> OfObjectives(MonitorState? before, MonitorState after, DateTimeOffset at)
    {
        var known = before?.Objectives().ToDictionary(slo => slo.Slo.Name, slo => slo.State.Burning, StringComparer.Ordinal) ?? [];
        foreach (var (slo, state) in after.Objectives())
        {
            known.Remove(slo.Name, out var was);
            if (state.Burning is not null && state.Burning != was)
                yield return Burning(after, slo, state);
            else if (state.Burning is null && was is not null)
                yield return new SloRecovered(after.Id, after.Spec.Name, slo.Name, at);
        }

        foreach (var (name, _) in known.Where(gone => gone.Value is not null))
            yield return new SloRecovered(after.Id, after.Spec.Name, name, at);
    }

    private static SloBurning Burning(MonitorState monitor, Slo slo, SloState state)
    {
        var (window, rate) = state.FastestOf(slo) ?? default;
        return new SloBurning(monitor.Id, monitor.Spec.Name, slo.Name, state.Burning!.Value, rate, window, state.BudgetLeft(slo, state.AsOf!.Value), state.AsOf.Value);
    }

    private static DateTimeOffset TimeOf(IMonitorEvent happened) => happened switch
    {
        MonitorSaved saved => saved.At,
        MonitorSwitched switched => switched.At,
        MonitorRemoved removed => removed.At,
        FiringDecided decided => decided.Firing.At,
        FiringSettled settled => settled.At,
        _ => default,
    };
}
