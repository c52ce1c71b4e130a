using System.ComponentModel;
using System.Security.Cryptography;
using System.Text;
using AkkaApiBench.Messages.Access;
using AkkaApiBench.Messages.Results;
using AkkaApiBench.Node.Gateway.Access;
using AkkaApiBench.Node.Gateway.Document;
using Microsoft.Net.Http.Headers;

namespace AkkaApiBench.Node.Gateway.Results;

/// <summary>What runs came to, over HTTP: <c>/api/v1/runs/{id}/result</c>.</summary>
internal static class ResultEndpoints
{
    // The report needs its own script and nothing else; in a sandbox it cannot act for whoever looks at it.
    private const string PagePolicy =
        "sandbox allow-scripts allow-downloads; default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; base-uri 'none'; frame-ancestors 'none'";

    public static void MapResults(this IEndpointRouteBuilder routes)
    {
        var results = routes.MapGroup("/api/v1/runs/{id}").WithTags("runs");
        results.MapGet("/result", AcceptedAsync).Allow(Role.Viewer).WithName("GetResult").WithSummary("Shows what a run came to, in the form that `Accept` asks for.").Shows().Refuses(404, 406, 409);
        results.MapGet("/result.{format}", NamedAsync).Allow(Role.Viewer).WithName("GetResultAs").WithSummary("Shows what a run came to, in the form of the suffix.").Shows().Refuses(400, 404, 409);
    }

    private static RouteHandlerBuilder Shows(this RouteHandlerBuilder route)
    {
        route.Produces<RunResult>().Produces(StatusCodes.Status304NotModified)
            .TakesHeader("If-None-Match", "The `ETag` of what is known already: it is not sent again.");
        foreach (var format in ResultFormat.All.Skip(1))
            route.WithMetadata(new FormNote(format.MediaType));
        return route;
    }

    private static async Task<IResult> AcceptedAsync(string id, HttpContext http, RunResults results, CancellationToken cancellation)
    {
        http.Response.Headers.Vary = HeaderNames.Accept;
        return ResultFormat.AcceptedBy(http.Request.GetTypedHeaders().Accept) is { } format ? await ShowAsync(id, format, http, results, cancellation)
            : Problems.NotAcceptable($"Accept: not allowed; allowed: {string.Join(", ", ResultFormat.All.Select(one => one.MediaType))}");
    }

    private static async Task<IResult> NamedAsync(
        string id, [Description("`json`, `csv`, `junit` or `html`.")] string format, HttpContext http, RunResults results, CancellationToken cancellation) =>
        ResultFormat.Named(format) is { } known ? await ShowAsync(id, known, http, results, cancellation)
            : Problems.BadRequest($"format: '{format}' is not allowed; allowed: {string.Join(", ", ResultFormat.All.Select(one => one.Name))}");

    private static async Task<IResult> ShowAsync(string id, ResultFormat format, HttpContext http, RunResults results, CancellationToken cancellation)
    {
        var (result, problem) = await results.OfAsync(id, cancellation);
        if (result is null)
            return problem!;
        if (format.Name == ResultFormat.Html)
            http.Response.Headers.ContentSecurityPolicy = PagePolicy;
        var bytes = Encoding.UTF8.GetBytes(format.Write(result));
        return TypedResults.Bytes(bytes, $"{format.MediaType}; charset=utf-8", entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes)[..12])}\"", isWeak: true));
    }
}
