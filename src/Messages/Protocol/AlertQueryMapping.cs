using AkkaApiBench.Messages.Alerts;
using AkkaApiBench.Messages.Anomalies;

namespace AkkaApiBench.Messages.Protocol;

/// <summary>Questions to the alert manager and its answers, as on the wire.</summary>
internal static class AlertQueryMapping
{
    public static Wire.ListAlerts ToWire(ListAlerts query)
    {
        var wire = new Wire.ListAlerts { Limit = query.Limit, Severity = (int)query.Severity };
        if (query.Before is { } before)
            wire.Before = before;
        if (query.Target is { } target)
            wire.Target = target;
        wire.States.AddRange(query.States.Select(state => (int)state));
        return wire;
    }

    public static ListAlerts FromWire(Wire.ListAlerts wire) => new(
        wire.Limit, wire.HasBefore ? wire.Before : null, [.. wire.States.Select(state => (AlertState)state)], (Severity)wire.Severity, wire.HasTarget ? wire.Target : null);

    public static Wire.AlertStanding ToWire(AlertStanding standing)
    {
        var wire = new Wire.AlertStanding { Alert = AlertMapping.ToWire(standing.Alert), State = (int)standing.State };
        wire.SilencedBy.AddRange(standing.SilencedBy);
        return wire;
    }

    public static AlertStanding FromWire(Wire.AlertStanding wire) => new(AlertMapping.FromWire(wire.Alert), (AlertState)wire.State, [.. wire.SilencedBy]);

    public static Wire.AlertPage ToWire(AlertPage page)
    {
        var wire = new Wire.AlertPage { HasMore = page.HasMore };
        wire.Alerts.AddRange(page.Alerts.Select(ToWire));
        return wire;
    }

    public static AlertPage FromWire(Wire.AlertPage wire) => new([.. wire.Alerts.Select(FromWire)], wire.HasMore);

    public static Wire.AlertDetails ToWire(AlertDetails details)
    {
        var wire = new Wire.AlertDetails { Alert = ToWire(details.Alert) };
        wire.Notifications.AddRange(details.Notifications.Select(AlertMapping.ToWire));
        return wire;
    }

    public static AlertDetails FromWire(Wire.AlertDetails wire) => new(FromWire(wire.Alert), [.. wire.Notifications.Select(AlertMapping.FromWire)]);

    public static Wire.AcknowledgeAlert ToWire(AcknowledgeAlert command)
    {
        var wire = new Wire.AcknowledgeAlert { Id = command.Id, By = command.By };
        if (command.Note is { } note)
            wire.Note = note;
        return wire;
    }

    public static AcknowledgeAlert FromWire(Wire.AcknowledgeAlert wire) => new(wire.Id, wire.By, wire.HasNote ? wire.Note : null);

    public static Wire.AlertingReference ToWire(ListSilences query)
    {
        var wire = new Wire.AlertingReference();
        if (query.Id is { } id)
            wire.Id = id;
        return wire;
    }

    public static ListSilences FromWire(Wire.AlertingReference wire) => new(wire.HasId ? wire.Id : null);

    public static Wire.SilencePage ToWire(SilencePage page)
    {
        var wire = new Wire.SilencePage();
        wire.Silences.AddRange(page.Silences.Select(AlertMapping.ToWire));
        return wire;
    }

    public static SilencePage FromWire(Wire.SilencePage wire) => new([.. wire.Silences.Select(AlertMapping.FromWire)]);

    public static Wire.ChannelTested ToWire(ChannelTested tested) => new()
    {
        Channel = tested.Channel,
        IsDelivered = tested.IsDelivered,
        WouldRetry = tested.WouldRetry,
        Detail = tested.Detail,
        DurationTicks = tested.Duration.Ticks,
    };

    public static ChannelTested FromWire(Wire.ChannelTested wire) =>
        new(wire.Channel, wire.IsDelivered, wire.WouldRetry, wire.Detail, TimeSpan.FromTicks(wire.DurationTicks));
}
