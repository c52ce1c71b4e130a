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

    public static IResult Unauthorized(string detail) => Of(StatusCodes.Status401Unauthorized, "unauthorized", "A valid key is needed.", detail);

    public static IResult Forbidden(string detail) => Of(StatusCodes.Status403Forbidden, "forbidden", "That is not allowed.", detail);

    public static IResult NoSuchKey(string detail) => Of(StatusCodes.Status404NotFound, "no-such-key", "There is no such key.", detail);

    public static IResult NotAllowedNow(string detail) => Of(StatusCodes.Status409Conflict, "conflict", "That cannot be done now.", detail);

    public static IResult BadRequest(string detail) => Of(StatusCodes.Status400BadRequest, "bad-request", "The request is not valid.", detail);

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

    public static IResult TooLarge(string what, int allowed) => Of(StatusCodes.Status413PayloadTooLarge, "too-large", "The request is too large.", $"{what} is larger than the {allowed} bytes allowed");

    public static IResult NoSuchRun(string id) => Of(StatusCodes.Status404NotFound, "no-such-run", "There is no such run.", RunIdText(id));

    public static IResult NoSuchTarget(string detail) => Of(StatusCodes.Status404NotFound, "no-such-target", "There is no such target.", detail);

    public static IResult NotKnown(string detail) => Of(StatusCodes.Status404NotFound, "not-known", "There is no such thing.", detail);

    public static IResult AlertConflict(string detail) => Of(StatusCodes.Status409Conflict, "alert-conflict", "The alert manager does not allow that now.", detail);

    public static IResult TooLittleHistory(string detail) => Of(StatusCodes.Status409Conflict, "too-little-history", "Too little is known.", detail);

    public static IResult Conflict(string detail) => Of(StatusCodes.Status409Conflict, "conflict", "The run's status does not allow that.", detail);

    public static IResult NotComparable(string detail) => Of(StatusCodes.Status409Conflict, "not-comparable", "The runs cannot be compared.", detail);

    public static IResult NotAcceptable(string detail) => Of(StatusCodes.Status406NotAcceptable, "not-acceptable", "It cannot be had in that form.", detail);

    public static IResult AlreadyMember(string detail) => Of(StatusCodes.Status409Conflict, "already-a-member", "The node is in a cluster.", detail);

    public static IResult InvalidMonitor(IReadOnlyList<PlanError> errors) => Invalid("invalid-monitor", "The monitor is not valid.", errors);

    public static IResult NoSuchMonitor(string id) => Of(StatusCodes.Status404NotFound, "no-such-monitor", "There is no such monitor.", Messages.Identifiers.MonitorId.IsValid(id)
            ? $"monitor {id} is not known; GET /api/v1/monitors lists the monitors" : $"not the identifier of a monitor; allowed: {Messages.Identifiers.MonitorId.Allowed}");

    public static IResult MonitorConflict(string detail) => Of(StatusCodes.Status409Conflict, "monitor-conflict", "The monitor does not allow that now.", detail);

    public static IResult PreconditionFailed(string detail) => Of(StatusCodes.Status412PreconditionFailed, "precondition-failed", "It was changed in the meantime.", detail);

    public static IResult TooManyRequests(string detail) => Of(StatusCodes.Status429TooManyRequests, "too-many-requests", "The caller asks too often.", detail);

    public static IResult Unavailable(string detail) => Of(StatusCodes.Status503ServiceUnavailable, "unavailable", "The cluster cannot answer now.", detail);

    private static JsonHttpResult<ProblemView> Invalid(string kind, string title, IReadOnlyList<PlanError> errors) => Of(new ProblemView
    {
        Type = $"/problems/{kind}", Title = title, Status = StatusCodes.Status400BadRequest, Detail = string.Join("\n", errors), Errors = errors,
    });

    private static JsonHttpResult<ProblemView> Of(int status, string kind, string title, string detail) =>
        Of(new ProblemView { Type = $"/problems/{kind}", Title = title, Status = status, Detail = detail });

    private static JsonHttpResult<ProblemView> Of(ProblemView problem) =>
        TypedResults.Json(problem, ApiJson.Default.ProblemView, MediaTypeNames.Application.ProblemJson, problem.Status);

    private static string RunIdText(string id) =>
        Messages.Identifiers.RunId.IsValid(id) ? $"run {id} is not known; GET /api/v1/runs lists the runs" : "not the identifier of a run";
}
