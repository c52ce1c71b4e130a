using System.Text.Json;
using System.Text.Json.Nodes;
using AkkaApiBench.Messages.Alerts;
using AkkaApiBench.Messages.Anomalies;

namespace AkkaApiBench.Node.Alerts.Channels;

/// <summary>A Workflow of Microsoft Teams that posts what it is sent: an Adaptive Card.</summary>
internal sealed class TeamsChannel(ChannelHttp http, string url) : IAlertChannel
{
    private const int MostAlerts = 20;

    public Task<Delivery> SendAsync(AlertMessage message, CancellationToken cancellation)
    {
        var body = new JsonArray(new JsonObject
        {
            ["type"] = "TextBlock", ["text"] = message.Title, ["weight"] = "Bolder", ["size"] = "Medium", ["wrap"] = true,
            ["color"] = message.Kind is NotificationKind.Resolved ? "Good" : message.Severity >= Severity.High ? "Attention" : "Warning",
        });
        foreach (var alert in message.Alerts.Take(MostAlerts))
            body.Add((JsonNode)new JsonObject { ["type"] = "TextBlock", ["text"] = $"{(message.Resolved.Contains(alert) ? "resolved" : AnomalyNames.Of(alert.Severity))}: {alert.Summary}", ["wrap"] = true });
        var card = new JsonObject { ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json", ["type"] = "AdaptiveCard", ["version"] = "1.4", ["body"] = body };
        if (message.Alerts.Select(message.ChartOf).FirstOrDefault(link => link is not null) is { } chart)
            card["actions"] = new JsonArray(new JsonObject { ["type"] = "Action.OpenUrl", ["title"] = "Chart", ["url"] = chart.AbsoluteUri });
        var envelope = new JsonObject
        {
            ["type"] = "message",
            ["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "application/vnd.microsoft.card.adaptive", ["contentUrl"] = null, ["content"] = card }),
        };
        return http.PostAsync(ChannelUrl.Read(url), JsonSerializer.SerializeToUtf8Bytes(envelope), [], cancellation);
    }
}
