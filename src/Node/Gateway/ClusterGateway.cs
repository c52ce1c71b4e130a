using System.Text.Json;
using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Sharding;
using Akka.Hosting;
using AkkaApiBench.Hosting.Membership;
using AkkaApiBench.Node.Gateway.Api;
using AkkaApiBench.Node.Journal;
using AkkaApiBench.Node.Worker;

namespace AkkaApiBench.Node.Gateway;

/// <summary>What the gateway's node knows of the cluster, and can ask of it.</summary>
internal sealed class ClusterGateway(ActorSystem system, IRequiredActor<ProviderTester> testers, IRequiredActor<MetricJournal> journals)
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(5);

    private readonly Akka.Cluster.Cluster _cluster = Akka.Cluster.Cluster.Get(system);

    /// <summary>The types of shards.</summary>
    public static IReadOnlyList<string> Types { get; } = [WorkerExtensions.RegionName, JournalExtensions.RegionName];

    /// <summary>The members as this node knows them now.</summary>
    public ClusterView Show()
    {
        var state = _cluster.State;
        return new ClusterView
        {
            Self = _cluster.SelfAddress.ToString(),
            Leader = state.Leader?.ToString(),
            AllReachable = state.Unreachable.Count == 0,
            Members = [.. state.Members.OrderBy(member => member, Member.AgeOrdering).Select(member => ViewOf(member, !state.Unreachable.Contains(member)))],
        };
    }

    /// <summary>The member at an address; null when there is none.</summary>
    public Address? Find(string address) => _cluster.State.Members.Select(member => member.Address).FirstOrDefault(known => known.ToString() == address);

    /// <summary>The node that this is.</summary>
    public Address Self => _cluster.SelfAddress;

    /// <summary>The nodes that have shards of a type, or could.</summary>
    public IEnumerable<Address> NodesWith(string type)
    {
        var role = type == WorkerExtensions.RegionName ? ClusterRoles.Worker : ClusterRoles.Journal;
        var state = _cluster.State;
        return state.Members.Where(member => member.HasRole(role) && !state.Unreachable.Contains(member)).Select(member => member.Address);
    }

    /// <summary>Has this node join a cluster; false when it is in one.</summary>
    public bool Join(Address member)
    {
        if (_cluster.State.Members.Any(known => known.Address == _cluster.SelfAddress))
            return false;
        _cluster.Join(member);
        return true;
    }

    /// <summary>Asks a member to go in order: it ends what it has in flight.</summary>
    public void Leave(Address member) => _cluster.Leave(member);

    /// <summary>Takes a member for dead. It must be: one that lives ends itself.</summary>
    public void Down(Address member) => _cluster.Down(member);

    /// <summary>Where the shards of a type are; null when nobody could say in time.</summary>
    public async Task<ShardRegionView?> ShardsAsync(string type, CancellationToken cancellation)
    {
        var region = type == WorkerExtensions.RegionName ? await testers.GetAsync(cancellation) : await journals.GetAsync(cancellation);
        try
        {
            var stats = await region.Ask<ClusterShardingStats>(new GetClusterShardingStats(AnswerTime), AnswerTime * 2, cancellation);
            return new ShardRegionView
            {
                Type = type,
                Nodes = [.. stats.Regions.OrderBy(node => node.Key.ToString(), StringComparer.Ordinal).Select(node => ViewOf(node.Key, node.Value))],
            };
        }
        catch (AskTimeoutException)
        {
            return null;
        }
    }

    private static MemberView ViewOf(Member member, bool isReachable) => new()
    {
        Address = member.Address.ToString(),
        Status = JsonNamingPolicy.SnakeCaseLower.ConvertName(member.Status.ToString()),
        Reachable = isReachable,
        Roles = [.. member.Roles.Where(ClusterRoles.IsDuty).Order(StringComparer.Ordinal)],
        Tags = [.. ClusterRoles.TagsIn(member.Roles).Order(StringComparer.Ordinal)],
    };

    private static RegionNodeView ViewOf(Address node, ShardRegionStats stats) => new()
    {
        Address = node.ToString(),
        Shards = [.. stats.Stats.OrderBy(shard => shard.Key, StringComparer.Ordinal).Select(shard => new ShardView(shard.Key, shard.Value))],
        Silent = stats.Failed.Count == 0 ? null : [.. stats.Failed.Order(StringComparer.Ordinal)],
    };
}
