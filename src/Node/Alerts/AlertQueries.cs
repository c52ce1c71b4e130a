using System.Collections.Immutable;
using AkkaApiBench.Messages.Alerts;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Protocol;
using AkkaApiBench.Node.Alerts.Channels;
using AkkaApiBench.Node.Alerts.Configuration;
using AkkaApiBench.Node.Alerts.Rules;

namespace AkkaApiBench.Node.Alerts;

/// <summary>Answers what people ask, and judges what they order.</summary>
internal sealed class AlertQueries(AlertingOptions options)
{
    private const int MostMessages = 50;
    private const int MostSilences = 200;

    public static AlertPage List(AlertsState state, ListAlerts query, DateTimeOffset now)
    {
        var found = state.Alerts.Values.Reverse()
            .Where(alert => (query.Before is null || string.CompareOrdinal(alert.Id, query.Before) < 0) && alert.Severity >= query.Severity
                && (query.Target is null || (alert.Labels.TryGetValue(SignalLabels.Target, out var target) && Pattern.Matches(query.Target, target))))
            .Select(alert => state.StandingOf(alert with { History = [] }, now))
            .Where(standing => query.States.IsEmpty || query.States.Contains(standing.State))
            .Take(query.Limit + 1).ToList();
        var page = Frame.Fitting(found.Take(query.Limit), standing => ProtocolSerializer.Write(new AlertNews(standing)).Length + 8).ToImmutableArray();
        return new AlertPage(page, found.Count > page.Length);
    }

    public static object Get(AlertsState state, string id, DateTimeOffset now) => !state.Alerts.TryGetValue(id, out var alert)
        ? NoSuch("alert", id)
        : new AlertDetails(
            state.StandingOf(alert, now),
            [.. state.Notifications.Values.Where(one => one.Firing.Contains(id) || one.Resolved.Contains(id)).OrderByDescending(one => one.QueuedAt).Take(MostMessages)
                .Select(one => one with { Firing = [.. one.Firing.Where(other => other == id)], Resolved = [.. one.Resolved.Where(other => other == id)] })]);

    public static SilencePage Silences(AlertsState state, ListSilences query) =>
        new([.. state.Silences.Values.Where(silence => query.Id is null || silence.Id == query.Id).OrderByDescending(silence => silence.EndsAt)]);

    public static (IReadOnlyList<IAlertEvent>, AlertsRefused?) Acknowledge(AlertsState state, AcknowledgeAlert command, DateTimeOffset now) =>
        !state.Alerts.TryGetValue(command.Id, out var alert) ? ([], NoSuch("alert", command.Id))
            : !alert.IsOpen ? ([], new AlertsRefused(false, $"alert {command.Id} is over; only what lasts can be acknowledged"))
            : alert.Acknowledged is not null ? ([], null)
            : ([new AlertAcknowledged(alert.Id, new Acknowledgement(command.By, command.Note, now))], null);

    public static (IReadOnlyList<IAlertEvent>, AlertsRefused?) Create(AlertsState state, CreateSilence command, DateTimeOffset now) =>
        state.Silences.Values.Count(silence => silence.EndsAt > now) >= MostSilences
            ? ([], new AlertsRefused(false, FormattableString.Invariant($"there are {MostSilences} silences that have not ended; expire some")))
            : ([new SilenceCreated(command.Silence)], null);

    public static (IReadOnlyList<IAlertEvent>, AlertsRefused?) Expire(AlertsState state, ExpireSilence command, DateTimeOffset now) =>
        !state.Silences.TryGetValue(command.Id, out var silence) ? ([], NoSuch("silence", command.Id))
            : silence.EndsAt <= now ? ([], null)
            : ([new SilenceExpired(silence.Id, now)], null);

    /// <summary>What a channel is to tell.</summary>
    public AlertMessage MessageOf(Notification notification, IReadOnlyList<Alert> firing, IReadOnlyList<Alert> resolved)
    {
        var labels = (firing.Count > 0 ? firing : resolved)[0].Labels;
        var shared = (options.Rule(notification.Rule)?.GroupBy ?? []).Where(labels.ContainsKey).ToDictionary(name => name, name => labels[name], StringComparer.Ordinal);
        return new AlertMessage(
            notification.Id, notification.Group, notification.Rule, notification.Channel,
            firing.Count == 0 ? NotificationKind.Resolved : notification.Kind, firing, resolved, shared, options.ExternalUrl);
    }

    /// <summary>A message that tries a channel.</summary>
    public AlertMessage TestMessage(ChannelOptions channel, DateTimeOffset now)
    {
        var alert = new Alert
        {
            Id = "test",
            Fingerprint = AlertDecisions.Hash("test", channel.Name),
            Rule = "Test",
            Group = $"Test/{{channel=\"{channel.Name}\"}}",
            Source = AlertSource.Anomaly,
            Phase = AlertPhase.Firing,
            Severity = Severity.Low,
            Confidence = 1,
            Summary = $"This is a test of channel {channel.Name}: nothing is wrong.",
            Labels = ImmutableSortedDictionary<string, string>.Empty.SetItem(Alert.NameLabel, "Test").SetItem(SignalLabels.Severity, AnomalyNames.Of(Severity.Low)),
            StartsAt = now,
            SeenAt = now,
            RenewedAt = now,
            FiredAt = now,
        };
        return new AlertMessage(
            $"msg_test_{now.UtcTicks:x}", alert.Group, alert.Rule, channel.Name, NotificationKind.Firing, [alert], [], new Dictionary<string, string>(), options.ExternalUrl);
    }

    private static AlertsRefused NoSuch(string what, string id) => new(true, $"{what} {id} is not known; GET /api/v1/{what}s lists what there is");
}
