using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AkkaApiBench.Messages.Alerts;

namespace AkkaApiBench.Node.Alerts.Channels;

/// <summary>
/// Any HTTP endpoint. The body has the fields of Alertmanager's webhook, version 4; with a secret, the headers are those of
/// Standard Webhooks 1.0.
/// </summary>
internal sealed class WebhookChannel(ChannelHttp http, string url, string? secret, TimeProvider time) : IAlertChannel
{
    private const int MostAlerts = 100;
    private const string SecretPrefix = "whsec_";

    public Task<Delivery> SendAsync(AlertMessage message, CancellationToken cancellation)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(Body(message));
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var headers = new Dictionary<string, string> { ["webhook-id"] = message.Id, ["webhook-timestamp"] = timestamp };
        if (secret is not null)
            headers["webhook-signature"] = Sign(KeyOf(SecretReader.Read(secret)), message.Id, timestamp, body);
        return http.PostAsync(ChannelUrl.Read(url), body, headers, cancellation);
    }

    /// <summary>The signature <c>v1,BASE64</c> of <c>id.timestamp.body</c> by HMAC-SHA256.</summary>
    internal static string Sign(byte[] key, string id, string timestamp, byte[] body)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        mac.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        mac.AppendData(body);
        return $"v1,{Convert.ToBase64String(mac.GetHashAndReset())}";
    }

    /// <summary>The bytes of a secret: base64 behind <c>whsec_</c>, else the text itself.</summary>
    internal static byte[] KeyOf(string secret)
    {
        var encoded = secret.StartsWith(SecretPrefix, StringComparison.Ordinal) ? secret[SecretPrefix.Length..] : null;
        var key = new byte[encoded?.Length ?? 0];
        return encoded is null ? Encoding.UTF8.GetBytes(secret)
            : Convert.TryFromBase64String(encoded, key, out var length) ? key[..length] : throw new SecretUnavailableException("what stands behind whsec_ is not base64");
    }

    private static JsonObject Body(AlertMessage message)
    {
        var alerts = message.Alerts.ToList();
        var annotations = alerts.Select(alert => alert.Summary).Distinct().ToList() is [var one] ? new JsonObject { ["summary"] = one } : [];
        return new JsonObject
        {
            ["version"] = "4",
            ["groupKey"] = message.Group,
            ["truncatedAlerts"] = Math.Max(0, alerts.Count - MostAlerts),
            ["status"] = message.Firing.Count > 0 ? "firing" : "resolved",
            ["receiver"] = message.Channel,
            ["groupLabels"] = ObjectOf(message.GroupLabels),
            ["commonLabels"] = ObjectOf(alerts[0].Labels.Where(label => alerts.TrueForAll(alert => alert.Labels.GetValueOrDefault(label.Key) == label.Value))),
            ["commonAnnotations"] = annotations,
            ["externalURL"] = message.ExternalUrl?.AbsoluteUri ?? "",
            ["alerts"] = new JsonArray([.. message.Alerts.Take(MostAlerts).Select(alert => AlertOf(message, alert))]),
        };
    }

    private static JsonObject AlertOf(AlertMessage message, Alert alert)
    {
        var isOver = message.Resolved.Contains(alert);
        return new JsonObject
        {
            ["status"] = isOver ? "resolved" : "firing",
            ["labels"] = ObjectOf(alert.Labels),
            ["annotations"] = new JsonObject { ["summary"] = alert.Summary },
            ["startsAt"] = Text(alert.StartsAt),
            ["endsAt"] = Text(isOver ? alert.ResolvedAt ?? default : default),
            ["generatorURL"] = message.LinkOf(alert)?.AbsoluteUri ?? "",
            ["fingerprint"] = alert.Fingerprint,
        };
    }

    private static JsonObject ObjectOf(IEnumerable<KeyValuePair<string, string>> labels) =>
        new(labels.Select(label => KeyValuePair.Create<string, JsonNode?>(label.Key, label.Value)));

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
}

/// <summary>A URL, or a reference to one.</summary>
internal static class ChannelUrl
{
    public static string Read(string text) => text.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? text : SecretReader.Read(text);
}
