using Akka.Actor;
using AkkaApiBench.Messages.Access;
using AkkaApiBench.Node.Gateway.Access;
using AkkaApiBench.Node.Gateway.Api;
using AkkaApiBench.Node.Gateway.Document;
using AkkaApiBench.Node.Inspection;

namespace AkkaApiBench.Node.Gateway;

/// <summary>Into the nodes over HTTP: <c>/api/v1/cluster/actors</c>, <c>/api/v1/cluster/log</c>, <c>/api/v1/cluster/entities/{type}</c>.</summary>
internal static class InspectionEndpoints
{
    private const int MostLevels = 20;

    public static void MapInspection(this IEndpointRouteBuilder routes)
    {
        var cluster = routes.MapGroup("/api/v1/cluster").WithTags("cluster");
        cluster.MapGet("/actors", ActorsAsync).AllowOfCluster(Role.Operator).WithName("GetActors").WithSummary("Shows the actors of a node.").Produces<ActorTreeView>().Refuses(400);
        cluster.MapGet("/log", LogAsync).AllowOfCluster(Role.Operator).WithName("GetLog").WithSummary("Shows the last lines of a node's log.").Produces<LogView>().Refuses(400);
        cluster.MapGet("/entities/{type}", EntitiesAsync).AllowOfCluster(Role.Operator).WithName("GetEntities").WithSummary("Shows the entities of each shard of a type.")
            .Produces<ShardContentsView>().Refuses(400);
    }

    private static async Task<IResult> ActorsAsync(
        ClusterGateway cluster, InspectionGateway inspection, CancellationToken cancellation, string? address = null, string path = "/user", int depth = 3)
    {
        if (NodeAt(cluster, address) is not { } node)
            return NoSuchNode(cluster, address);
        if (depth is < 0 or > MostLevels)
            return Problems.BadRequest($"depth: {depth} is not allowed; allowed: a whole number from 0 to {MostLevels}");
        return await AnswerAsync(node, async () => await inspection.ActorsAsync(node, path, depth, cancellation) is { } tree
            ? TypedResults.Ok(tree)
            : Problems.BadRequest($"path: '{path}' is not allowed; allowed: an actor that there is on {node}, below /user or /system"));
    }

    private static async Task<IResult> LogAsync(
        ClusterGateway cluster, InspectionGateway inspection, CancellationToken cancellation, string? address = null, int lines = 50)
    {
        if (NodeAt(cluster, address) is not { } node)
            return NoSuchNode(cluster, address);
        if (lines is < 1 or > Inspector.MostLines)
            return Problems.BadRequest($"lines: {lines} is not allowed; allowed: a whole number from 1 to {Inspector.MostLines}");
        return await AnswerAsync(node, async () => TypedResults.Ok(await inspection.LogAsync(node, lines, cancellation)));
    }

    private static async Task<IResult> EntitiesAsync(ClusterGateway cluster, InspectionGateway inspection, string type, CancellationToken cancellation)
    {
        if (!ClusterGateway.Types.Contains(type))
            return Problems.BadRequest($"type: '{type}' is not allowed; allowed: {string.Join(", ", ClusterGateway.Types)}");
        return await AnswerAsync(null, async () => TypedResults.Ok(await inspection.ShardsAsync(type, cluster.NodesWith(type), cancellation)));
    }

    private static Address? NodeAt(ClusterGateway cluster, string? address) => address is null ? cluster.Self : cluster.Find(address);

    private static IResult NoSuchNode(ClusterGateway cluster, string? address) => Problems.BadRequest(
        $"address: '{address}' is not allowed; allowed: {string.Join(", ", cluster.Show().Members.Select(member => member.Address))}");

    private static async Task<IResult> AnswerAsync(Address? node, Func<Task<IResult>> ask)
    {
        try
        {
            return await ask();
        }
        catch (AskTimeoutException)
        {
            return Problems.Unavailable($"{node?.ToString() ?? "A node"} did not answer in time. Lighthouses never do; of another node, GET /api/v1/cluster tells whether it can be reached.");
        }
    }
}
