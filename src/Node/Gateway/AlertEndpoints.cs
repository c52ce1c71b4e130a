using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Akka.Actor;
using Akka.Hosting;
using AkkaApiBench.Messages.Alerts;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Protocol;
using AkkaApiBench.Node.Alerts;
using AkkaApiBench.Node.Alerts.Rules;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Node.Gateway;

/// <summary>Alerts and silences over HTTP: <c>/api/v1/alerts</c>, <c>/api/v1/silences</c>.</summary>
internal static class AlertEndpoints
{
    private const int MostBytes = 64 * 1024;
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan TestTime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestSilence = TimeSpan.FromDays(365);
    private static readonly Dictionary<string, AlertState> States = Enum.GetValues<AlertState>().ToDictionary(state => state.ToString().ToLowerInvariant(), StringComparer.OrdinalIgnoreCase);
    private static readonly Dictionary<string, Severity> Severities = Enum.GetValues<Severity>().ToDictionary(AnomalyNames.Of, StringComparer.OrdinalIgnoreCase);

    public static void MapAlerts(this IEndpointRouteBuilder routes)
    {
        var alerts = routes.MapGroup("/api/v1/alerts");
        alerts.MapGet("/", ListAsync);
        alerts.MapGet("/config", (IRequiredActor<AlertManager> manager, CancellationToken cancellation) => AskAsync(manager, GetAlertingConfiguration.Instance, AnswerTime, cancellation));
        alerts.MapGet("/{id}", (string id, IRequiredActor<AlertManager> manager, CancellationToken cancellation) => AskAsync(manager, new GetAlert(id), AnswerTime, cancellation));
        alerts.MapPost("/{id}/acknowledge", AcknowledgeAsync);
        alerts.MapPost("/test", (IRequiredActor<AlertManager> manager, CancellationToken cancellation, string? channel = null) =>
            channel is null ? Task.FromResult(Problems.BadRequest("channel: missing; allowed: the name of a channel, as GET /api/v1/alerts/config tells them"))
                : AskAsync(manager, new TestChannel(channel), TestTime, cancellation));

        var silences = routes.MapGroup("/api/v1/silences");
        silences.MapGet("/", (IRequiredActor<AlertManager> manager, CancellationToken cancellation) => AskAsync(manager, new ListSilences(null), AnswerTime, cancellation));
        silences.MapGet("/{id}", (string id, IRequiredActor<AlertManager> manager, CancellationToken cancellation) => OneSilenceAsync(manager, new ListSilences(id), id, cancellation));
        silences.MapPost("/", CreateSilenceAsync);
        silences.MapDelete("/{id}", (string id, IRequiredActor<AlertManager> manager, CancellationToken cancellation) => OneSilenceAsync(manager, new ExpireSilence(id), id, cancellation));
    }

    private static async Task<IResult> ListAsync(
        IRequiredActor<AlertManager> manager, CancellationToken cancellation,
        string? state = null, string? severity = null, string? target = null, int limit = 100, string? before = null)
    {
        var names = state?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (names.FirstOrDefault(name => !States.ContainsKey(name)) is { } unknown)
            return Problems.BadRequest($"state: '{unknown}' is not allowed; allowed: one or more, with commas between, of {string.Join(", ", States.Keys)}");
        var least = Severity.Low;
        if (severity is not null && !Severities.TryGetValue(severity, out least))
            return Problems.BadRequest($"severity: '{severity}' is not allowed; allowed: the least severity: {string.Join(", ", Severities.Keys)}");
        if (limit is < 1 or > 500)
            return Problems.BadRequest($"limit: {limit} is not allowed; allowed: a whole number from 1 to 500");
        return await AskAsync(manager, new ListAlerts(limit, before, [.. names.Select(name => States[name])], least, target), AnswerTime, cancellation);
    }

    private static async Task<IResult> AcknowledgeAsync(string id, HttpRequest request, IRequiredActor<AlertManager> manager, CancellationToken cancellation)
    {
        var (fields, errors, problem) = await ReadAsync(request, isOptional: true, cancellation);
        if (fields is null)
            return problem!;
        var command = new AcknowledgeAlert(id, fields.Text("by", "1 to 100 characters", text => text.Length is > 0 and <= 100) ?? "somebody", fields.Text("note", "at most 500 characters", text => text.Length <= 500));
        fields.RefuseUnknown();
        return errors.Count > 0 ? Problems.BadRequest(string.Join("\n", errors)) : await AskAsync(manager, command, AnswerTime, cancellation);
    }

    private static async Task<IResult> CreateSilenceAsync(HttpRequest request, IRequiredActor<AlertManager> manager, TimeProvider time, CancellationToken cancellation)
    {
        var (fields, errors, problem) = await ReadAsync(request, isOptional: false, cancellation);
        if (fields is null)
            return problem!;
        var now = time.GetUtcNow();
        var begin = ReadTime(fields, "starts_at") ?? now;
        var end = ReadTime(fields, "ends_at") ?? now + (fields.Duration("duration", TimeSpan.FromSeconds(1), LongestSilence, required: !fields.Has("ends_at")) ?? TimeSpan.Zero);
        fields.Allow("duration");
        var silence = new Silence
        {
            Id = $"{now.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}-{RandomNumberGenerator.GetHexString(6, lowercase: true)}",
            Matchers = [.. fields.List("matchers", 20, (node, path) => ReadMatcher(node, path, errors), required: true)],
            StartsAt = begin,
            EndsAt = end,
            CreatedBy = fields.Text("created_by", "1 to 100 characters", text => text.Length is > 0 and <= 100) ?? "somebody",
            Comment = fields.Text("comment", "at most 500 characters", text => text.Length <= 500) ?? "",
            CreatedAt = now,
        };
        fields.RefuseUnknown();
        if (errors.Count == 0 && (end <= begin || end <= now || end - begin > LongestSilence))
            errors.Add(new PlanError("ends_at", $"'{end:O}'", "a time after starts_at that is not past, within a year"));
        return errors.Count > 0 ? Problems.BadRequest(string.Join("\n", errors)) : await OneSilenceAsync(manager, new CreateSilence(silence), silence.Id, cancellation);
    }

    private static LabelMatcher? ReadMatcher(JsonNode? node, string path, List<PlanError> errors)
    {
        if (node is not JsonObject tree)
        {
            errors.Add(new PlanError(path, ErrorText.Of(node), "name, value, is_regex and is_equal"));
            return null;
        }

        var fields = new FieldReader(tree, path, errors);
        var matcher = new LabelMatcher(
            fields.Text("name", "1 to 100 characters", text => text.Length is > 0 and <= 100, required: true) ?? "",
            fields.Text("value", "at most 500 characters", text => text.Length <= 500, required: true) ?? "",
            fields.Flag("is_regex") ?? false, fields.Flag("is_equal") ?? true);
        fields.RefuseUnknown();
        if (!matcher.IsValid())
            fields.Refuse("value", "a regular expression without back references and look-around");
        return matcher;
    }

    private static DateTimeOffset? ReadTime(FieldReader fields, string name) =>
        fields.Text(name, "a time such as 2026-11-24T17:00:00Z", text => TimeOf(text) is not null) is { } text ? TimeOf(text) : null;

    private static DateTimeOffset? TimeOf(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    private static async Task<(FieldReader? Fields, List<PlanError> Errors, IResult? Problem)> ReadAsync(HttpRequest request, bool isOptional, CancellationToken cancellation)
    {
        var errors = new List<PlanError>();
        if (request.ContentLength > MostBytes)
            return (null, errors, Problems.TooLarge("the body", MostBytes));
        try
        {
            using var reader = new StreamReader(request.Body);
            var text = await reader.ReadToEndAsync(cancellation);
            if (isOptional && text.Length == 0)
                return (new FieldReader([], "", errors), errors, null);
            if (text.Length <= MostBytes && JsonNode.Parse(text) is JsonObject tree)
            {
                _ = tree.Count;
                return (new FieldReader(tree, "", errors), errors, null);
            }
        }
        // What JSON's parser says may quote the text.
        catch (Exception e) when (e is JsonException or ArgumentException or BadHttpRequestException)
        {
        }

        return (null, errors, Problems.BadRequest($"body: this text is not allowed; allowed: a JSON object of at most {MostBytes} characters"));
    }

    private static async Task<IResult> OneSilenceAsync(IRequiredActor<AlertManager> manager, IProtocolMessage question, string id, CancellationToken cancellation) =>
        await QuestionAsync(manager, question, AnswerTime, cancellation) switch
        {
            SilencePage { Silences: [var silence] } when question is CreateSilence => TypedResults.Created($"/api/v1/silences/{silence.Id}", silence),
            SilencePage { Silences: [var silence] } => TypedResults.Ok(silence),
            SilencePage => Problems.NotKnown($"silence {id} is not known; GET /api/v1/silences lists what there is"),
            var other => ResultOf(other),
        };

    private static async Task<IResult> AskAsync(IRequiredActor<AlertManager> manager, IProtocolMessage question, TimeSpan patience, CancellationToken cancellation) =>
        ResultOf(await QuestionAsync(manager, question, patience, cancellation));

    private static async Task<object> QuestionAsync(IRequiredActor<AlertManager> manager, IProtocolMessage question, TimeSpan patience, CancellationToken cancellation) =>
        await (await manager.GetAsync(cancellation)).Ask<object>(question, patience, cancellation);

    private static IResult ResultOf(object answer) => answer switch
    {
        AlertPage page => TypedResults.Ok(new AlertListView([.. page.Alerts.Select(standing => AlertView.Of(standing))], page.HasMore ? page.Alerts[^1].Alert.Id : null)),
        AlertDetails details => TypedResults.Ok(AlertView.Of(details.Alert, details.Notifications)),
        SilencePage page => TypedResults.Ok(new SilenceListView(page.Silences)),
        ChannelTested tested => TypedResults.Ok(new ChannelTestView(tested.Channel, tested.IsDelivered, tested.WouldRetry, tested.Detail, tested.Duration.TotalMilliseconds)),
        AlertingConfigured configured => TypedResults.Text(configured.Json, "application/json"),
        AlertsRefused { IsUnknown: true } refused => Problems.NotKnown(refused.Reason),
        AlertsRefused refused => Problems.Conflict(refused.Reason),
        var other => throw new InvalidOperationException($"The alert manager answered {other.GetType().Name}."),
    };
}
