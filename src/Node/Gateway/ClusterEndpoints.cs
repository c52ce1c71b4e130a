using Akka.Actor;
using AkkaApiBench.Hosting.Membership;
using AkkaApiBench.Messages.Access;
using AkkaApiBench.Node.Gateway.Access;
using AkkaApiBench.Node.Gateway.Api;
using AkkaApiBench.Node.Gateway.Document;

namespace AkkaApiBench.Node.Gateway;

/// <summary>The cluster over HTTP: <c>/api/v1/cluster</c>.</summary>
internal static class ClusterEndpoints
{
    public static void MapCluster(this IEndpointRouteBuilder routes)
    {
        var cluster = routes.MapGroup("/api/v1/cluster").WithTags("cluster");
        cluster.MapGet("/", (ClusterGateway gateway) => TypedResults.Ok(gateway.Show())).Allow(Role.Viewer).WithName("GetCluster").WithSummary("Shows the members.")
            .Produces<ClusterView>();
        cluster.MapPost("/leave", (ClusterGateway gateway, string? address = null) => Order(gateway, address, gateway.Leave)).AllowOfCluster(Role.Admin)
            .WithName("LeaveCluster").WithSummary("Asks a member to go in order.").Produces<ClusterView>(StatusCodes.Status202Accepted).Refuses(400);
        cluster.MapPost("/down", (ClusterGateway gateway, string? address = null) => Order(gateway, address, gateway.Down)).AllowOfCluster(Role.Admin)
            .WithName("DownMember").WithSummary("Takes a member for dead.").Produces<ClusterView>(StatusCodes.Status202Accepted).Refuses(400);
        cluster.MapPost("/join", Join).AllowOfCluster(Role.Admin).WithName("JoinCluster").WithSummary("Has a node that is in no cluster join one.")
            .Produces<ClusterView>(StatusCodes.Status202Accepted).Refuses(400, 409);
        cluster.MapGet("/shards", () => TypedResults.Ok(new ShardRegionListView(ClusterGateway.Types))).Allow(Role.Viewer).WithName("ListShardRegions")
            .WithSummary("Lists the types of shards.").Produces<ShardRegionListView>();
        cluster.MapGet("/shards/{type}", ShardsAsync).Allow(Role.Viewer).WithName("GetShards").WithSummary("Shows where the shards of a type are.")
            .Produces<ShardRegionView>().Refuses(400);
    }

    private static IResult Order(ClusterGateway gateway, string? address, Action<Address> order)
    {
        var known = gateway.Show().Members.Select(member => member.Address);
        if (address is null || gateway.Find(address) is not { } member)
            return Problems.BadRequest($"address: {(address is null ? "nothing" : $"'{address}'")} is not allowed; allowed: {string.Join(", ", known)}");
        order(member);
        return TypedResults.Accepted("/api/v1/cluster", gateway.Show());
    }

    private static IResult Join(ClusterGateway gateway, string? address = null)
    {
        if (address is null || !ActorPath.TryParseAddress(address, out var seed) || seed.Port is null || seed.System != ClusterNodeOptions.SystemName)
        {
            return Problems.BadRequest(
                $"address: {(address is null ? "nothing" : $"'{address}'")} is not allowed; allowed: a member of the cluster to join, such as akka.tcp://{ClusterNodeOptions.SystemName}@10.0.0.1:4053");
        }

        return gateway.Join(seed) ? TypedResults.Accepted("/api/v1/cluster", gateway.Show())
            : Problems.AlreadyMember($"{gateway.Self} is a member of a cluster, and can change to another only by a new start: stop it, and start it with --seed-nodes {address}.");
    }

    private static async Task<IResult> ShardsAsync(string type, ClusterGateway gateway, CancellationToken cancellation)
    {
        if (!ClusterGateway.Types.Contains(type))
            return Problems.BadRequest($"type: '{type}' is not allowed; allowed: {string.Join(", ", ClusterGateway.Types)}");
        return await gateway.ShardsAsync(type, cancellation) is { } shards ? TypedResults.Ok(shards)
            : Problems.Unavailable("The shards did not answer in time. Some may be moving to another node; try again in some seconds.");
    }
}
