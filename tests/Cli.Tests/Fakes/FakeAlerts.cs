using AkkaApiBench.Messages.Alerts;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Cli.Tests.Fakes;

/// <summary>What a gateway tells of alerts, silences and monitors.</summary>
internal static class FakeAlerts
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public static readonly AlertView Firing = new()
    {
        AlertId = "1795521600000-5d41",
        State = AlertState.Firing,
        Rule = "slow",
        Source = AlertSource.Anomaly,
        Severity = Severity.High,
        Confidence = 0.98,
        Summary = "latency is twice as high",
        Labels = new Dictionary<string, string> { ["alertname"] = "slow", ["target"] = "openai/gpt" },
        StartsAt = Noon,
        Group = "slow/{}",
        Fingerprint = "5d41",
        History = [new AlertMoment(Noon, "fired", null)],
    };

    public static readonly SilenceView Silence = new(
        "s1", SilenceState.Active, [new LabelMatcher("target", "openai/.*", IsRegex: true, IsEqual: true)], Noon, Noon.AddHours(2), "anna", "quiet", Noon);

    public static readonly MonitorView Monitor = new()
    {
        MonitorId = "nightly",
        Name = "Nightly",
        Enabled = true,
        Schedule = new ScheduleView("0 3 * * *", "UTC", "0s"),
        Revision = 1,
        CreatedAt = Noon,
        CreatedBy = "anna",
        ChangedAt = Noon,
        ChangedBy = "anna",
        Spend = new SpendView(null, null, 0, 0),
        Targets = ["openai/gpt"],
        Uptime = [],
        Slos = [],
    };
}
