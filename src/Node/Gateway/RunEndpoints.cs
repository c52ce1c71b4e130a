using AkkaApiBench.Messages.Access;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Protocol;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Node.Gateway.Access;
using AkkaApiBench.Node.Gateway.Api;
using AkkaApiBench.Node.Gateway.Catalogue;
using AkkaApiBench.Node.Gateway.Document;
using AkkaApiBench.Providers.Outbound;

namespace AkkaApiBench.Node.Gateway;

/// <summary>Runs over HTTP: <c>/api/v1/runs</c>.</summary>
internal static class RunEndpoints
{
    private const string Path = "/api/v1/runs";
    private const int MaxPlanBytes = 1024 * 1024;

    public static void MapRuns(this IEndpointRouteBuilder routes)
    {
        var runs = routes.MapGroup(Path).WithTags("runs");
        runs.MapPost("/", SubmitAsync).Allow(Role.Operator).WithName("SubmitRun").WithSummary("Submits a plan.")
            .TakesPlan().TakesIdempotencyKey().Produces<RunView>(StatusCodes.Status202Accepted).Refuses(400, 413);
        runs.MapGet("/", ListAsync).Allow(Role.Viewer).WithName("ListRuns").WithSummary("Lists runs, the newest first.").Produces<RunListView>().Refuses(400);
        runs.MapGet("/{id}", ShowAsync).Allow(Role.Viewer).WithName("GetRun").WithSummary("Shows how far a run is.").Produces<RunView>().Refuses(404);
        runs.MapPost("/{id}/cancel", CancelAsync).Allow(Role.Operator).WithName("CancelRun").WithSummary("Ends a run in order, with the results so far.").Orders();
        runs.MapPost("/{id}/pause", PauseAsync).Allow(Role.Operator).WithName("PauseRun").WithSummary("Has a run send nothing more until it is resumed.").Orders();
        runs.MapPost("/{id}/resume", ResumeAsync).Allow(Role.Operator).WithName("ResumeRun").WithSummary("Lets a paused run go on when its turn comes.").Orders();
        runs.MapDelete("/{id}", RemoveAsync).Allow(Role.Operator).WithName("RemoveRun").WithSummary("Forgets a run that has ended.").Produces(StatusCodes.Status204NoContent).Refuses(404, 409);
    }

    private static void Orders(this RouteHandlerBuilder route) => route.Produces<RunView>(StatusCodes.Status202Accepted).Refuses(404, 409);

    private static async Task<IResult> SubmitAsync(HttpRequest request, RunsGateway gateway, CatalogueGateway catalogue, OutboundAddressPolicy outbound, TimeProvider time, CancellationToken cancellation)
    {
        if (await RequestText.ReadAsync(request, MaxPlanBytes, cancellation) is not { } text)
            return Problems.TooLarge("the plan", MaxPlanBytes);

        var isJson = request.ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) == true;
        var reading = await catalogue.ReadAsync(names => isJson ? PlanReader.FromJson(text, names) : PlanReader.FromYaml(text, names), cancellation);
        if (reading.Plan is not { } plan)
            return Problems.InvalidPlan(reading.Errors);
        if (await outbound.RefusedAsync(plan, "", cancellation) is { Count: > 0 } refused)
            return Problems.InvalidPlan(refused);

        var key = request.Headers["Idempotency-Key"].ToString();
        if (key.Length > 200)
            return Problems.BadRequest("Idempotency-Key: longer than 200 characters; allowed: 1 to 200 characters");

        var submitted = await gateway.SubmitAsync(RunId.New(time.GetUtcNow()), plan, key.Length == 0 ? null : key, cancellation);
        var progress = await gateway.AskAsync<RunProgress>(new GetRunProgress(submitted.Run), cancellation);
        var shown = await gateway.AskAsync<RunPlan>(new GetRunPlan(submitted.Run), cancellation);
        return progress is null || shown is null ? Problems.NoSuchRun(submitted.Run.Value)
            : TypedResults.Accepted($"{Path}/{submitted.Run}", RunView.Of(progress, shown.Plan));
    }

    private static async Task<IResult> ListAsync(RunsGateway gateway, CancellationToken cancellation, int limit = 50, string? before = null, string? monitor = null)
    {
        if (limit is < 1 or > 500)
            return Problems.BadRequest($"limit: {limit} is not allowed; allowed: a whole number from 1 to 500");
        if (before is not null && !RunId.IsValid(before))
            return Problems.BadRequest("before: not the identifier of a run; allowed: letters, digits and dashes, at most 64");

        if (monitor is not null && !MonitorId.IsValid(monitor))
            return Problems.BadRequest($"monitor: not the identifier of a monitor; allowed: {MonitorId.Allowed}");

        var query = new ListRuns(limit, before is null ? null : new RunId(before)) { Monitor = monitor is null ? null : new MonitorId(monitor) };
        var page = await gateway.ListAsync(query, cancellation);
        return TypedResults.Ok(new RunListView([.. page.Runs.Select(RunView.Of)], page.HasMore ? page.Runs[^1].Run.Value : null));
    }

    private static async Task<IResult> ShowAsync(string id, RunsGateway gateway, CancellationToken cancellation) =>
        await ViewAsync(id, gateway, cancellation) is { } view ? TypedResults.Ok(view) : Problems.NoSuchRun(id);

    private static Task<IResult> CancelAsync(string id, RunsGateway gateway, CancellationToken cancellation) =>
        TellAsync(id, run => new CancelRun(run), "cancelled", gateway, cancellation);

    private static Task<IResult> PauseAsync(string id, RunsGateway gateway, CancellationToken cancellation) =>
        TellAsync(id, run => new PauseRun(run), "paused", gateway, cancellation);

    private static Task<IResult> ResumeAsync(string id, RunsGateway gateway, CancellationToken cancellation) =>
        TellAsync(id, run => new ResumeRun(run), "resumed", gateway, cancellation);

    /// <summary>Tells a run what to do and shows where it stands then.</summary>
    private static async Task<IResult> TellAsync(
        string id, Func<RunId, IWithRunId> command, string whatItWouldBe, RunsGateway gateway, CancellationToken cancellation)
    {
        var answer = RunId.IsValid(id) ? await gateway.AskAsync<IWithRunId>(command(new RunId(id)), cancellation) : null;
        if (answer is RunRefused refused)
            return Problems.Conflict($"Run {id} cannot be {whatItWouldBe}: {refused.Reason}.");
        return answer is not null && await ViewAsync(id, gateway, cancellation) is { } view
            ? TypedResults.Accepted($"{Path}/{id}", view) : Problems.NoSuchRun(id);
    }

    private static async Task<IResult> RemoveAsync(string id, RunsGateway gateway, CancellationToken cancellation)
    {
        var answer = RunId.IsValid(id) ? await gateway.AskAsync<IWithRunId>(new RemoveRun(new RunId(id)), cancellation) : null;
        return answer switch
        {
            RunRemoved => TypedResults.NoContent(),
            RunStillActive => Problems.Conflict($"Run {id} has not ended; cancel it first with POST {Path}/{id}/cancel."),
            _ => Problems.NoSuchRun(id),
        };
    }

    private static async Task<RunView?> ViewAsync(string id, RunsGateway gateway, CancellationToken cancellation)
    {
        if (!RunId.IsValid(id))
            return null;
        var progress = await gateway.AskAsync<RunProgress>(new GetRunProgress(new RunId(id)), cancellation);
        var run = progress is null ? null : await gateway.AskAsync<RunPlan>(new GetRunPlan(progress.Run), cancellation);
        return run is null ? null : RunView.Of(progress!, run.Plan);
    }
}
