using AkkaApiBench.Messages.Access;
using AkkaApiBench.Node.Gateway.Access;
using AkkaApiBench.Node.Gateway.Api;
using AkkaApiBench.Node.Gateway.Document;
using AkkaApiBench.Node.ReadModel.Anomalies;

namespace AkkaApiBench.Node.Gateway;

/// <summary>Anomalies over HTTP: <c>/api/v1/anomalies</c>.</summary>
internal static class AnomalyEndpoints
{
    public static void MapAnomalies(this IEndpointRouteBuilder routes) => routes
        .MapGet("/api/v1/anomalies", ListAsync).Allow(Role.Viewer).WithTags("history").WithName("ListAnomalies").WithSummary("Lists what went wrong at a target.")
        .Produces<AnomalyListView>().Refuses(400);

    private static async Task<IResult> ListAsync(
        AnomaliesGateway gateway, IAnomalyHistory history, CancellationToken cancellation,
        string? target = null, string? since = null, string? until = null, string? kind = null, string? severity = null)
    {
        var (query, error) = AnomalyQuery.Read(target, since, until, kind, severity);
        if (query is null)
            return Problems.BadRequest(error!);
        // A question to a journal starts it: names that nobody measured must not fill the cluster.
        if (!await history.MayHaveAsync(query.Target, cancellation))
            return TypedResults.Ok(new AnomalyListView(query.Target.Value, []));
        return await gateway.OfAsync(query.Target, query.Since, cancellation) is { } anomalies
            ? TypedResults.Ok(new AnomalyListView(query.Target.Value, [.. anomalies.Where(query.Matches)]))
            : Problems.Unavailable("The target's journal did not answer in time. It may be moving to another node; try again in some seconds.");
    }
}
