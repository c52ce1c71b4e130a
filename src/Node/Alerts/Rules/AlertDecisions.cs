using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AkkaApiBench.Messages.Alerts;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Node.Alerts.Configuration;
using AkkaApiBench.Node.Alerts.Signals;

namespace AkkaApiBench.Node.Alerts.Rules;

/// <summary>What follows from what is seen, and from the passing of time: pure functions that give events.</summary>
internal static class AlertDecisions
{
    /// <summary>What a signal comes to under every rule.</summary>
    public static IEnumerable<IAlertEvent> Observe(AlertsState state, AlertingOptions options, Signal signal, DateTimeOffset now)
    {
        foreach (var rule in options.Rules.Where(rule => rule.On == signal.Source))
        {
            var fingerprint = Hash(rule.Name, signal.Subject);
            if (state.OpenOf(fingerprint) is { } open)
            {
                // Older news than what is known is none.
                if (signal.IsOver && signal.StartsAt >= open.StartsAt)
                    yield return new AlertResolved(open.Id, null, null, now);
                else if (!signal.IsOver && Revise(open, rule, signal, now) is { } revised)
                    yield return revised;
            }
            else if (!signal.IsOver && rule.Matches(signal) && Raise(rule, fingerprint, signal, now) is var alert && !state.Alerts.ContainsKey(alert.Id))
                yield return new AlertRaised(alert);
        }
    }

    /// <summary>A worker that joins takes the place of the one that was lost first; each takes one place.</summary>
    public static IEnumerable<IAlertEvent> WorkerJoined(AlertsState state, string worker, int incarnation, DateTimeOffset now)
    {
        var by = string.Create(CultureInfo.InvariantCulture, $"{worker}#{incarnation}");
        var lost = state.Alerts.Values.Where(alert => alert.Source is AlertSource.WorkerLoss).ToList();
        if (lost.Exists(alert => alert.ResolvedBy == by)
            || lost.Where(alert => alert.IsOpen).OrderByDescending(alert => alert.Labels.GetValueOrDefault(SignalLabels.Worker) == worker).ThenBy(alert => alert.SeenAt)
                .FirstOrDefault() is not { } replaced)
            yield break;
        // Several rules may have told of the same worker.
        foreach (var alert in lost.Where(alert => alert.IsOpen && alert.Labels.GetValueOrDefault(SignalLabels.Worker) == replaced.Labels.GetValueOrDefault(SignalLabels.Worker)))
            yield return new AlertResolved(alert.Id, $"{worker} joined", by, now);
    }

    /// <summary>What follows from how all monitors stand: alerts that were missed, and those of monitors that are gone.</summary>
    public static IReadOnlyList<IAlertEvent> Compare(AlertsState state, AlertingOptions options, MonitorStandings standings, DateTimeOffset now)
    {
        var events = new List<IAlertEvent>();
        // What is known to be wrong was told better by a notice.
        foreach (var signal in standings.Notices.SelectMany(SignalSources.Of))
            events.AddRange(Observe(state, options, signal, now).Where(happened => happened is not AlertRevised));
        var gone = state.Alerts.Values.Where(alert => alert.IsOpen && alert.SeenAt < standings.AskedAt)
            .Select(alert => alert.Labels.GetValueOrDefault(SignalLabels.Monitor)).OfType<string>().Where(monitor => !standings.Known.Contains(monitor)).Distinct().ToList();
        return [.. events, .. gone.SelectMany(monitor => MonitorStopped(state, monitor, now))];
    }

    /// <summary>Nothing that was told of a monitor lasts when it is disabled or gone.</summary>
    public static IEnumerable<IAlertEvent> MonitorStopped(AlertsState state, string monitor, DateTimeOffset now) => state.Alerts.Values
        .Where(alert => alert is { IsOpen: true, Source: AlertSource.MonitorFailure or AlertSource.Budget or AlertSource.BurnRate or AlertSource.Threshold }
            && alert.Labels.GetValueOrDefault(SignalLabels.Monitor) == monitor)
        .Select(alert => new AlertResolved(alert.Id, $"monitor {monitor} is disabled or gone", null, now));

    /// <summary>What a changed configuration ends: alerts whose rule is gone, and messages whose channel is.</summary>
    public static IEnumerable<IAlertEvent> Configure(AlertsState state, AlertingOptions options, DateTimeOffset now) =>
    [
        .. state.Alerts.Values.Where(alert => alert.IsOpen && options.Rule(alert.Rule) is null)
            .Select(alert => new AlertResolved(alert.Id, "its rule is not configured any more", null, now)),
        .. state.Notifications.Values.Where(one => one.State is DeliveryState.Pending && options.Channel(one.Channel) is null)
            .Select(one => new NotificationAttempted(one.Id, DeliveryState.Failed, "the channel is not configured any more", now, now)),
    ];

    /// <summary>What is due: alerts that lasted long enough or were not renewed, steps of escalations, and messages.</summary>
    public static IReadOnlyList<IAlertEvent> Tick(AlertsState state, AlertingOptions options, DateTimeOffset now)
    {
        var events = state.Alerts.Values.Where(alert => alert.IsOpen).SelectMany(alert => DueOf(state, options.Rule(alert.Rule), alert, now)).ToList();
        state = events.Aggregate(state, (current, happened) => current.Apply(happened));
        events.AddRange(GroupDecisions.Messages(state, options, now).Select(message => new NotificationQueued(message)));
        return events;
    }

    /// <summary>The beginning of a hash, which names what may be long.</summary>
    public static string Hash(params string[] parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))).AsSpan(0, 8));

    private static IEnumerable<IAlertEvent> DueOf(AlertsState state, AlertRule? rule, Alert alert, DateTimeOffset now)
    {
        if (rule is null)
            yield break;
        if (alert.Until is { } until)
        {
            if (now >= until)
            {
                yield return new AlertResolved(alert.Id, "its time is over", null, now);
                yield break;
            }
        }
        else if (now - alert.RenewedAt >= rule.ResolveTimeout)
        {
            yield return new AlertResolved(alert.Id, "nothing was heard of it for the time that its rule allows", null, now);
            yield break;
        }

        if (alert.Phase is AlertPhase.Pending && now - alert.SeenAt >= rule.For)
            yield return new AlertFired(alert.Id, now);
        else if (alert is { Phase: AlertPhase.Firing, Acknowledged: null, FiredAt: { } fired } && alert.Level < rule.Escalation.Length
            && now - fired >= rule.Escalation[alert.Level].After && !state.IsSilenced(alert, now))
            yield return new AlertEscalated(alert.Id, alert.Level + 1, now);
    }

    private static Alert Raise(AlertRule rule, string fingerprint, Signal signal, DateTimeOffset now)
    {
        var labels = LabelsOf(rule, signal);
        var isFiring = rule.For == TimeSpan.Zero;
        return new Alert
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{signal.StartsAt.ToUnixTimeMilliseconds():d13}-{fingerprint}"),
            Fingerprint = fingerprint,
            Rule = rule.Name,
            Group = GroupOf(rule, labels),
            Source = signal.Source,
            Phase = isFiring ? AlertPhase.Firing : AlertPhase.Pending,
            Severity = rule.Severity ?? signal.Severity,
            Confidence = signal.Confidence,
            Summary = signal.Summary,
            Labels = labels,
            StartsAt = signal.StartsAt,
            SeenAt = now,
            RenewedAt = now,
            Until = signal.Until,
            FiredAt = isFiring ? now : null,
        };
    }

    /// <summary>Nothing for what is known, but for a sign now and then that it lasts.</summary>
    private static AlertRevised? Revise(Alert alert, AlertRule rule, Signal signal, DateTimeOffset now)
    {
        var revised = new AlertRevised(alert.Id, rule.Severity ?? signal.Severity, signal.Confidence, signal.Summary, LabelsOf(rule, signal), now) { Until = signal.Until };
        var isKnown = alert.Severity == revised.Severity && alert.Confidence.Equals(revised.Confidence) && alert.Summary == revised.Summary && alert.Until == revised.Until
            && alert.Labels.SequenceEqual(revised.Labels);
        return isKnown && now - alert.RenewedAt < rule.ResolveTimeout / 4 ? null : revised;
    }

    private static System.Collections.Immutable.ImmutableSortedDictionary<string, string> LabelsOf(AlertRule rule, Signal signal) =>
        signal.Labels.SetItems(rule.Labels).SetItem(Alert.NameLabel, rule.Name).SetItem(SignalLabels.Severity, AnomalyNames.Of(rule.Severity ?? signal.Severity));

    private static string GroupOf(AlertRule rule, IReadOnlyDictionary<string, string> labels) =>
        $"{rule.Name}/{{{string.Join(", ", rule.GroupBy.Order(StringComparer.Ordinal).Select(name => $"{name}=\"{labels.GetValueOrDefault(name, "")}\""))}}}";
}
