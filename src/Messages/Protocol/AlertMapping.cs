using System.Collections.Immutable;
using AkkaApiBench.Messages.Alerts;
using AkkaApiBench.Messages.Anomalies;
using Google.Protobuf.Collections;

namespace AkkaApiBench.Messages.Protocol;

/// <summary>Alerts, signals, silences and messages, as on the wire.</summary>
internal static class AlertMapping
{
    public static Wire.Alert ToWire(Alert alert)
    {
        var wire = new Wire.Alert
        {
            Id = alert.Id,
            Fingerprint = alert.Fingerprint,
            Rule = alert.Rule,
            Group = alert.Group,
            Source = (int)alert.Source,
            Phase = (int)alert.Phase,
            Severity = (int)alert.Severity,
            Confidence = alert.Confidence,
            Summary = alert.Summary,
            StartsAtTicks = MeasurementMapping.ToTicks(alert.StartsAt),
            SeenAtTicks = MeasurementMapping.ToTicks(alert.SeenAt),
            RenewedAtTicks = MeasurementMapping.ToTicks(alert.RenewedAt),
            Acknowledged = alert.Acknowledged is { } acknowledged ? ToWire(acknowledged) : null,
            Level = alert.Level,
        };
        wire.Labels.Add(alert.Labels);
        if (alert.Until is { } until)
            wire.UntilTicks = MeasurementMapping.ToTicks(until);
        if (alert.FiredAt is { } fired)
            wire.FiredAtTicks = MeasurementMapping.ToTicks(fired);
        if (alert.ResolvedAt is { } resolved)
            wire.ResolvedAtTicks = MeasurementMapping.ToTicks(resolved);
        if (alert.ResolvedBy is { } by)
            wire.ResolvedBy = by;
        wire.History.AddRange(alert.History.Select(ToWire));
        return wire;
    }

    public static Alert FromWire(Wire.Alert wire) => new()
    {
        Id = wire.Id,
        Fingerprint = wire.Fingerprint,
        Rule = wire.Rule,
        Group = wire.Group,
        Source = (AlertSource)wire.Source,
        Phase = (AlertPhase)wire.Phase,
        Severity = (Severity)wire.Severity,
        Confidence = wire.Confidence,
        Summary = wire.Summary,
        Labels = LabelsOf(wire.Labels),
        StartsAt = MeasurementMapping.TimeOf(wire.StartsAtTicks),
        SeenAt = MeasurementMapping.TimeOf(wire.SeenAtTicks),
        RenewedAt = MeasurementMapping.TimeOf(wire.RenewedAtTicks),
        Until = wire.HasUntilTicks ? MeasurementMapping.TimeOf(wire.UntilTicks) : null,
        FiredAt = wire.HasFiredAtTicks ? MeasurementMapping.TimeOf(wire.FiredAtTicks) : null,
        ResolvedAt = wire.HasResolvedAtTicks ? MeasurementMapping.TimeOf(wire.ResolvedAtTicks) : null,
        ResolvedBy = wire.HasResolvedBy ? wire.ResolvedBy : null,
        Acknowledged = wire.Acknowledged is { } acknowledged ? FromWire(acknowledged) : null,
        Level = wire.Level,
        History = [.. wire.History.Select(moment => new AlertMoment(MeasurementMapping.TimeOf(moment.AtTicks), moment.What, moment.HasDetail ? moment.Detail : null))],
    };

    public static Wire.Acknowledgement ToWire(Acknowledgement acknowledgement)
    {
        var wire = new Wire.Acknowledgement { By = acknowledgement.By, AtTicks = MeasurementMapping.ToTicks(acknowledgement.At) };
        if (acknowledgement.Note is { } note)
            wire.Note = note;
        return wire;
    }

    public static Acknowledgement FromWire(Wire.Acknowledgement wire) =>
        new(wire.By, wire.HasNote ? wire.Note : null, MeasurementMapping.TimeOf(wire.AtTicks));

    public static Wire.Signal ToWire(Signal signal)
    {
        var wire = new Wire.Signal
        {
            Source = (int)signal.Source,
            Subject = signal.Subject,
            IsOver = signal.IsOver,
            Severity = (int)signal.Severity,
            Confidence = signal.Confidence,
            StartsAtTicks = MeasurementMapping.ToTicks(signal.StartsAt),
            Summary = signal.Summary,
        };
        wire.Labels.Add(signal.Labels);
        if (signal.Until is { } until)
            wire.UntilTicks = MeasurementMapping.ToTicks(until);
        return wire;
    }

    public static Signal FromWire(Wire.Signal wire) => new()
    {
        Source = (AlertSource)wire.Source,
        Subject = wire.Subject,
        IsOver = wire.IsOver,
        Severity = (Severity)wire.Severity,
        Confidence = wire.Confidence,
        StartsAt = MeasurementMapping.TimeOf(wire.StartsAtTicks),
        Summary = wire.Summary,
        Labels = LabelsOf(wire.Labels),
        Until = wire.HasUntilTicks ? MeasurementMapping.TimeOf(wire.UntilTicks) : null,
    };

    public static Wire.Silence ToWire(Silence silence)
    {
        var wire = new Wire.Silence
        {
            Id = silence.Id,
            StartsAtTicks = MeasurementMapping.ToTicks(silence.StartsAt),
            EndsAtTicks = MeasurementMapping.ToTicks(silence.EndsAt),
            CreatedBy = silence.CreatedBy,
            Comment = silence.Comment,
            CreatedAtTicks = MeasurementMapping.ToTicks(silence.CreatedAt),
        };
        wire.Matchers.AddRange(silence.Matchers.Select(matcher => new Wire.LabelMatcher
        {
            Name = matcher.Name, Value = matcher.Value, IsRegex = matcher.IsRegex, IsEqual = matcher.IsEqual,
        }));
        return wire;
    }

    public static Silence FromWire(Wire.Silence wire) => new()
    {
        Id = wire.Id,
        Matchers = [.. wire.Matchers.Select(matcher => new LabelMatcher(matcher.Name, matcher.Value, matcher.IsRegex, matcher.IsEqual))],
        StartsAt = MeasurementMapping.TimeOf(wire.StartsAtTicks),
        EndsAt = MeasurementMapping.TimeOf(wire.EndsAtTicks),
        CreatedBy = wire.CreatedBy,
        Comment = wire.Comment,
        CreatedAt = MeasurementMapping.TimeOf(wire.CreatedAtTicks),
    };

    public static Wire.Notification ToWire(Notification notification)
    {
        var wire = new Wire.Notification
        {
            Id = notification.Id,
            Group = notification.Group,
            Rule = notification.Rule,
            Channel = notification.Channel,
            Kind = (int)notification.Kind,
            QueuedAtTicks = MeasurementMapping.ToTicks(notification.QueuedAt),
            NextAtTicks = MeasurementMapping.ToTicks(notification.NextAt),
            Attempts = notification.Attempts,
            State = (int)notification.State,
        };
        wire.Firing.AddRange(notification.Firing);
        wire.Resolved.AddRange(notification.Resolved);
        if (notification.Detail is { } detail)
            wire.Detail = detail;
        if (notification.TriedAt is { } tried)
            wire.TriedAtTicks = MeasurementMapping.ToTicks(tried);
        return wire;
    }

    public static Notification FromWire(Wire.Notification wire) => new()
    {
        Id = wire.Id,
        Group = wire.Group,
        Rule = wire.Rule,
        Channel = wire.Channel,
        Kind = (NotificationKind)wire.Kind,
        Firing = [.. wire.Firing],
        Resolved = [.. wire.Resolved],
        QueuedAt = MeasurementMapping.TimeOf(wire.QueuedAtTicks),
        NextAt = MeasurementMapping.TimeOf(wire.NextAtTicks),
        Attempts = wire.Attempts,
        State = (DeliveryState)wire.State,
        Detail = wire.HasDetail ? wire.Detail : null,
        TriedAt = wire.HasTriedAtTicks ? MeasurementMapping.TimeOf(wire.TriedAtTicks) : null,
    };

    public static ImmutableSortedDictionary<string, string> LabelsOf(MapField<string, string> labels) => labels.ToImmutableSortedDictionary();

    private static Wire.AlertMoment ToWire(AlertMoment moment)
    {
        var wire = new Wire.AlertMoment { AtTicks = MeasurementMapping.ToTicks(moment.At), What = moment.What };
        if (moment.Detail is { } detail)
            wire.Detail = detail;
        return wire;
    }
}
