using System.Net.Mime;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Node.Gateway.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AkkaApiBench.Node.Gateway;

/// <summary>Errors as RFC 9457 has them.</summary>
internal static class Problems
{
    public static IResult InvalidPlan(IReadOnlyList<PlanError> errors) => Invalid("invalid-plan", "The plan is not valid.", errors);

    public static IResult InvalidFields(IReadOnlyList<PlanError> errors) => Invalid("bad-request", "The request is not valid.", errors);

    public static IResult Unauthorized(string detail) => Of(new ProblemView
    {
        Type = "/problems/unauthorized", Title = "A valid key is needed.", Status = StatusCodes.Status401Unauthorized, Detail = detail,
    });

    public static IResult Forbidden(string detail) => Of(new ProblemView
    {
        Type = "/problems/forbidden", Title = "That is not allowed.", Status = StatusCodes.Status403Forbidden, Detail = detail,
    });

    public static IResult NoSuchKey(string detail) => Of(new ProblemView
    {
        Type = "/problems/no-such-key", Title = "There is no such key.", Status = StatusCodes.Status404NotFound, Detail = detail,
    });

    public static IResult NotAllowedNow(string detail) => Of(new ProblemView
    {
        Type = "/problems/conflict", Title = "That cannot be done now.", Status = StatusCodes.Status409Conflict, Detail = detail,
    });

    public static IResult BadRequest(string detail) => Of(new ProblemView
    {
        Type = "/problems/bad-request", Title = "The request is not valid.", Status = StatusCodes.Status400BadRequest, Detail = detail,
    });

    /// <summary>What the server could not take: not a word of it is repeated, for it may be anything.</summary>
    public static IResult NotReadable(BadHttpRequestException error) => Of(new ProblemView
    {
        Type = "/problems/bad-request",
        Title = "The request is not valid.",
        Status = error.StatusCode,
        Detail = error.StatusCode switch
        {
            StatusCodes.Status413PayloadTooLarge => "the request is larger than the server takes",
            StatusCodes.Status415UnsupportedMediaType => "Content-Type: not allowed; allowed: application/json",
            _ => "the request cannot be read: its path, query, headers or body are not what the route takes; see /openapi/v1.json",
        },
    });

    /// <summary>There is no such route, or it has no such method.</summary>
    public static IResult NoSuchRoute(int status, string method, PathString path) => Of(new ProblemView
    {
        Type = status == StatusCodes.Status405MethodNotAllowed ? "/problems/method-not-allowed" : "/problems/no-such-route",
        Title = status == StatusCodes.Status405MethodNotAllowed ? "The route does not take this method." : "There is no such route.",
        Status = status,
        Detail = $"{method} {path}: not allowed; allowed: what {Document.DocumentExtensions.Path} lists, see {Document.DocumentExtensions.Page}",
    });

    public static IResult TooLarge(string what, int allowed) => Of(new ProblemView
    {
        Type = "/problems/too-large",
        Title = "The request is too large.",
        Status = StatusCodes.Status413PayloadTooLarge,
        Detail = $"{what} is larger than the {allowed} bytes allowed",
    });

    public static IResult NoSuchRun(string id) => Of(new ProblemView
    {
        Type = "/problems/no-such-run",
        Title = "There is no such run.",
        Status = StatusCodes.Status404NotFound,
        Detail = RunIdText(id),
    });

    public static IResult NoSuchTarget(string detail) => Of(new ProblemView
    {
        Type = "/problems/no-such-target", Title = "There is no such target.", Status = StatusCodes.Status404NotFound, Detail = detail,
    });

    public static IResult NotKnown(string detail) => Of(new ProblemView
    {
        Type = "/problems/not-known", Title = "There is no such thing.", Status = StatusCodes.Status404NotFound, Detail = detail,
    });

    public static IResult AlertConflict(string detail) => Of(new ProblemView
    {
        Type = "/problems/alert-conflict", Title = "The alert manager does not allow that now.", Status = StatusCodes.Status409Conflict, Detail = detail,
    });

    public static IResult TooLittleHistory(string detail) => Of(new ProblemView
    {
        Type = "/problems/too-little-history", Title = "Too little is known.", Status = StatusCodes.Status409Conflict, Detail = detail,
    });

    public static IResult Conflict(string detail) => Of(new ProblemView
    {
        Type = "/problems/conflict", Title = "The run's status does not allow that.", Status = StatusCodes.Status409Conflict, Detail = detail,
    });

    public static IResult NotComparable(string detail) => Of(new ProblemView
    {
        Type = "/problems/not-comparable", Title = "The runs cannot be compared.", Status = StatusCodes.Status409Conflict, Detail = detail,
    });

    public static IResult NotAcceptable(string detail) => Of(new ProblemView
    {
        Type = "/problems/not-acceptable", Title = "It cannot be had in that form.", Status = StatusCodes.Status406NotAcceptable, Detail = detail,
    });

    public static IResult AlreadyMember(string detail) => Of(new ProblemView
    {
        Type = "/problems/already-a-member", Title = "The node is in a cluster.", Status = StatusCodes.Status409Conflict, Detail = detail,
    });

    public static IResult InvalidMonitor(IReadOnlyList<PlanError> errors) => Invalid("invalid-monitor", "The monitor is not valid.", errors);

    public static IResult NoSuchMonitor(string id) => Of(new ProblemView
    {
        Type = "/problems/no-such-monitor",
        Title = "There is no such monitor.",
        Status = StatusCodes.Status404NotFound,
        Detail = Messages.Identifiers.MonitorId.IsValid(id)
            ? $"monitor {id} is not known; GET /api/v1/monitors lists the monitors" : $"not the identifier of a monitor; allowed: {Messages.Identifiers.MonitorId.Allowed}",
    });

    public static IResult MonitorConflict(string detail) => Of(new ProblemView
    {
        Type = "/problems/monitor-conflict", Title = "The monitor does not allow that now.", Status = StatusCodes.Status409Conflict, Detail = detail,
    });

    public static IResult PreconditionFailed(string detail) => Of(new ProblemView
    {
        Type = "/problems/precondition-failed", Title = "It was changed in the meantime.", Status = StatusCodes.Status412PreconditionFailed, Detail = detail,
    });

    public static IResult Unavailable(string detail) => Of(new ProblemView
    {
        Type = "/problems/unavailable", Title = "The cluster cannot answer now.", Status = StatusCodes.Status503ServiceUnavailable, Detail = detail,
    });

    private static JsonHttpResult<ProblemView> Invalid(string kind, string title, IReadOnlyList<PlanError> errors) => Of(new ProblemView
    {
        Type = $"/problems/{kind}", Title = title, Status = StatusCodes.Status400BadRequest, Detail = string.Join("\n", errors), Errors = errors,
    });

    private static JsonHttpResult<ProblemView> Of(ProblemView problem) =>
        TypedResults.Json(problem, ApiJson.Default.ProblemView, MediaTypeNames.Application.ProblemJson, problem.Status);

    private static string RunIdText(string id) =>
        Messages.Identifiers.RunId.IsValid(id) ? $"run {id} is not known; GET /api/v1/runs lists the runs" : "not the identifier of a run";
}
