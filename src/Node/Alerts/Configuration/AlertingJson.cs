using System.Text.Json;
using System.Text.Json.Serialization;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Node.Alerts.Configuration;

/// <summary>Shows the configuration. Secrets are references, and of a URL only the beginning is told.</summary>
internal static class AlertingJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower), new DurationConverter() },
    };

    public static string Write(AlertingOptions options) => JsonSerializer.Serialize(
        options with { Channels = [.. options.Channels.Select(channel => channel with { Url = Shown(channel.Url) })] }, Options);

    private static string? Shown(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address.GetLeftPart(UriPartial.Authority) + "/…" : url;

    private sealed class DurationConverter : JsonConverter<TimeSpan>
    {
        public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteStringValue(Durations.Format(value));
    }
}
