using AkkaApiBench.Messages.Alerts;
using AkkaApiBench.Messages.Anomalies;

namespace AkkaApiBench.Messages.Protocol;

/// <summary>What happens to alerts, as in the journal.</summary>
internal static class AlertEventMapping
{
    public static Wire.AlertRevised ToWire(AlertRevised revised)
    {
        var wire = new Wire.AlertRevised
        {
            Id = revised.Id,
            Severity = (int)revised.Severity,
            Confidence = revised.Confidence,
            Summary = revised.Summary,
            AtTicks = MeasurementMapping.ToTicks(revised.At),
        };
        wire.Labels.Add(revised.Labels);
        if (revised.Until is { } until)
            wire.UntilTicks = MeasurementMapping.ToTicks(until);
        return wire;
    }

    public static AlertRevised FromWire(Wire.AlertRevised wire) => new(
        wire.Id, (Severity)wire.Severity, wire.Confidence, wire.Summary, AlertMapping.LabelsOf(wire.Labels), MeasurementMapping.TimeOf(wire.AtTicks))
    {
        Until = wire.HasUntilTicks ? MeasurementMapping.TimeOf(wire.UntilTicks) : null,
    };

    public static Wire.AlertResolved ToWire(AlertResolved resolved)
    {
        var wire = new Wire.AlertResolved { Id = resolved.Id, AtTicks = MeasurementMapping.ToTicks(resolved.At) };
        if (resolved.Reason is { } reason)
            wire.Reason = reason;
        if (resolved.By is { } by)
            wire.By = by;
        return wire;
    }

    public static AlertResolved FromWire(Wire.AlertResolved wire) =>
        new(wire.Id, wire.HasReason ? wire.Reason : null, wire.HasBy ? wire.By : null, MeasurementMapping.TimeOf(wire.AtTicks));

    public static Wire.AlertAcknowledged ToWire(AlertAcknowledged acknowledged) =>
        new() { Id = acknowledged.Id, Acknowledgement = AlertMapping.ToWire(acknowledged.Acknowledgement) };

    public static AlertAcknowledged FromWire(Wire.AlertAcknowledged wire) => new(wire.Id, AlertMapping.FromWire(wire.Acknowledgement));

    public static Wire.AlertEscalated ToWire(AlertEscalated escalated) =>
        new() { Id = escalated.Id, Level = escalated.Level, AtTicks = MeasurementMapping.ToTicks(escalated.At) };

    public static AlertEscalated FromWire(Wire.AlertEscalated wire) => new(wire.Id, wire.Level, MeasurementMapping.TimeOf(wire.AtTicks));

    public static Wire.NotificationAttempted ToWire(NotificationAttempted attempted) => new()
    {
        Id = attempted.Id,
        State = (int)attempted.State,
        Detail = attempted.Detail,
        NextAtTicks = MeasurementMapping.ToTicks(attempted.NextAt),
        AtTicks = MeasurementMapping.ToTicks(attempted.At),
    };

    public static NotificationAttempted FromWire(Wire.NotificationAttempted wire) => new(
        wire.Id, (DeliveryState)wire.State, wire.Detail, MeasurementMapping.TimeOf(wire.NextAtTicks), MeasurementMapping.TimeOf(wire.AtTicks));

    public static Wire.AlertsSnapshot ToWire(AlertsSnapshot snapshot)
    {
        var wire = new Wire.AlertsSnapshot();
        wire.Alerts.AddRange(snapshot.Alerts.Select(AlertMapping.ToWire));
        wire.Silences.AddRange(snapshot.Silences.Select(AlertMapping.ToWire));
        wire.Notifications.AddRange(snapshot.Notifications.Select(AlertMapping.ToWire));
        wire.Logs.AddRange(snapshot.Logs.Select(ToWire));
        if (snapshot.Position is { } position)
            wire.Position = position;
        return wire;
    }

    public static AlertsSnapshot FromWire(Wire.AlertsSnapshot wire) => new(
        [.. wire.Alerts.Select(AlertMapping.FromWire)],
        [.. wire.Silences.Select(AlertMapping.FromWire)],
        [.. wire.Notifications.Select(AlertMapping.FromWire)],
        [.. wire.Logs.Select(FromWire)],
        wire.HasPosition ? wire.Position : null);

    private static Wire.ChannelLog ToWire(ChannelLog log)
    {
        var wire = new Wire.ChannelLog
        {
            Group = log.Group,
            Channel = log.Channel,
            LastAtTicks = MeasurementMapping.ToTicks(log.LastAt),
            KnowsAcknowledged = log.KnowsAcknowledged,
        };
        if (log.LastFiringAt is { } last)
            wire.LastFiringAtTicks = MeasurementMapping.ToTicks(last);
        wire.Told.AddRange(log.Told);
        wire.Untold.AddRange(log.Untold);
        return wire;
    }

    private static ChannelLog FromWire(Wire.ChannelLog wire) => new()
    {
        Group = wire.Group,
        Channel = wire.Channel,
        LastAt = MeasurementMapping.TimeOf(wire.LastAtTicks),
        LastFiringAt = wire.HasLastFiringAtTicks ? MeasurementMapping.TimeOf(wire.LastFiringAtTicks) : null,
        Told = [.. wire.Told],
        Untold = [.. wire.Untold],
        KnowsAcknowledged = wire.KnowsAcknowledged,
    };
}
