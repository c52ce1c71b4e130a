using System.Text.Json;
using System.Text.Json.Nodes;
using AkkaApiBench.Messages.Alerts;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Node.Alerts.Rules;

namespace AkkaApiBench.Node.Alerts.Channels;

/// <summary>PagerDuty's Events API v2: a group is an incident, by its <c>dedup_key</c>.</summary>
internal sealed class PagerDutyChannel(ChannelHttp http, string? url, string routingKey) : IAlertChannel
{
    private const string Usual = "https://events.pagerduty.com/v2/enqueue";
    private const int LongestSummary = 1024;

    public Task<Delivery> SendAsync(AlertMessage message, CancellationToken cancellation)
    {
        var body = new JsonObject
        {
            ["routing_key"] = SecretReader.Read(routingKey),
            ["event_action"] = message.Kind switch { NotificationKind.Resolved => "resolve", NotificationKind.Acknowledged => "acknowledge", _ => "trigger" },
            ["dedup_key"] = AlertDecisions.Hash(message.Group, message.Channel),
        };
        if (message.Kind is NotificationKind.Firing)
        {
            var first = message.Firing[0];
            var summary = $"{message.Title}: {first.Summary}";
            body["client"] = "AkkaApiBench";
            body["payload"] = new JsonObject
            {
                ["summary"] = summary[..Math.Min(summary.Length, LongestSummary)],
                ["source"] = first.Labels.GetValueOrDefault(SignalLabels.Target) ?? first.Labels.GetValueOrDefault(SignalLabels.Worker) ?? "apibench",
                ["severity"] = message.Severity switch { Severity.Critical => "critical", Severity.High => "error", Severity.Medium => "warning", _ => "info" },
                ["timestamp"] = first.StartsAt.UtcDateTime.ToString("O"),
                ["group"] = message.Group,
                ["class"] = first.Labels.GetValueOrDefault(SignalLabels.Kind),
                ["custom_details"] = new JsonObject { ["alerts"] = new JsonArray([.. message.Firing.Take(20).Select(alert => (JsonNode)alert.Summary)]) },
            };
            if (message.ChartOf(first) is { } chart)
                body["links"] = new JsonArray(new JsonObject { ["href"] = chart.AbsoluteUri, ["text"] = "Chart" });
        }

        return http.PostAsync(url is null ? Usual : ChannelUrl.Read(url), JsonSerializer.SerializeToUtf8Bytes(body), [], cancellation);
    }
}
