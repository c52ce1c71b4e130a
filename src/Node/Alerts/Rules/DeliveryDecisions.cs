using AkkaApiBench.Messages.Alerts;
using AkkaApiBench.Node.Alerts.Channels;

namespace AkkaApiBench.Node.Alerts.Rules;

/// <summary>What becomes of messages: tried again with growing waits, for a day.</summary>
internal static class DeliveryDecisions
{
    private const int LongestDetail = 300;
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(1);

    /// <summary>The messages to send now.</summary>
    public static IEnumerable<Notification> Due(AlertsState state, DateTimeOffset now) =>
        state.Notifications.Values.Where(one => one.State is DeliveryState.Pending && one.NextAt <= now);

    /// <summary>The alerts of a message that are to be told: what was silenced since is not.</summary>
    public static (IReadOnlyList<Alert> Firing, IReadOnlyList<Alert> Resolved) Content(AlertsState state, Notification notification, DateTimeOffset now)
    {
        return (Of(notification.Firing), Of(notification.Resolved));

        IReadOnlyList<Alert> Of(IEnumerable<string> ids) =>
            [.. ids.Select(id => state.Alerts.GetValueOrDefault(id)).OfType<Alert>().Where(alert => !state.IsSilenced(alert, now))];
    }

    /// <summary>What a try comes to.</summary>
    /// <param name="notification">The message, before the try.</param>
    /// <param name="outcome">What the channel said.</param>
    /// <param name="jitter">Any number from 0 to 1, so that not all come back at once.</param>
    /// <param name="now">The time.</param>
    public static NotificationAttempted Attempted(Notification notification, Delivery outcome, double jitter, DateTimeOffset now)
    {
        var detail = outcome.Detail.Length > LongestDetail ? outcome.Detail[..LongestDetail] : outcome.Detail;
        if (outcome is Delivery.Done)
            return new NotificationAttempted(notification.Id, DeliveryState.Delivered, detail, now, now);
        if (outcome is not Delivery.Again again)
            return new NotificationAttempted(notification.Id, DeliveryState.Failed, detail, now, now);

        var wait = Math.Min(LongestWait.Ticks, FirstWait.Ticks * Math.Pow(2, Math.Min(notification.Attempts, 20))) * (0.5 + (jitter / 2));
        var next = now + TimeSpan.FromTicks(Math.Max((long)wait, again.After?.Ticks ?? 0));
        return next - notification.QueuedAt > GiveUpAfter
            ? new NotificationAttempted(notification.Id, DeliveryState.Failed, $"given up after {notification.Attempts + 1} tries: {detail}", now, now)
            : new NotificationAttempted(notification.Id, DeliveryState.Pending, detail, next, now);
    }
}
