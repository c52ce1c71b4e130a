using AkkaApiBench.Messages.Alerts;

namespace AkkaApiBench.Node.Gateway.Api;

/// <summary>An alert.</summary>
/// <param name="State">What it comes to.</param>
/// <param name="SilencedBy">The silences that match.</param>
/// <param name="Alert">All that is known of it; its history in the answer for one alert only.</param>
/// <param name="Notifications">The newest messages about it; in the answer for one alert only.</param>
public sealed record AlertView(AlertState State, IReadOnlyList<string> SilencedBy, Alert Alert, IReadOnlyList<Notification>? Notifications)
{
    internal static AlertView Of(AlertStanding standing, IReadOnlyList<Notification>? notifications = null) =>
        new(standing.State, standing.SilencedBy, standing.Alert, notifications);
}

/// <summary>Some alerts.</summary>
/// <param name="Alerts">The newest first.</param>
/// <param name="Next">What to give as <c>before</c> for those that follow; null when there are none.</param>
public sealed record AlertListView(IReadOnlyList<AlertView> Alerts, string? Next);

/// <summary>Silences.</summary>
/// <param name="Silences">Those that end last first.</param>
public sealed record SilenceListView(IReadOnlyList<Silence> Silences);

/// <summary>What became of a test message.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Delivered">True when it was taken.</param>
/// <param name="WouldRetry">True when it was not, and an alert would be tried again.</param>
/// <param name="Detail">What the channel said.</param>
/// <param name="DurationMs">How long it took, in milliseconds.</param>
public sealed record ChannelTestView(string Channel, bool Delivered, bool WouldRetry, string Detail, double DurationMs);
