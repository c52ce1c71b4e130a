using AkkaApiBench.Messages.Alerts;

namespace AkkaApiBench.Node.Alerts.Channels;

/// <summary>A way to tell people. A new one is a class, and a line in <see cref="AlertChannels"/>.</summary>
internal interface IAlertChannel
{
    /// <summary>Sends a message. Whatever goes wrong is told as what it comes to.</summary>
    Task<Delivery> SendAsync(AlertMessage message, CancellationToken cancellation);
}

/// <summary>What a channel is to tell.</summary>
/// <param name="Id">Names the message, at every try.</param>
/// <param name="Group">Names the group over time.</param>
/// <param name="Rule">The rule whose group it is.</param>
/// <param name="Channel">The channel's name.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Firing">What is wrong, at least one unless all is over.</param>
/// <param name="Resolved">What is over.</param>
/// <param name="GroupLabels">The labels that all have in common by the rule.</param>
/// <param name="ExternalUrl">Where people reach the gateway; null when that is not known.</param>
internal sealed record AlertMessage(
    string Id, string Group, string Rule, string Channel, NotificationKind Kind, IReadOnlyList<Alert> Firing, IReadOnlyList<Alert> Resolved,
    IReadOnlyDictionary<string, string> GroupLabels, Uri? ExternalUrl)
{
    /// <summary>All alerts, what is wrong first.</summary>
    public IEnumerable<Alert> Alerts => Firing.Concat(Resolved);

    /// <summary>The worst of what it tells.</summary>
    public Messages.Anomalies.Severity Severity => (Firing.Count > 0 ? Firing : Resolved).Max(alert => alert.Severity);

    /// <summary>A line.</summary>
    public string Title => Kind switch
    {
        NotificationKind.Resolved => $"[RESOLVED] {Rule}{Where}",
        NotificationKind.Acknowledged => $"[ACKNOWLEDGED] {Rule}{Where}",
        _ => FormattableString.Invariant($"[FIRING:{Firing.Count}] {Rule}{Where}"),
    };

    /// <summary>Where to see an alert's target; null without.</summary>
    public Uri? ChartOf(Alert alert) => ExternalUrl is { } url && alert.Labels.TryGetValue(SignalLabels.Target, out var target)
        ? new Uri($"{url.AbsoluteUri.TrimEnd('/')}/targets/{Uri.EscapeDataString(target)}") : null;

    /// <summary>Where to see an alert; null when that is not known.</summary>
    public Uri? LinkOf(Alert alert) => ExternalUrl is { } url ? new Uri($"{url.AbsoluteUri.TrimEnd('/')}/alerts/{alert.Id}") : null;

    private string Where => GroupLabels.GetValueOrDefault(SignalLabels.Target) is { Length: > 0 } target ? $" ({target})" : "";
}

/// <summary>What a try to send came to.</summary>
/// <param name="Detail">What the other side said, without anything secret.</param>
internal abstract record Delivery(string Detail)
{
    /// <summary>It was taken.</summary>
    public sealed record Done(string Detail) : Delivery(Detail);

    /// <summary>It may be taken later, not before <paramref name="After"/>.</summary>
    public sealed record Again(string Detail, TimeSpan? After = null) : Delivery(Detail);

    /// <summary>It will never be taken.</summary>
    public sealed record Refused(string Detail) : Delivery(Detail);
}
