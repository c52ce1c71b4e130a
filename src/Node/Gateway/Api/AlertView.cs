using AkkaApiBench.Messages.Alerts;
using AkkaApiBench.Messages.Anomalies;

namespace AkkaApiBench.Node.Gateway.Api;

/// <summary>An alert.</summary>
public sealed record AlertView
{
    /// <summary>Names this episode of it.</summary>
    public required string AlertId { get; init; }

    /// <summary>Where it stands.</summary>
    public required AlertState State { get; init; }

    /// <summary>The rule that made it.</summary>
    public required string Rule { get; init; }

    /// <summary>What it comes from.</summary>
    public required AlertSource Source { get; init; }

    /// <summary>How bad.</summary>
    public required Severity Severity { get; init; }

    /// <summary>How likely it is no chance, 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>What is wrong, in a sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>Names and values by which silences match it.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>When what is wrong began.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>When it had lasted as long as its rule asks; null before.</summary>
    public DateTimeOffset? FiredAt { get; init; }

    /// <summary>When it was over; null before.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>Who takes care of it; null for nobody.</summary>
    public Acknowledgement? Acknowledged { get; init; }

    /// <summary>How many steps of its rule's escalation were taken.</summary>
    public int EscalationLevel { get; init; }

    /// <summary>The silences that match it.</summary>
    public IReadOnlyList<string> SilencedBy { get; init; } = [];

    /// <summary>The group with which it is told.</summary>
    public required string Group { get; init; }

    /// <summary>The same in each episode of what it is about.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>What happened to it, the oldest first; in the answer for one alert only.</summary>
    public IReadOnlyList<AlertMoment>? History { get; init; }

    /// <summary>The newest messages about it, the newest first; in the answer for one alert only.</summary>
    public IReadOnlyList<MessageView>? Messages { get; init; }

    internal static AlertView Of(AlertStanding standing, IReadOnlyList<Notification>? messages = null)
    {
        var alert = standing.Alert;
        return new AlertView
        {
            AlertId = alert.Id,
            State = standing.State,
            Rule = alert.Rule,
            Source = alert.Source,
            Severity = alert.Severity,
            Confidence = alert.Confidence,
            Summary = alert.Summary,
            Labels = alert.Labels,
            StartsAt = alert.StartsAt,
            FiredAt = alert.FiredAt,
            ResolvedAt = alert.ResolvedAt,
            Acknowledged = alert.Acknowledged,
            EscalationLevel = alert.Level,
            SilencedBy = standing.SilencedBy,
            Group = alert.Group,
            Fingerprint = alert.Fingerprint,
            History = messages is null ? null : alert.History,
            Messages = messages is null ? null : [.. messages.Select(MessageView.Of)],
        };
    }
}

/// <summary>A message about alerts.</summary>
/// <param name="MessageId">Names it, at every try.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Kind">What it says.</param>
/// <param name="State">What became of it.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="QueuedAt">When it was made.</param>
/// <param name="TriedAt">When it was tried last; null before the first.</param>
/// <param name="NextAt">When it is tried next; null when it is not.</param>
/// <param name="Detail">What the last try came to; null before the first.</param>
public sealed record MessageView(
    string MessageId, string Channel, NotificationKind Kind, DeliveryState State, int Attempts, DateTimeOffset QueuedAt, DateTimeOffset? TriedAt, DateTimeOffset? NextAt, string? Detail)
{
    internal static MessageView Of(Notification message) => new(
        message.Id, message.Channel, message.Kind, message.State, message.Attempts, message.QueuedAt, message.TriedAt,
        message.State is DeliveryState.Pending ? message.NextAt : null, message.Detail);
}

/// <summary>Some alerts.</summary>
/// <param name="Alerts">The newest first.</param>
/// <param name="Next">What to give as <c>before</c> for those that follow; null when there are none.</param>
public sealed record AlertListView(IReadOnlyList<AlertView> Alerts, string? Next);

/// <summary>What became of a test message.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Delivered">True when it was taken.</param>
/// <param name="WouldRetry">True when it was not, and an alert would be tried again.</param>
/// <param name="Detail">What the channel said.</param>
/// <param name="DurationMs">How long it took, in milliseconds.</param>
public sealed record ChannelTestView(string Channel, bool Delivered, bool WouldRetry, string Detail, double DurationMs);
