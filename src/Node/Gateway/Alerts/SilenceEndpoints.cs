using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using AkkaApiBench.Messages.Access;
using AkkaApiBench.Messages.Alerts;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Node.Alerts.Rules;
using AkkaApiBench.Node.Gateway.Access;
using AkkaApiBench.Node.Gateway.Api;
using AkkaApiBench.Node.Gateway.Document;

namespace AkkaApiBench.Node.Gateway.Alerts;

/// <summary>Silences over HTTP: <c>/api/v1/silences</c>.</summary>
internal static class SilenceEndpoints
{
    private const string Path = "/api/v1/silences";
    private static readonly TimeSpan LongestSilence = TimeSpan.FromDays(365);

    public static void MapSilences(this IEndpointRouteBuilder routes)
    {
        var silences = routes.MapGroup(Path).WithTags("alerts");
        silences.MapGet("/", ListAsync).Allow(Role.Viewer).WithName("ListSilences").WithSummary("Lists silences, those that end last first; ended ones for a week.").Produces<SilenceListView>();
        silences.MapGet("/{id}", ShowAsync).Allow(Role.Viewer).WithName("GetSilence").WithSummary("Shows a silence.").Produces<SilenceView>().Refuses(404);
        silences.MapPost("/", CreateAsync).Allow(Role.Operator).WithName("CreateSilence").WithSummary("Has alerts that match not be told for some time.")
            .Takes(AlertDescription.NewSilence, AlertDescription.NewSilenceJson).Produces<SilenceView>(StatusCodes.Status201Created).Refuses(400, 409, 413);
        silences.MapDelete("/{id}", ExpireAsync).Allow(Role.Operator).WithName("ExpireSilence").WithSummary("Ends a silence now.").Produces<SilenceView>().Refuses(404);
    }

    private static Task<IResult> ListAsync(AlertsGateway gateway, TimeProvider time, CancellationToken cancellation) => gateway.AskAsync<SilencePage>(
        new ListSilences(null), page => TypedResults.Ok(new SilenceListView([.. page.Silences.Select(silence => SilenceView.Of(silence, time.GetUtcNow()))])), cancellation);

    private static Task<IResult> ShowAsync(string id, AlertsGateway gateway, TimeProvider time, CancellationToken cancellation) => gateway.AskAsync<SilencePage>(
        new ListSilences(id), page => page.Silences is [var silence] ? TypedResults.Ok(SilenceView.Of(silence, time.GetUtcNow()))
            : Problems.NotKnown($"silence {id} is not known; GET {Path} lists what there is"), cancellation);

    private static Task<IResult> ExpireAsync(string id, AlertsGateway gateway, TimeProvider time, CancellationToken cancellation) => gateway.AskAsync<SilencePage>(
        new ExpireSilence(id), page => TypedResults.Ok(SilenceView.Of(page.Silences[0], time.GetUtcNow())), cancellation);

    private static async Task<IResult> CreateAsync(HttpContext http, AlertsGateway gateway, TimeProvider time, CancellationToken cancellation)
    {
        var (silence, problem) = await RequestFields.ReadAsync(http.Request, (fields, errors) => SilenceOf(fields, errors, http, time.GetUtcNow()), cancellation);
        return silence is null ? problem! : await gateway.AskAsync<SilencePage>(
            new CreateSilence(silence), page => TypedResults.Created($"{Path}/{silence.Id}", SilenceView.Of(page.Silences[0], time.GetUtcNow())), cancellation);
    }

    private static Silence SilenceOf(FieldReader fields, List<PlanError> errors, HttpContext http, DateTimeOffset now)
    {
        var begin = ReadTime(fields, "starts_at") ?? now;
        if (begin - now > LongestSilence)
        {
            fields.Refuse("starts_at", "a time within a year from now");
            begin = now;
        }

        var length = fields.Duration("duration", TimeSpan.FromSeconds(1), LongestSilence, required: !fields.Has("ends_at")) ?? TimeSpan.Zero;
        var end = ReadTime(fields, "ends_at") ?? begin + length;
        if (fields.Has("ends_at") && fields.Has("duration"))
            fields.Refuse("duration", "ends_at or duration, not both");
        else if (fields.Has("ends_at") && (end <= begin || end <= now || end - begin > LongestSilence))
            fields.Refuse("ends_at", "a time to come, after starts_at and within a year of it");
        else if (end <= now)
            fields.Refuse("starts_at", "a time after which something of the duration is to come");
        return new Silence
        {
            Id = $"{now.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}-{RandomNumberGenerator.GetHexString(6, lowercase: true)}",
            Matchers = [.. fields.List("matchers", 20, (node, path) => ReadMatcher(node, path, errors), required: true)],
            StartsAt = begin,
            EndsAt = end,
            CreatedBy = RequestFields.CallerOf(http, fields, "created_by"),
            Comment = fields.Text("comment", "at most 500 characters", text => text.Length <= 500) ?? "",
            CreatedAt = now,
        };
    }

    private static LabelMatcher? ReadMatcher(JsonNode? node, string path, List<PlanError> errors)
    {
        if (PlanReader.ObjectOf(node, path, "name, value, is_regex and is_equal", errors) is not { } fields)
            return null;
        var matcher = new LabelMatcher(
            fields.Text("name", "1 to 100 characters", text => text.Length is > 0 and <= 100, required: true) ?? "",
            fields.Text("value", "at most 500 characters", text => text.Length <= 500, required: true) ?? "",
            fields.Flag("is_regex") ?? false,
            fields.Flag("is_equal") ?? true);
        fields.RefuseUnknown();
        if (!matcher.IsValid())
            fields.Refuse("value", "a regular expression without back references and look-around");
        return matcher;
    }

    private static DateTimeOffset? ReadTime(FieldReader fields, string name) =>
        fields.Text(name, "a time such as 2026-11-24T17:00:00Z", text => TimeOf(text) is not null) is { } text ? TimeOf(text) : null;

    private static DateTimeOffset? TimeOf(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
