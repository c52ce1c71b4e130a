using System.Collections.Immutable;
using AkkaApiBench.Messages.Alerts;

namespace AkkaApiBench.Node.Alerts.Rules;

/// <summary>All that the alert manager knows; changed by events alone.</summary>
internal sealed record AlertsState
{
    private const int MostResolved = 1000;
    private const int MostDone = 1000;
    private const int MostMoments = 50;
    private static readonly TimeSpan SilencesKept = TimeSpan.FromDays(7);

    public static readonly AlertsState Empty = new();

    public ImmutableSortedDictionary<string, Alert> Alerts { get; init; } = ImmutableSortedDictionary.Create<string, Alert>(StringComparer.Ordinal);

    public ImmutableSortedDictionary<string, Silence> Silences { get; init; } = ImmutableSortedDictionary.Create<string, Silence>(StringComparer.Ordinal);

    public ImmutableSortedDictionary<string, Notification> Notifications { get; init; } = ImmutableSortedDictionary.Create<string, Notification>(StringComparer.Ordinal);

    public ImmutableDictionary<(string Group, string Channel), ChannelLog> Logs { get; init; } = ImmutableDictionary<(string, string), ChannelLog>.Empty;

    public long? Position { get; init; }

    public static AlertsState From(AlertsSnapshot snapshot) => Empty with
    {
        Alerts = Empty.Alerts.AddRange(snapshot.Alerts.Select(alert => KeyValuePair.Create(alert.Id, alert))),
        Silences = Empty.Silences.AddRange(snapshot.Silences.Select(silence => KeyValuePair.Create(silence.Id, silence))),
        Notifications = Empty.Notifications.AddRange(snapshot.Notifications.Select(one => KeyValuePair.Create(one.Id, one))),
        Logs = Empty.Logs.AddRange(snapshot.Logs.Select(log => KeyValuePair.Create((log.Group, log.Channel), log))),
        Position = snapshot.Position,
    };

    public AlertsSnapshot ToSnapshot() => new([.. Alerts.Values], [.. Silences.Values], [.. Notifications.Values], [.. Logs.Values], Position);

    /// <summary>The open episode of what a fingerprint names; null without.</summary>
    public Alert? OpenOf(string fingerprint) => Alerts.Values.FirstOrDefault(alert => alert.Fingerprint == fingerprint && alert.IsOpen);

    /// <summary>The silences that match an alert now.</summary>
    public IEnumerable<Silence> SilencesOf(Alert alert, DateTimeOffset now) =>
        Silences.Values.Where(silence => silence.StartsAt <= now && now < silence.EndsAt && silence.Matches(alert.Labels));

    public bool IsSilenced(Alert alert, DateTimeOffset now) => SilencesOf(alert, now).Any();

    /// <summary>An alert with what its state comes to.</summary>
    public AlertStanding StandingOf(Alert alert, DateTimeOffset now)
    {
        ImmutableArray<string> silenced = alert.IsOpen ? [.. SilencesOf(alert, now).Select(silence => silence.Id)] : [];
        return new AlertStanding(
            alert,
            !alert.IsOpen ? AlertState.Resolved
                : !silenced.IsEmpty ? AlertState.Silenced
                : alert.Acknowledged is not null ? AlertState.Acknowledged
                : alert.Phase is AlertPhase.Pending ? AlertState.Pending : AlertState.Firing,
            silenced);
    }

    public AlertsState Apply(IAlertEvent happened) => happened switch
    {
        AlertRaised raised => With(Noted(raised.Alert, raised.Alert.SeenAt, raised.Alert.Phase is AlertPhase.Firing ? "fired" : "seen", raised.Alert.Summary)),
        AlertRevised revised => Change(revised.Id, alert => Noted(
            alert with { Severity = revised.Severity, Confidence = revised.Confidence, Summary = revised.Summary, Labels = revised.Labels, Until = revised.Until, RenewedAt = revised.At },
            revised.At, "revised", revised.Summary)),
        AlertFired fired => Change(fired.Id, alert => Noted(alert with { Phase = AlertPhase.Firing, FiredAt = fired.At }, fired.At, "fired", null)),
        AlertResolved resolved => Change(resolved.Id, alert => Noted(
            alert with { Phase = AlertPhase.Resolved, ResolvedAt = resolved.At, ResolvedBy = resolved.By }, resolved.At, "resolved", resolved.Reason)).Pruned(),
        AlertAcknowledged acknowledged => Change(acknowledged.Id, alert => Noted(
            alert with { Acknowledged = acknowledged.Acknowledgement }, acknowledged.Acknowledgement.At, "acknowledged", acknowledged.Acknowledgement.By)),
        AlertEscalated escalated => Change(escalated.Id, alert => Noted(alert with { Level = escalated.Level }, escalated.At, "escalated", null)),
        SilenceCreated created => this with
        {
            Silences = Silences.RemoveRange(Silences.Values.Where(old => old.EndsAt < created.Silence.CreatedAt - SilencesKept).Select(old => old.Id))
                .SetItem(created.Silence.Id, created.Silence),
        },
        SilenceExpired expired when Silences.TryGetValue(expired.Id, out var silence) =>
            this with { Silences = Silences.SetItem(silence.Id, silence with { EndsAt = expired.At }) },
        NotificationQueued queued => Queue(queued.Notification),
        NotificationAttempted attempted when Notifications.TryGetValue(attempted.Id, out var notification) => Attempt(notification, attempted),
        JournalFollowed followed => this with { Position = followed.Position },
        _ => this,
    };

    private AlertsState Queue(Notification notification)
    {
        var done = Notifications.Values.Where(one => one.State is not DeliveryState.Pending).OrderBy(one => one.QueuedAt).ToList();
        return this with
        {
            Notifications = Notifications.RemoveRange(done.Take(Math.Max(0, done.Count - MostDone)).Select(one => one.Id)).SetItem(notification.Id, notification),
        };
    }

    private AlertsState Attempt(Notification before, NotificationAttempted attempted)
    {
        var after = before with
        {
            State = attempted.State, Detail = attempted.Detail, NextAt = attempted.NextAt, TriedAt = attempted.At,
            Attempts = before.Attempts + (attempted.State is DeliveryState.Silenced ? 0 : 1),
        };
        var what = attempted.State switch
        {
            DeliveryState.Delivered => "delivered",
            DeliveryState.Failed => "not delivered",
            DeliveryState.Silenced => "not sent",
            _ => "not delivered yet",
        };
        var state = this with { Notifications = Notifications.SetItem(after.Id, after) };
        foreach (var id in after.Firing.Concat(after.Resolved))
            state = state.Change(id, alert => Noted(alert, attempted.At, what, $"{after.Channel}: {attempted.Detail}"));
        return attempted.State is DeliveryState.Delivered or DeliveryState.Failed ? state.Heard(after, attempted.State is DeliveryState.Delivered, attempted.At) : state;
    }

    /// <summary>What the channel knows after a message that was taken, or refused for good.</summary>
    private AlertsState Heard(Notification notification, bool isTold, DateTimeOffset at)
    {
        var key = (notification.Group, notification.Channel);
        var log = Logs.GetValueOrDefault(key) ?? new ChannelLog { Group = key.Group, Channel = key.Channel, LastAt = at };
        log = notification.Kind is NotificationKind.Acknowledged
            ? log with { KnowsAcknowledged = true }
            : log with
            {
                LastAt = at,
                LastFiringAt = notification.Firing.IsEmpty ? log.LastFiringAt : at,
                Told = [.. log.Told.Except(notification.Resolved).Union(isTold ? notification.Firing : []).Where(Alerts.ContainsKey)],
                Untold = isTold ? [.. log.Untold.Except(notification.Firing).Where(Alerts.ContainsKey)] : [.. log.Untold.Union(notification.Firing).Where(Alerts.ContainsKey)],
                KnowsAcknowledged = notification.Firing.IsEmpty && log.KnowsAcknowledged,
            };
        return this with { Logs = Logs.SetItem(key, log) };
    }

    private AlertsState With(Alert alert) => this with { Alerts = Alerts.SetItem(alert.Id, alert) };

    private AlertsState Change(string id, Func<Alert, Alert> change) => Alerts.TryGetValue(id, out var alert) ? With(change(alert)) : this;

    private AlertsState Pruned()
    {
        var resolved = Alerts.Values.Where(alert => !alert.IsOpen).OrderBy(alert => alert.ResolvedAt).ToList();
        if (resolved.Count <= MostResolved)
            return this;
        var alerts = Alerts.RemoveRange(resolved.Take(resolved.Count - MostResolved).Select(alert => alert.Id));
        var groups = alerts.Values.Select(alert => alert.Group).ToHashSet(StringComparer.Ordinal);
        return this with { Alerts = alerts, Logs = Logs.RemoveRange(Logs.Keys.Where(key => !groups.Contains(key.Group))) };
    }

    private static Alert Noted(Alert alert, DateTimeOffset at, string what, string? detail)
    {
        var history = alert.History.Add(new AlertMoment(at, what, detail is { Length: > 500 } ? detail[..500] : detail));
        return alert with { History = history.Length > MostMoments ? history.RemoveAt(1) : history };
    }
}
