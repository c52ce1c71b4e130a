using AkkaApiBench.Messages.Monitors;

namespace AkkaApiBench.Node.Coordinator.Monitors;

/// <summary>How monitors stand, for those who ask.</summary>
internal static class MonitorViews
{
    private static readonly IReadOnlyList<TimeSpan> UptimeWindows = [TimeSpan.FromDays(1), TimeSpan.FromDays(7), TimeSpan.FromDays(30)];

    public static MonitorShown Show(this MonitorState state, DateTimeOffset now) => new(state.Summarize(now), state.Spec.Source);

    private static UptimeFigure UptimeOver(MonitorState state, TimeSpan window, DateTimeOffset now)
    {
        var (passed, judged) = state.Uptime.Over(window, now);
        return new UptimeFigure(window, passed, judged);
    }

    public static MonitorSummary Summarize(this MonitorState state, DateTimeOffset now) => new()
    {
        Id = state.Id,
        Name = state.Spec.Name,
        IsEnabled = state.Spec.IsEnabled,
        Targets = [.. state.Spec.Plan.Targets.Select(target => target.Id)],
        Schedule = state.Spec.Schedule,
        Revision = state.Revision,
        CreatedAt = state.CreatedAt,
        CreatedBy = state.CreatedBy,
        ChangedAt = state.ChangedAt,
        ChangedBy = state.ChangedBy,
        Next = state.NextAt(),
        Last = state.Active ?? state.History.FirstOrDefault(),
        Caps = state.Spec.Caps,
        SpentToday = state.ClaimedIn(CapPeriod.Daily, now),
        SpentThisMonth = state.ClaimedIn(CapPeriod.Monthly, now),
        Uptime = [.. UptimeWindows.Select(window => UptimeOver(state, window, now))],
        Slos = [.. state.Objectives().Select(objective => objective.State.FiguresOf(objective.Slo, now))],
    };

    /// <summary>The objectives, each with where it stands.</summary>
    public static IEnumerable<(Slo Slo, SloState State)> Objectives(this MonitorState state) => state.Spec.Slos.Zip(state.Slos, (slo, known) => (slo, known));

    /// <summary>The last firings, the newest first.</summary>
    public static IEnumerable<Firing> Firings(this MonitorState state) =>
        state.Active is { } active ? state.History.Prepend(active).OrderByDescending(firing => firing.Due) : state.History;
}
