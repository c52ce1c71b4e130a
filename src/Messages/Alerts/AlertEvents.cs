using System.Collections.Immutable;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Protocol;

namespace AkkaApiBench.Messages.Alerts;

/// <summary>What happens to alerts; the journal of the alert manager holds nothing else.</summary>
public interface IAlertEvent : IProtocolMessage;

/// <summary>An alert was seen.</summary>
/// <param name="Alert">The alert, pending or firing.</param>
public sealed record AlertRaised(Alert Alert) : IAlertEvent;

/// <summary>More is known of an alert.</summary>
/// <param name="Id">The alert.</param>
/// <param name="Severity">How bad it is now.</param>
/// <param name="Confidence">How likely it is no chance, 0 to 1.</param>
/// <param name="Summary">What is wrong now.</param>
/// <param name="Labels">All its labels.</param>
/// <param name="At">When, UTC.</param>
public sealed record AlertRevised(
    string Id, Severity Severity, double Confidence, string Summary, ImmutableSortedDictionary<string, string> Labels, DateTimeOffset At) : IAlertEvent
{
    /// <summary>When it is over without further news, UTC; null when only news ends it.</summary>
    public DateTimeOffset? Until { get; init; }
}

/// <summary>An alert lasted as long as its rule asks.</summary>
/// <param name="Id">The alert.</param>
/// <param name="At">When, UTC.</param>
public sealed record AlertFired(string Id, DateTimeOffset At) : IAlertEvent;

/// <summary>An alert is over.</summary>
/// <param name="Id">The alert.</param>
/// <param name="Reason">Why, where that needs a word.</param>
/// <param name="By">The worker that took a lost one's place; null for others.</param>
/// <param name="At">When, UTC.</param>
public sealed record AlertResolved(string Id, string? Reason, string? By, DateTimeOffset At) : IAlertEvent;

/// <summary>Somebody takes care of an alert.</summary>
/// <param name="Id">The alert.</param>
/// <param name="Acknowledgement">Who and when.</param>
public sealed record AlertAcknowledged(string Id, Acknowledgement Acknowledgement) : IAlertEvent;

/// <summary>Nobody took care of an alert in time: more channels hear of it.</summary>
/// <param name="Id">The alert.</param>
/// <param name="Level">How many steps were taken.</param>
/// <param name="At">When, UTC.</param>
public sealed record AlertEscalated(string Id, int Level, DateTimeOffset At) : IAlertEvent;

/// <summary>A silence was made.</summary>
/// <param name="Silence">The silence.</param>
public sealed record SilenceCreated(Silence Silence) : IAlertEvent;

/// <summary>A silence was ended before its time.</summary>
/// <param name="Id">The silence.</param>
/// <param name="At">When, UTC.</param>
public sealed record SilenceExpired(string Id, DateTimeOffset At) : IAlertEvent;

/// <summary>A message is to be sent.</summary>
/// <param name="Notification">The message.</param>
public sealed record NotificationQueued(Notification Notification) : IAlertEvent;

/// <summary>A message was tried.</summary>
/// <param name="Id">The message.</param>
/// <param name="State">What became of it; pending when it is to be tried again.</param>
/// <param name="Detail">What the channel said.</param>
/// <param name="NextAt">When it is to be tried again, UTC, if it is.</param>
/// <param name="At">When, UTC.</param>
public sealed record NotificationAttempted(string Id, DeliveryState State, string Detail, DateTimeOffset NextAt, DateTimeOffset At) : IAlertEvent;

/// <summary>The journals were read up to a place, and what stands there is taken in.</summary>
/// <param name="Position">The number of the last event.</param>
public sealed record JournalFollowed(long Position) : IAlertEvent;

/// <summary>Everything that the alert manager knows, as a snapshot keeps it.</summary>
/// <param name="Alerts">The alerts, by rising identity.</param>
/// <param name="Silences">The silences, by rising identity.</param>
/// <param name="Notifications">The messages, by rising time.</param>
/// <param name="Logs">What channels have heard.</param>
/// <param name="Position">How far the journals were read; null before they were.</param>
public sealed record AlertsSnapshot(
    ImmutableArray<Alert> Alerts, ImmutableArray<Silence> Silences, ImmutableArray<Notification> Notifications, ImmutableArray<ChannelLog> Logs, long? Position) : IProtocolMessage;
