using System.Collections.Immutable;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Protocol;

namespace AkkaApiBench.Messages.Alerts;

/// <summary>What a list of alerts shows of each. The numbers are sent: never reuse one.</summary>
public enum AlertState
{
    /// <summary>Seen, but not for as long as its rule asks.</summary>
    Pending = 0,

    /// <summary>It is told.</summary>
    Firing = 1,

    /// <summary>Somebody takes care of it.</summary>
    Acknowledged = 2,

    /// <summary>A silence matches: it is not told.</summary>
    Silenced = 3,

    /// <summary>It is over.</summary>
    Resolved = 4,
}

/// <summary>Asks for alerts, the newest first; answered by <see cref="AlertPage"/>.</summary>
/// <param name="Limit">How many at the most.</param>
/// <param name="Before">Only those that come after this one in the order of the list; null for the first page.</param>
/// <param name="States">Which states; empty for all.</param>
/// <param name="Severity">The least severity.</param>
/// <param name="Target">Which targets, <c>*</c> for any characters; null for all, and what is about no target.</param>
public sealed record ListAlerts(int Limit, string? Before, ImmutableArray<AlertState> States, Severity Severity, string? Target) : IProtocolMessage;

/// <summary>An alert and what its state comes to.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="State">The state.</param>
/// <param name="SilencedBy">The silences that match.</param>
public sealed record AlertStanding(Alert Alert, AlertState State, ImmutableArray<string> SilencedBy);

/// <summary>Some alerts, without their histories.</summary>
/// <param name="Alerts">The newest first.</param>
/// <param name="HasMore">True when there are more.</param>
public sealed record AlertPage(ImmutableArray<AlertStanding> Alerts, bool HasMore) : IProtocolMessage;

/// <summary>Asks for an alert; answered by <see cref="AlertDetails"/> or <see cref="AlertsRefused"/>.</summary>
/// <param name="Id">The alert.</param>
public sealed record GetAlert(string Id) : IProtocolMessage;

/// <summary>An alert with its history, and the messages about it.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="Notifications">The newest messages, the newest first.</param>
public sealed record AlertDetails(AlertStanding Alert, ImmutableArray<Notification> Notifications) : IProtocolMessage;

/// <summary>Says that somebody takes care of an alert; answered by <see cref="AlertDetails"/> or <see cref="AlertsRefused"/>.</summary>
/// <param name="Id">The alert.</param>
/// <param name="By">Who.</param>
/// <param name="Note">What they say.</param>
public sealed record AcknowledgeAlert(string Id, string By, string? Note) : IProtocolMessage;

/// <summary>Asks for a silence; answered by <see cref="SilencePage"/> with it, or <see cref="AlertsRefused"/>.</summary>
/// <param name="Silence">The silence.</param>
public sealed record CreateSilence(Silence Silence) : IProtocolMessage;

/// <summary>Asks for a silence to end now; answered by <see cref="SilencePage"/> with it, or <see cref="AlertsRefused"/>.</summary>
/// <param name="Id">The silence.</param>
public sealed record ExpireSilence(string Id) : IProtocolMessage;

/// <summary>Asks for silences; answered by <see cref="SilencePage"/>.</summary>
/// <param name="Id">Which one; null for all.</param>
public sealed record ListSilences(string? Id) : IProtocolMessage;

/// <summary>Silences, those that end last first.</summary>
/// <param name="Silences">The silences.</param>
public sealed record SilencePage(ImmutableArray<Silence> Silences) : IProtocolMessage;

/// <summary>Asks for a message to be sent through a channel at once; answered by <see cref="ChannelTested"/> or <see cref="AlertsRefused"/>.</summary>
/// <param name="Channel">The channel's name.</param>
public sealed record TestChannel(string Channel) : IProtocolMessage;

/// <summary>What became of a message that was sent to try a channel.</summary>
/// <param name="Channel">The channel's name.</param>
/// <param name="IsDelivered">True when it was taken.</param>
/// <param name="WouldRetry">True when it was not, and an alert would be tried again.</param>
/// <param name="Detail">What the channel said.</param>
/// <param name="Duration">How long that took.</param>
public sealed record ChannelTested(string Channel, bool IsDelivered, bool WouldRetry, string Detail, TimeSpan Duration) : IProtocolMessage;

/// <summary>Asks how alerts are configured; answered by <see cref="AlertingConfigured"/>.</summary>
public sealed record GetAlertingConfiguration : IProtocolMessage
{
    /// <summary>The one.</summary>
    public static readonly GetAlertingConfiguration Instance = new();
}

/// <summary>How alerts are configured, without anything secret.</summary>
/// <param name="Json">The same as the configuration file says, as JSON with all defaults.</param>
public sealed record AlertingConfigured(string Json) : IProtocolMessage;

/// <summary>Why the alert manager does not do what was asked.</summary>
/// <param name="IsUnknown">True when there is no such thing.</param>
/// <param name="Reason">Why.</param>
public sealed record AlertsRefused(bool IsUnknown, string Reason) : IProtocolMessage;

/// <summary>An alert changed: published to whoever follows what is live.</summary>
/// <param name="Alert">The alert, without its history.</param>
public sealed record AlertNews(AlertStanding Alert) : IProtocolMessage
{
    /// <summary>The topic of distributed publishing.</summary>
    public const string Topic = "alerts";
}
