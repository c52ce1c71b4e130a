using Akka.Actor;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Monitors;
using AkkaApiBench.Messages.Protocol;

namespace AkkaApiBench.Node.Alerts.Signals;

/// <summary>
/// How all monitors stand, as the notices that would have been told: a notice is published once and may be missed by an alert
/// manager that is just moving to another node.
/// </summary>
/// <param name="Notices">What they would have told last.</param>
/// <param name="Known">The monitors that there are.</param>
/// <param name="AskedAt">When they were asked for, UTC.</param>
internal sealed record MonitorStandings(IReadOnlyList<IMonitorNotice> Notices, IReadOnlySet<string> Known, DateTimeOffset AskedAt)
{
    private const int PageSize = 100;
    private const decimal NearShare = 0.8m;
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(15);

    /// <summary>Asks the scheduler.</summary>
    public static async Task<MonitorStandings> ReadAsync(IActorRef scheduler, DateTimeOffset now, CancellationToken cancellation)
    {
        var monitors = new List<MonitorSummary>();
        for (MonitorId? after = null; ;)
        {
            var page = (MonitorPage)await scheduler.Ask<IProtocolMessage>(new ListMonitors(PageSize, after), AnswerTime, cancellation);
            monitors.AddRange(page.Monitors);
            if (!page.HasMore)
                break;
            after = page.Monitors[^1].Id;
        }

        return Of(monitors, now);
    }

    internal static MonitorStandings Of(IReadOnlyList<MonitorSummary> monitors, DateTimeOffset now) => new(
        [.. monitors.Where(monitor => monitor.IsEnabled).SelectMany(monitor => NoticesOf(monitor, now))],
        monitors.Select(monitor => monitor.Id.Value).ToHashSet(StringComparer.Ordinal), now);

    private static IEnumerable<IMonitorNotice> NoticesOf(MonitorSummary monitor, DateTimeOffset now)
    {
        var (id, name) = (monitor.Id, monitor.Name);
        if (monitor.Last is { Run: { } run, EndedAt: { } ended } last)
        {
            if (last.Status is FiringStatus.Failed)
                yield return new FiringFailed(id, name, last.Due, run, last.Reason ?? "its run failed", ended);
            else if (last.Status is FiringStatus.Passed)
                yield return new FiringPassed(id, name, last.Due, run, ended);
        }

        foreach (var slo in monitor.Slos)
        {
            if (slo is { Burning: { } urgency, AsOf: { } asOf } && slo.Burns.Where(burn => burn.Rate is not null).OrderByDescending(burn => burn.Rate).FirstOrDefault() is { } fastest)
                yield return new SloBurning(id, name, slo.Name, urgency, fastest.Rate!.Value, fastest.Window, slo.BudgetLeft, asOf);
            else if (slo.Burning is null)
                yield return new SloRecovered(id, name, slo.Name, slo.AsOf ?? now);
        }

        // What a run that goes on may cost is set aside, but not spent.
        if (monitor.Last is { Status: FiringStatus.Running })
            yield break;
        foreach (var (period, cap, spent) in new[] { (CapPeriod.Daily, monitor.Caps.Daily, monitor.SpentToday), (CapPeriod.Monthly, monitor.Caps.Monthly, monitor.SpentThisMonth) })
        {
            if (cap is { } most && spent.Dollars >= NearShare * most.Dollars)
                yield return new SpendCapNoted(id, name, period, spent >= most, spent, most, monitor.Schedule.EndOf(period, now), now);
        }
    }
}
