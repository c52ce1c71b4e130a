using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Monitors;

namespace AkkaApiBench.Node.Coordinator.Monitors;

/// <summary>All monitors.</summary>
internal sealed record MonitorsState(ImmutableSortedDictionary<MonitorId, MonitorState> Monitors)
{
    public static readonly MonitorsState Empty = new(ImmutableSortedDictionary<MonitorId, MonitorState>.Empty);

    public MonitorState? Find(MonitorId id) => Monitors.GetValueOrDefault(id);

    /// <summary>The monitor whose active firing has the run.</summary>
    public MonitorState? WithRun(RunId run) => Monitors.Values.FirstOrDefault(monitor => monitor.Active?.Run == run);

    public MonitorsState Apply(IMonitorEvent happened)
    {
        if (happened is MonitorRemoved)
            return new MonitorsState(Monitors.Remove(happened.Monitor));
        var before = Find(happened.Monitor);
        return (happened is MonitorSaved saved ? before.Save(saved) : before?.Apply(happened)) is { } after ? new MonitorsState(Monitors.SetItem(happened.Monitor, after)) : this;
    }
}

/// <summary>What an event makes of a monitor.</summary>
internal static class MonitorTransitions
{
    /// <summary>How many firings are kept.</summary>
    public const int HistoryLength = 100;

    public static MonitorState Save(this MonitorState? before, MonitorSaved saved)
    {
        if (before is null)
        {
            return new MonitorState
            {
                Id = saved.Monitor,
                Spec = saved.Spec,
                Revision = 1,
                CreatedAt = saved.At,
                CreatedBy = saved.By,
                ChangedAt = saved.At,
                ChangedBy = saved.By,
                DecidedUntil = saved.At,
                Slos = [.. saved.Spec.Slos.Select(_ => SloState.Empty)],
            };
        }

        var isAsBefore = before.Spec.IsEnabled && saved.Spec.IsEnabled && before.Spec.Schedule == saved.Spec.Schedule;
        return before with
        {
            Spec = saved.Spec,
            Revision = before.Revision + 1,
            ChangedAt = saved.At,
            ChangedBy = saved.By,
            DecidedUntil = isAsBefore ? before.DecidedUntil : saved.At,
            Slos = [.. saved.Spec.Slos.Select(slo => before.StateOf(slo) ?? SloState.Empty)],
        };
    }

    public static MonitorState Apply(this MonitorState state, IMonitorEvent happened) => happened switch
    {
        MonitorSwitched switched => state with
        {
            Spec = state.Spec with { IsEnabled = switched.IsEnabled, Source = Enabled(state.Spec.Source, switched.IsEnabled) },
            Revision = state.Revision + 1,
            ChangedAt = switched.At,
            ChangedBy = switched.By,
            DecidedUntil = switched.IsEnabled ? switched.At : state.DecidedUntil,
        },
        FiringDecided { Firing: var firing } => (firing.Status is FiringStatus.Running ? state with { Active = firing } : state with { History = Kept(state, firing) }) with
        {
            DecidedUntil = firing.By is null && firing.Due > state.DecidedUntil ? firing.Due : state.DecidedUntil,
        },
        FiringAccepted accepted when state.Active is { } active => state with { Active = active with { Run = accepted.Run, IsAccepted = true } },
        FiringSettled settled when state.Active is { } active && active.Run == settled.Run => Settle(state, active, settled),
        _ => state,
    };

    /// <summary>Where an objective stands that was there before; null for one that promises something else.</summary>
    private static SloState? StateOf(this MonitorState before, Slo slo) => before.Spec.Slos.IndexOf(slo) is >= 0 and var index ? before.Slos[index] : null;

    private static MonitorState Settle(MonitorState state, Firing active, FiringSettled settled)
    {
        var firing = active with { Status = settled.Status, Reason = settled.Reason, Figures = settled.Figures, EndedAt = settled.At };
        var isJudged = settled.Status is FiringStatus.Passed or FiringStatus.Failed;
        // What nobody knows may have cost all that was set aside.
        var cost = settled.Figures?.Cost ?? active.Budget ?? Usd.Zero;
        return (state with
        {
            Active = null,
            History = Kept(state, firing),
            Uptime = isJudged ? state.Uptime.Add(settled.At, settled.Status is FiringStatus.Passed ? 1 : 0, 1) : state.Uptime,
            Slos =
            [
                .. state.Spec.Slos.Zip(state.Slos, (slo, known) =>
                    settled.Counts.FirstOrDefault(count => count.Objective == slo.Name) is { Total: > 0 } count ? known.Count(slo, count, settled.At) : known),
            ],
        }).Spend(cost, active.At);
    }

    private static ImmutableArray<Firing> Kept(MonitorState state, Firing firing) => [firing, .. state.History.Take(HistoryLength - 1)];

    private static string Enabled(string source, bool isEnabled)
    {
        var tree = JsonNode.Parse(source)!.AsObject();
        tree["enabled"] = isEnabled;
        return tree.ToJsonString();
    }
}
