using System.ComponentModel;
using System.Text.Json;
using AkkaApiBench.Messages.Access;
using AkkaApiBench.Messages.Alerts;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Node.Gateway.Access;
using AkkaApiBench.Node.Gateway.Api;
using AkkaApiBench.Node.Gateway.Document;

namespace AkkaApiBench.Node.Gateway.Alerts;

/// <summary>Alerts over HTTP: <c>/api/v1/alerts</c>.</summary>
internal static class AlertEndpoints
{
    private static readonly TimeSpan TestTime = TimeSpan.FromSeconds(60);
    private static readonly Dictionary<string, AlertState> States =
        Enum.GetValues<AlertState>().ToDictionary(state => state.ToString().ToLowerInvariant(), StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, Severity> Severities = Enum.GetValues<Severity>().ToDictionary(AnomalyNames.Of, StringComparer.OrdinalIgnoreCase);

    public static void MapAlerts(this IEndpointRouteBuilder routes)
    {
        var alerts = routes.MapGroup("/api/v1/alerts").WithTags("alerts");
        alerts.MapGet("/", ListAsync).Allow(Role.Viewer).WithName("ListAlerts").WithSummary("Lists alerts, the newest first.").Produces<AlertListView>().Refuses(400);
        alerts.MapGet("/config", ConfigAsync).Allow(Role.Viewer).WithName("GetAlertConfiguration")
            .WithSummary("Shows rules and channels as they are configured, with all defaults and nothing secret.").Produces<JsonElement>();
        alerts.MapGet("/{id}", ShowAsync).Allow(Role.Viewer).WithName("GetAlert").WithSummary("Shows an alert with its history and the messages about it.").Produces<AlertView>().Refuses(404);
        alerts.MapPost("/{id}/acknowledge", AcknowledgeAsync).Allow(Role.Operator).WithName("AcknowledgeAlert")
            .WithSummary("Takes care of an alert: it is not told again, and goes no step further.")
            .Takes(AlertDescription.Acknowledgement, AlertDescription.AcknowledgementJson).Produces<AlertView>().Refuses(400, 404, 409, 413);
        alerts.MapPost("/test", TestAsync).Allow(Role.Admin).WithName("TestChannel").WithSummary("Sends a message through a channel now, and tells what became of it.")
            .Produces<ChannelTestView>().Refuses(400, 404);
    }

    private static async Task<IResult> ListAsync(
        AlertsGateway gateway,
        CancellationToken cancellation,
        [Description("States, with commas between: pending, firing, acknowledged, silenced or resolved.")] string? state = null,
        string? severity = null,
        [Description("Only alerts of such targets; `*` stands for any characters.")] string? target = null,
        int limit = 100,
        [Description("`next` of the page before.")] string? before = null)
    {
        var names = state?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (names.FirstOrDefault(name => !States.ContainsKey(name)) is { } unknown)
            return Problems.BadRequest($"state: '{unknown}' is not allowed; allowed: one or more, with commas between, of {string.Join(", ", States.Keys)}");
        var least = Severity.Low;
        if (severity is not null && !Severities.TryGetValue(severity, out least))
            return Problems.BadRequest($"severity: '{severity}' is not allowed; allowed: the least severity: {string.Join(", ", Severities.Keys)}");
        if (limit is < 1 or > 500)
            return Problems.BadRequest($"limit: {limit} is not allowed; allowed: a whole number from 1 to 500");
        return await gateway.AskAsync<AlertPage>(
            new ListAlerts(limit, before, [.. names.Select(name => States[name])], least, target),
            page => TypedResults.Ok(new AlertListView([.. page.Alerts.Select(standing => AlertView.Of(standing))], page.HasMore ? page.Alerts[^1].Alert.Id : null)),
            cancellation);
    }

    private static Task<IResult> ShowAsync(string id, AlertsGateway gateway, CancellationToken cancellation) => gateway.AskAsync<AlertDetails>(new GetAlert(id), Show, cancellation);

    private static async Task<IResult> AcknowledgeAsync(string id, HttpContext http, AlertsGateway gateway, CancellationToken cancellation)
    {
        var (command, problem) = await RequestFields.ReadAsync(
            http.Request, (fields, _) => new AcknowledgeAlert(id, RequestFields.CallerOf(http, fields, "by"), fields.Text("note", "at most 500 characters", text => text.Length <= 500)), cancellation);
        return command is null ? problem! : await gateway.AskAsync<AlertDetails>(command, Show, cancellation);
    }

    private static Task<IResult> ConfigAsync(AlertsGateway gateway, CancellationToken cancellation) => gateway.AskAsync<AlertingConfigured>(
        GetAlertingConfiguration.Instance, configured => TypedResults.Text(configured.Json, "application/json"), cancellation);

    private static Task<IResult> TestAsync(AlertsGateway gateway, CancellationToken cancellation, [Description("The name of a channel.")] string? channel = null) => channel is null
        ? Task.FromResult(Problems.BadRequest("channel: missing; allowed: the name of a channel, as GET /api/v1/alerts/config tells them"))
        : gateway.AskAsync<ChannelTested>(
            new TestChannel(channel),
            tested => TypedResults.Ok(new ChannelTestView(tested.Channel, tested.IsDelivered, tested.WouldRetry, tested.Detail, tested.Duration.TotalMilliseconds)),
            cancellation, TestTime);

    private static IResult Show(AlertDetails details) => TypedResults.Ok(AlertView.Of(details.Alert, details.Notifications));
}
