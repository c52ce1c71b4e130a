using System.Text.Json.Nodes;
using AkkaApiBench.Messages.Alerts;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Node.Gateway.Document;

/// <summary>Alerts and silences in the document: what is asked, and what they look like.</summary>
internal static class AlertDescription
{
    /// <summary>The component that stands for taking care of an alert.</summary>
    public const string Acknowledgement = "AcknowledgementDocument";

    /// <summary>What that could be.</summary>
    public const string AcknowledgementJson = """{ "by": "anna", "note": "The provider knows of it." }""";

    /// <summary>The component that stands for a silence to be made.</summary>
    public const string NewSilence = "SilenceDocument";

    /// <summary>What that could be.</summary>
    public const string NewSilenceJson = """
        { "matchers": [{ "name": "target", "value": "openai/.*", "is_regex": true }], "duration": "2h", "created_by": "anna", "comment": "The provider repairs something." }
        """;

    private const string AcknowledgementSchema = """
        {
          "type": "object",
          "description": "Who takes care.",
          "additionalProperties": false,
          "properties": {
            "by": { "type": "string", "description": "Who, 1 to 100 characters; where keys are asked for, the key's name is taken instead." },
            "note": { "type": "string", "description": "What they say, at most 500 characters." }
          }
        }
        """;

    private const string NewSilenceSchema = """
        {
          "type": "object",
          "description": "A silence to be made.",
          "required": ["matchers"],
          "additionalProperties": false,
          "properties": {
            "matchers": {
              "type": "array",
              "minItems": 1,
              "maxItems": 20,
              "description": "What it matches: alerts that match all.",
              "items": {
                "type": "object",
                "description": "A condition on a label; one that is not there is empty.",
                "required": ["name", "value"],
                "additionalProperties": false,
                "properties": {
                  "name": { "type": "string", "description": "The label." },
                  "value": { "type": "string", "description": "The value, or a regular expression for all of it." },
                  "is_regex": { "type": "boolean", "default": false, "description": "True for a regular expression." },
                  "is_equal": { "type": "boolean", "default": true, "description": "False for what must not match." }
                }
              }
            },
            "starts_at": { "type": "string", "format": "date-time", "description": "From when; now without." },
            "ends_at": { "type": "string", "format": "date-time", "description": "Until when; either this or a duration." },
            "duration": { "type": "string", "description": "How long, such as `2h`, from 1s to 365d; either this or an end." },
            "created_by": { "type": "string", "description": "Who makes it, 1 to 100 characters; where keys are asked for, the key's name is taken instead." },
            "comment": { "type": "string", "description": "Why, at most 500 characters." }
          }
        }
        """;

    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private static readonly AlertView Alert = new()
    {
        AlertId = "1795521600000-5d41402abc4b2a76",
        State = AlertState.Acknowledged,
        Rule = "slow",
        Source = AlertSource.Anomaly,
        Severity = Severity.High,
        Confidence = 0.98,
        Summary = "latency spike of openai/gpt-4o-mini: latency.p50 is 1931, expected 420.5",
        Labels = new Dictionary<string, string>
        {
            ["alertname"] = "slow", ["kind"] = "latency_spike", ["metric"] = "latency.p50", ["severity"] = "HIGH", ["target"] = "openai/gpt-4o-mini",
        },
        StartsAt = Noon,
        FiredAt = Noon.AddMinutes(3),
        Acknowledged = new Acknowledgement("anna", "The provider knows of it.", Noon.AddMinutes(9)),
        Group = "slow/{target=\"openai/gpt-4o-mini\"}",
        Fingerprint = "5d41402abc4b2a76",
    };

    private static readonly SilenceView Silence = new(
        "20261124-120000-9f86d0", SilenceState.Active, [new LabelMatcher("target", "openai/.*", IsRegex: true, IsEqual: true)], Noon, Noon.AddHours(2), "anna",
        "The provider repairs something.", Noon);

    /// <summary>The route takes a body.</summary>
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder route, string component, string json) =>
        route.WithMetadata(new BodyNote(component, new Dictionary<string, string> { ["application/json"] = json }));

    /// <summary>Adds what is asked to the components.</summary>
    public static void AddTo(JsonObject schemas)
    {
        schemas[Acknowledgement] = JsonNode.Parse(AcknowledgementSchema);
        schemas[NewSilence] = JsonNode.Parse(NewSilenceSchema);
    }

    public static IServiceCollection AddAlertExamples(this IServiceCollection services) => services
        .AddExample(Alert with
        {
            History = [new AlertMoment(Noon.AddMinutes(3), "fired", Alert.Summary), new AlertMoment(Noon.AddMinutes(9), "acknowledged", "anna")],
            Messages = [new MessageView("msg_9f86d081884c7d65_8de1b7c9f2a0000", "ops", NotificationKind.Firing, DeliveryState.Delivered, 1, Noon.AddMinutes(3), Noon.AddMinutes(3), null, "HTTP 204")],
        })
        .AddExample(new AlertListView([Alert], Alert.AlertId))
        .AddExample(Silence)
        .AddExample(new SilenceListView([Silence]))
        .AddExample(new ChannelTestView("ops", Delivered: true, WouldRetry: false, "HTTP 204", 84.2));
}
