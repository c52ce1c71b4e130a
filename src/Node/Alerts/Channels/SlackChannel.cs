using System.Text.Json;
using System.Text.Json.Nodes;
using AkkaApiBench.Messages.Alerts;
using AkkaApiBench.Messages.Anomalies;

namespace AkkaApiBench.Node.Alerts.Channels;

/// <summary>Slack's incoming webhook, in blocks.</summary>
internal sealed class SlackChannel(ChannelHttp http, string url) : IAlertChannel
{
    private const int MostAlerts = 20;
    private const int LongestHeader = 150;
    private const int LongestSummary = 400;

    public Task<Delivery> SendAsync(AlertMessage message, CancellationToken cancellation)
    {
        var blocks = new JsonArray(new JsonObject
        {
            ["type"] = "header",
            ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = message.Title[..Math.Min(message.Title.Length, LongestHeader)] },
        });
        foreach (var alert in message.Alerts.Take(MostAlerts))
            blocks.Add((JsonNode)new JsonObject { ["type"] = "section", ["text"] = new JsonObject { ["type"] = "mrkdwn", ["text"] = TextOf(message, alert) } });
        if (message.Alerts.Count() - MostAlerts is > 0 and var more)
            blocks.Add((JsonNode)new JsonObject { ["type"] = "context", ["elements"] = new JsonArray(new JsonObject { ["type"] = "mrkdwn", ["text"] = FormattableString.Invariant($"and {more} more") }) });
        return http.PostAsync(ChannelUrl.Read(url), JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["text"] = message.Title, ["blocks"] = blocks }), [], cancellation);
    }

    private static string TextOf(AlertMessage message, Alert alert)
    {
        var state = message.Resolved.Contains(alert) ? "resolved" : AnomalyNames.Of(alert.Severity);
        var chart = message.ChartOf(alert) is { } link ? $" <{link.AbsoluteUri}|chart>" : "";
        // An escaped character is five at the most, and a section may have 3,000.
        return $"*{state}* {Escape(alert.Summary.Length > LongestSummary ? $"{alert.Summary[..LongestSummary]}…" : alert.Summary)}{chart}";
    }

    private static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
