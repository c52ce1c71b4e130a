using System.Globalization;
using AkkaApiBench.Messages.Alerts;
using AkkaApiBench.Node.Alerts.Configuration;

namespace AkkaApiBench.Node.Alerts.Rules;

/// <summary>
/// When a group is told through a channel, as Alertmanager does it: a new group waits for <c>group_wait</c>, what changes is told
/// <c>group_interval</c> after the message before, and what lasts again after <c>repeat_interval</c>. What is over is told to
/// those only who were told that it is wrong.
/// </summary>
internal static class GroupDecisions
{
    public static IEnumerable<Notification> Messages(AlertsState state, AlertingOptions options, DateTimeOffset now)
    {
        var busy = state.Notifications.Values.Where(one => one.State is DeliveryState.Pending).Select(one => (one.Group, one.Channel)).ToHashSet();
        foreach (var group in state.Alerts.Values.Where(alert => alert.Phase is not AlertPhase.Pending && !state.IsSilenced(alert, now)).GroupBy(alert => alert.Group))
        {
            var alerts = group.ToList();
            if (options.Rule(alerts[0].Rule) is not { } rule)
                continue;
            foreach (var channel in rule.ChannelsAt(int.MaxValue).Select(options.Channel).OfType<ChannelOptions>().Where(channel => !busy.Contains((group.Key, channel.Name))))
            {
                if (Message(rule, channel, alerts, state.Logs.GetValueOrDefault((group.Key, channel.Name)), now) is { } message)
                    yield return message;
            }
        }
    }

    private static Notification? Message(AlertRule rule, ChannelOptions channel, List<Alert> alerts, ChannelLog? log, DateTimeOffset now)
    {
        var told = log?.Told ?? [];
        var known = told.Concat(log?.Untold ?? []).ToHashSet(StringComparer.Ordinal);
        var firing = alerts.Where(alert => alert.Phase is AlertPhase.Firing && rule.ChannelsAt(alert.Level).Contains(channel.Name) && (known.Contains(alert.Id) || channel.Takes(alert))).ToList();
        var over = channel.SendResolved ? alerts.Where(alert => !alert.IsOpen && told.Contains(alert.Id)).ToList() : [];
        var fresh = firing.Where(alert => !known.Contains(alert.Id)).ToList();
        var isOpen = firing.Count > fresh.Count;

        var mayChange = log is null || now >= log.LastAt + rule.GroupInterval;
        var mayFire = mayChange && (log?.LastFiringAt is not { } last || now >= last + channel.CoolDown);
        var isDue = (fresh.Count > 0 && mayFire && (isOpen || now >= fresh.Min(alert => alert.FiredAt!.Value) + rule.GroupWait))
            || (over.Count > 0 && mayChange)
            || (firing.Any(alert => alert.Acknowledged is null) && mayFire && log?.LastFiringAt is { } before && isOpen && now >= before + rule.RepeatInterval);
        if (isDue)
            return Of(rule, channel, alerts[0].Group, firing.Count > 0 ? NotificationKind.Firing : NotificationKind.Resolved, firing, over, now);

        var isTaken = channel.Type is ChannelType.PagerDuty && log is { KnowsAcknowledged: false } && firing.Count > 0 && fresh.Count == 0
            && firing.All(alert => alert.Acknowledged is not null && told.Contains(alert.Id));
        return isTaken ? Of(rule, channel, alerts[0].Group, NotificationKind.Acknowledged, firing, [], now) : null;
    }

    private static Notification Of(AlertRule rule, ChannelOptions channel, string group, NotificationKind kind, List<Alert> firing, List<Alert> over, DateTimeOffset now) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"msg_{AlertDecisions.Hash(group, channel.Name, kind.ToString())}_{now.UtcTicks:x}"),
        Group = group,
        Rule = rule.Name,
        Channel = channel.Name,
        Kind = kind,
        Firing = [.. firing.Select(alert => alert.Id)],
        Resolved = [.. over.Select(alert => alert.Id)],
        QueuedAt = now,
        NextAt = now,
    };
}
