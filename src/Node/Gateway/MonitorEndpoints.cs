using System.ComponentModel;
using AkkaApiBench.Messages.Access;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Monitors;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Protocol;
using AkkaApiBench.Node.Gateway.Access;
using AkkaApiBench.Node.Gateway.Api;
using AkkaApiBench.Node.Gateway.Catalogue;
using AkkaApiBench.Node.Gateway.Document;
using AkkaApiBench.Providers.Outbound;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AkkaApiBench.Node.Gateway;

/// <summary>Monitors over HTTP: <c>/api/v1/monitors</c>.</summary>
internal static class MonitorEndpoints
{
    private const string Path = "/api/v1/monitors";
    private const int MaxBytes = 1024 * 1024;
    private const int MostNext = 100;

    public static void MapMonitors(this IEndpointRouteBuilder routes)
    {
        var monitors = routes.MapGroup(Path).WithTags("monitors");
        monitors.MapGet("/", ListAsync).Allow(Role.Viewer).WithName("ListMonitors").WithSummary("Lists monitors by their identifiers.").Produces<MonitorListView>().Refuses(400);
        monitors.MapPost("/", CreateAsync).Allow(Role.Operator).WithName("CreateMonitor").WithSummary("Makes a monitor whose identifier comes from its name.")
            .TakesMonitor().Produces<MonitorView>(StatusCodes.Status201Created).Refuses(400, 409, 413);
        monitors.MapGet("/next", PreviewAsync).Allow(Role.Viewer).WithName("PreviewSchedule").WithSummary("Tells when a schedule would fire.").Produces<NextFiringsView>().Refuses(400);
        monitors.MapGet("/{id}", ShowAsync).Allow(Role.Viewer).WithName("GetMonitor").WithSummary("Shows a monitor with its spend, uptime and objectives.").Produces<MonitorView>().Refuses(404);
        monitors.MapPut("/{id}", PutAsync).Allow(Role.Operator).WithName("PutMonitor").WithSummary("Makes a monitor, or replaces it in full.")
            .TakesMonitor().TakesIfMatch()
            .Produces<MonitorView>().Produces<MonitorView>(StatusCodes.Status201Created).Refuses(400, 409, 413);
        monitors.MapDelete("/{id}", RemoveAsync).Allow(Role.Operator).WithName("RemoveMonitor").WithSummary("Forgets a monitor; a run of it goes on.").Produces(StatusCodes.Status204NoContent).Refuses(404);
        monitors.MapPost("/{id}/enable", EnableAsync).Allow(Role.Operator).WithName("EnableMonitor").WithSummary("Has a monitor fire by its schedule.").Produces<MonitorView>().Refuses(404);
        monitors.MapPost("/{id}/disable", DisableAsync).Allow(Role.Operator).WithName("DisableMonitor").WithSummary("Has a monitor fire by hand only.").Produces<MonitorView>().Refuses(404);
        monitors.MapPost("/{id}/run", RunAsync).Allow(Role.Operator).WithName("FireMonitor").WithSummary("Fires a monitor now, within its spend caps.")
            .Produces<MonitorView>(StatusCodes.Status202Accepted).Refuses(404, 409);
        monitors.MapGet("/{id}/next", NextAsync).Allow(Role.Viewer).WithName("GetNextFirings").WithSummary("Tells when a monitor fires next.").Produces<NextFiringsView>().Refuses(400, 404);
        monitors.MapGet("/{id}/history", HistoryAsync).Allow(Role.Viewer).WithName("GetFirings").WithSummary("Shows the last firings of a monitor, the newest first.").Produces<FiringListView>().Refuses(400, 404);
        monitors.MapGet("/{id}/slo", SloAsync).Allow(Role.Viewer).WithName("GetSlos").WithSummary("Shows error budgets and burn rates of a monitor.").Produces<SloListView>().Refuses(404);
    }

    private static async Task<IResult> ListAsync(MonitorsGateway gateway, CancellationToken cancellation, int limit = 50, string? cursor = null)
    {
        if (limit is < 1 or > 500)
            return Problems.BadRequest($"limit: {limit} is not allowed; allowed: a whole number from 1 to 500");
        if (cursor is not null && !MonitorId.IsValid(cursor))
            return Problems.BadRequest($"cursor: not the 'next' of a page of monitors; allowed: {MonitorId.Allowed}");
        var page = await gateway.ListAsync(new ListMonitors(limit, cursor is null ? null : new MonitorId(cursor)), cancellation);
        return TypedResults.Ok(new MonitorListView([.. page.Monitors.Select(MonitorView.Of)], page.HasMore ? page.Monitors[^1].Id.Value : null));
    }

    private static async Task<IResult> CreateAsync(HttpContext http, MonitorsGateway gateway, CatalogueGateway catalogue, OutboundAddressPolicy outbound, TimeProvider time, CancellationToken cancellation)
    {
        var (spec, problem) = await ReadAsync(http.Request, catalogue, outbound, time, cancellation);
        if (spec is null)
            return problem!;
        if (MonitorId.Of(spec.Name) is not { } id)
            return Problems.InvalidMonitor([new PlanError("name", "a name that gives no identifier", "a name with a letter or digit, or PUT with an identifier of your own")]);
        return await SaveAsync(new SaveMonitor(id, spec, MustBeNew: true, Revision: null, CallerOf(http)), gateway, http, cancellation);
    }

    private static async Task<IResult> PutAsync(
        string id, HttpContext http, MonitorsGateway gateway, CatalogueGateway catalogue, OutboundAddressPolicy outbound, TimeProvider time, CancellationToken cancellation)
    {
        if (!MonitorId.IsValid(id))
            return Problems.BadRequest($"id: not the identifier of a monitor; allowed: {MonitorId.Allowed}");
        var (spec, problem) = await ReadAsync(http.Request, catalogue, outbound, time, cancellation);
        if (spec is null)
            return problem!;
        (var revision, problem) = EntityTags.ReadIfMatch(http.Request, $"monitor {id}");
        if (problem is not null)
            return problem;

        return await SaveAsync(new SaveMonitor(new MonitorId(id), spec, MustBeNew: false, revision, CallerOf(http)), gateway, http, cancellation);
    }

    private static async Task<IResult> SaveAsync(SaveMonitor command, MonitorsGateway gateway, HttpContext http, CancellationToken cancellation)
    {
        var answer = await gateway.AskAsync(command, cancellation);
        if (answer is not MonitorShown shown)
            return NotShown(command.Monitor.Value, answer);
        http.Response.Tag(shown.Summary.Revision);
        return shown.IsNew ? TypedResults.Created($"{Path}/{shown.Monitor}", MonitorView.Of(shown)) : TypedResults.Ok(MonitorView.Of(shown));
    }

    private static Task<IResult> ShowAsync(string id, HttpContext http, MonitorsGateway gateway, CancellationToken cancellation) =>
        AskAsync(id, monitor => new GetMonitor(monitor), shown => TypedResults.Ok(MonitorView.Of(shown)), gateway, http, cancellation);

    private static Task<IResult> SloAsync(string id, HttpContext http, MonitorsGateway gateway, CancellationToken cancellation) =>
        AskAsync(id, monitor => new GetMonitor(monitor), shown => TypedResults.Ok(new SloListView(id, MonitorView.Of(shown.Summary).Slos)), gateway, http, cancellation);

    private static Task<IResult> EnableAsync(string id, HttpContext http, MonitorsGateway gateway, CancellationToken cancellation) =>
        AskAsync(id, monitor => new SwitchMonitor(monitor, IsEnabled: true, CallerOf(http)), shown => TypedResults.Ok(MonitorView.Of(shown)), gateway, http, cancellation);

    private static Task<IResult> DisableAsync(string id, HttpContext http, MonitorsGateway gateway, CancellationToken cancellation) =>
        AskAsync(id, monitor => new SwitchMonitor(monitor, IsEnabled: false, CallerOf(http)), shown => TypedResults.Ok(MonitorView.Of(shown)), gateway, http, cancellation);

    private static Task<IResult> RunAsync(string id, HttpContext http, MonitorsGateway gateway, TimeProvider time, CancellationToken cancellation) =>
        AskAsync(id, monitor => new FireMonitor(monitor, RunId.New(time.GetUtcNow()), CallerOf(http)),
            shown => TypedResults.Accepted($"/api/v1/runs/{shown.Summary.Last?.Run}", MonitorView.Of(shown)), gateway, http, cancellation);

    private static async Task<IResult> RemoveAsync(string id, HttpContext http, MonitorsGateway gateway, CancellationToken cancellation)
    {
        if (!MonitorId.IsValid(id))
            return Problems.NoSuchMonitor(id);
        var answer = await gateway.AskAsync(new RemoveMonitor(new MonitorId(id), CallerOf(http)), cancellation);
        return answer is MonitorRemoved ? TypedResults.NoContent() : NotShown(id, answer);
    }

    private static async Task<IResult> HistoryAsync(string id, MonitorsGateway gateway, CancellationToken cancellation, [Description("How many at the most, 1 to 100.")] int limit = 50)
    {
        if (limit is < 1 or > 100)
            return Problems.BadRequest($"limit: {limit} is not allowed; allowed: a whole number from 1 to 100");
        if (!MonitorId.IsValid(id))
            return Problems.NoSuchMonitor(id);
        var answer = await gateway.AskAsync(new GetMonitorHistory(new MonitorId(id), limit), cancellation);
        return answer is MonitorHistory history ? TypedResults.Ok(new FiringListView(id, [.. history.Firings.Select(FiringView.Of)])) : NotShown(id, answer);
    }

    private static Task<IResult> NextAsync(string id, HttpContext http, MonitorsGateway gateway, TimeProvider time, CancellationToken cancellation, int count = 5) =>
        count is < 1 or > MostNext ? Task.FromResult(WrongCount(count))
            : AskAsync(id, monitor => new GetMonitor(monitor), shown => Next(shown.Summary.Schedule, shown.Monitor, time.GetUtcNow(), count), gateway, http, cancellation);

    private static IResult PreviewAsync(TimeProvider time, string? cron = null, string? time_zone = null, string? jitter = null, int count = 5)
    {
        if (count is < 1 or > MostNext)
            return WrongCount(count);
        var (schedule, errors) = MonitorReader.ReadSchedule(cron, time_zone, jitter, time.GetUtcNow());
        return schedule is null ? Problems.InvalidMonitor(errors) : Next(schedule, monitor: null, time.GetUtcNow(), count);
    }

    private static IResult WrongCount(int count) => Problems.BadRequest($"count: {count} is not allowed; allowed: a whole number from 1 to {MostNext}");

    private static Ok<NextFiringsView> Next(Schedule schedule, MonitorId? monitor, DateTimeOffset now, int count) => TypedResults.Ok(new NextFiringsView(
        ScheduleView.Of(schedule),
        [
            .. schedule.DueAfter(now).Take(count).Select(due => new NextFiringView(
                due, TimeZoneInfo.ConvertTime(due, Schedule.ZoneOf(schedule.Zone)!),
                monitor is { } id ? schedule.FireAt(id, due) : schedule.Jitter == TimeSpan.Zero ? due : null)),
        ]));

    private static async Task<IResult> AskAsync(
        string id, Func<MonitorId, IWithMonitorId> question, Func<MonitorShown, IResult> show, MonitorsGateway gateway, HttpContext http, CancellationToken cancellation)
    {
        if (!MonitorId.IsValid(id))
            return Problems.NoSuchMonitor(id);
        var answer = await gateway.AskAsync(question(new MonitorId(id)), cancellation);
        if (answer is not MonitorShown shown)
            return NotShown(id, answer);
        http.Response.Tag(shown.Summary.Revision);
        return show(shown);
    }

    private static IResult NotShown(string id, IProtocolMessage answer) => answer switch
    {
        MonitorRefused { IsStale: true } stale => Problems.PreconditionFailed($"Monitor {id} was not changed: {stale.Reason}."),
        MonitorRefused refused => Problems.MonitorConflict($"Monitor {id}: {refused.Reason}."),
        _ => Problems.NoSuchMonitor(id),
    };

    private static string CallerOf(HttpContext http) => http.User.Identity?.Name is { Length: > 0 } name ? name[..Math.Min(name.Length, 200)] : "anonymous";

    private static async Task<(MonitorSpec? Spec, IResult? Problem)> ReadAsync(
        HttpRequest request, CatalogueGateway catalogue, OutboundAddressPolicy outbound, TimeProvider time, CancellationToken cancellation)
    {
        if (await RequestText.ReadAsync(request, MaxBytes, cancellation) is not { } text)
            return (null, Problems.TooLarge("the monitor", MaxBytes));
        var reading = await catalogue.ReadAsync(names => MonitorReader.Read(text, names, time.GetUtcNow()), cancellation);
        if (reading.Spec is not { } spec)
            return (null, Problems.InvalidMonitor(reading.Errors));
        return await outbound.RefusedAsync(spec.Plan, "plan.", cancellation) is { Count: > 0 } refused ? (null, Problems.InvalidMonitor(refused)) : (spec, null);
    }
}
