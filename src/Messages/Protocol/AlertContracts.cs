using AkkaApiBench.Messages.Alerts;

namespace AkkaApiBench.Messages.Protocol;

/// <summary>The contracts of alerts.</summary>
internal static class AlertContracts
{
    public static readonly IReadOnlyList<Contract> All =
    [
        Contract.Of<ReportSignal, Wire.Signal>(
            "report-signal", Wire.Signal.Parser, message => AlertMapping.ToWire(message.Signal), wire => new ReportSignal(AlertMapping.FromWire(wire))),
        Contract.Of<SignalTaken, Wire.AlertingReference>("signal-taken", Wire.AlertingReference.Parser, _ => new Wire.AlertingReference(), _ => SignalTaken.Instance),
        Contract.Of<ReportWorkerJoined, Wire.WorkerJoined>("report-worker-joined", Wire.WorkerJoined.Parser,
            message => new Wire.WorkerJoined { Worker = message.Worker, Incarnation = message.Incarnation }, wire => new ReportWorkerJoined(wire.Worker, wire.Incarnation)),

        Contract.Of<AlertRaised, Wire.Alert>("alert-raised", Wire.Alert.Parser, message => AlertMapping.ToWire(message.Alert), wire => new AlertRaised(AlertMapping.FromWire(wire))),
        Contract.Of<AlertRevised, Wire.AlertRevised>("alert-revised", Wire.AlertRevised.Parser, AlertEventMapping.ToWire, AlertEventMapping.FromWire),
        OfMoment<AlertFired>("alert-fired", message => (message.Id, message.At), (id, at) => new AlertFired(id, at)),
        Contract.Of<AlertResolved, Wire.AlertResolved>("alert-resolved", Wire.AlertResolved.Parser, AlertEventMapping.ToWire, AlertEventMapping.FromWire),
        Contract.Of<AlertAcknowledged, Wire.AlertAcknowledged>(
            "alert-acknowledged", Wire.AlertAcknowledged.Parser, AlertEventMapping.ToWire, AlertEventMapping.FromWire),
        Contract.Of<AlertEscalated, Wire.AlertEscalated>("alert-escalated", Wire.AlertEscalated.Parser, AlertEventMapping.ToWire, AlertEventMapping.FromWire),
        Contract.Of<SilenceCreated, Wire.Silence>(
            "silence-created", Wire.Silence.Parser, message => AlertMapping.ToWire(message.Silence), wire => new SilenceCreated(AlertMapping.FromWire(wire))),
        OfMoment<SilenceExpired>("silence-expired", message => (message.Id, message.At), (id, at) => new SilenceExpired(id, at)),
        Contract.Of<NotificationQueued, Wire.Notification>("notification-queued", Wire.Notification.Parser,
            message => AlertMapping.ToWire(message.Notification), wire => new NotificationQueued(AlertMapping.FromWire(wire))),
        Contract.Of<NotificationAttempted, Wire.NotificationAttempted>(
            "notification-attempted", Wire.NotificationAttempted.Parser, AlertEventMapping.ToWire, AlertEventMapping.FromWire),
        Contract.Of<JournalFollowed, Wire.JournalFollowed>("journal-followed", Wire.JournalFollowed.Parser,
            message => new Wire.JournalFollowed { Position = message.Position }, wire => new JournalFollowed(wire.Position)),
        Contract.Of<AlertsSnapshot, Wire.AlertsSnapshot>("alerts-snapshot", Wire.AlertsSnapshot.Parser, AlertEventMapping.ToWire, AlertEventMapping.FromWire),

        Contract.Of<ListAlerts, Wire.ListAlerts>("list-alerts", Wire.ListAlerts.Parser, AlertQueryMapping.ToWire, AlertQueryMapping.FromWire),
        Contract.Of<AlertPage, Wire.AlertPage>("alert-page", Wire.AlertPage.Parser, AlertQueryMapping.ToWire, AlertQueryMapping.FromWire),
        OfName<GetAlert>("get-alert", message => message.Id, id => new GetAlert(id)),
        Contract.Of<AlertDetails, Wire.AlertDetails>("alert-details", Wire.AlertDetails.Parser, AlertQueryMapping.ToWire, AlertQueryMapping.FromWire),
        Contract.Of<AcknowledgeAlert, Wire.AcknowledgeAlert>("acknowledge-alert", Wire.AcknowledgeAlert.Parser, AlertQueryMapping.ToWire, AlertQueryMapping.FromWire),
        Contract.Of<CreateSilence, Wire.Silence>(
            "create-silence", Wire.Silence.Parser, message => AlertMapping.ToWire(message.Silence), wire => new CreateSilence(AlertMapping.FromWire(wire))),
        OfName<ExpireSilence>("expire-silence", message => message.Id, id => new ExpireSilence(id)),
        Contract.Of<ListSilences, Wire.AlertingReference>("list-silences", Wire.AlertingReference.Parser, AlertQueryMapping.ToWire, AlertQueryMapping.FromWire),
        Contract.Of<SilencePage, Wire.SilencePage>("silence-page", Wire.SilencePage.Parser, AlertQueryMapping.ToWire, AlertQueryMapping.FromWire),
        OfName<TestChannel>("test-channel", message => message.Channel, channel => new TestChannel(channel)),
        Contract.Of<ChannelTested, Wire.ChannelTested>("channel-tested", Wire.ChannelTested.Parser, AlertQueryMapping.ToWire, AlertQueryMapping.FromWire),
        Contract.Of<GetAlertingConfiguration, Wire.AlertingReference>(
            "get-alerting-configuration", Wire.AlertingReference.Parser, _ => new Wire.AlertingReference(), _ => GetAlertingConfiguration.Instance),
        Contract.Of<AlertingConfigured, Wire.AlertingConfigured>("alerting-configured", Wire.AlertingConfigured.Parser,
            message => new Wire.AlertingConfigured { Json = message.Json }, wire => new AlertingConfigured(wire.Json)),
        Contract.Of<AlertsRefused, Wire.AlertsRefused>("alerts-refused", Wire.AlertsRefused.Parser,
            message => new Wire.AlertsRefused { IsUnknown = message.IsUnknown, Reason = message.Reason }, wire => new AlertsRefused(wire.IsUnknown, wire.Reason)),
        Contract.Of<AlertNews, Wire.AlertStanding>(
            "alert-news", Wire.AlertStanding.Parser, message => AlertQueryMapping.ToWire(message.Alert), wire => new AlertNews(AlertQueryMapping.FromWire(wire))),
    ];

    private static Contract OfName<T>(string manifest, Func<T, string> nameOf, Func<string, T> make)
        where T : IProtocolMessage =>
        Contract.Of<T, Wire.AlertingReference>(manifest, Wire.AlertingReference.Parser, message => new Wire.AlertingReference { Id = nameOf(message) }, wire => make(wire.Id));

    private static Contract OfMoment<T>(string manifest, Func<T, (string Id, DateTimeOffset At)> read, Func<string, DateTimeOffset, T> make)
        where T : IAlertEvent =>
        Contract.Of<T, Wire.AlertingMoment>(manifest, Wire.AlertingMoment.Parser,
            message =>
            {
                var (id, at) = read(message);
                return new Wire.AlertingMoment { Id = id, AtTicks = MeasurementMapping.ToTicks(at) };
            },
            wire => make(wire.Id, MeasurementMapping.TimeOf(wire.AtTicks)));
}
