using System.Collections.Immutable;
using AkkaApiBench.Messages.Alerts;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Node.Alerts.Channels;

namespace AkkaApiBench.Node.Tests.Alerts;

/// <summary>Alerts and messages to send.</summary>
internal static class SampleAlerts
{
    public static readonly DateTimeOffset Start = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    public static Alert Alert(string target, string summary = "latency is <twice> as high & rising", bool isOver = false, Severity severity = Severity.High) => new()
    {
        Id = $"alert-{target}",
        Fingerprint = $"f-{target}",
        Rule = "slow",
        Group = "slow/{}",
        Source = AlertSource.Anomaly,
        Phase = isOver ? AlertPhase.Resolved : AlertPhase.Firing,
        Severity = severity,
        Confidence = 0.9,
        Summary = summary,
        Labels = ImmutableSortedDictionary<string, string>.Empty.Add("alertname", "slow").Add("severity", "HIGH").Add("target", target).Add("kind", "latency_spike"),
        StartsAt = Start,
        SeenAt = Start,
        RenewedAt = Start,
        FiredAt = Start,
        ResolvedAt = isOver ? Start.AddMinutes(5) : null,
    };

    public static AlertMessage Message(NotificationKind kind, IReadOnlyList<Alert> firing, params Alert[] resolved) => new(
        "msg_1", "slow/{}", "slow", "ops", kind, firing, resolved, new Dictionary<string, string> { ["target"] = "openai/gpt" }, new Uri("https://bench.example/"));

    public static Signal Signal(string subject, DateTimeOffset at, bool isOver = false, Severity severity = Severity.High, AlertSource source = AlertSource.Anomaly, string summary = "slow") => new()
    {
        Source = source,
        Subject = subject,
        IsOver = isOver,
        Severity = severity,
        StartsAt = at,
        Summary = summary,
        Labels = ImmutableSortedDictionary<string, string>.Empty.Add("target", subject).Add("kind", "latency_spike"),
    };
}
