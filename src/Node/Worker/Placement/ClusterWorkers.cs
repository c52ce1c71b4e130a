using Akka.Actor;
using Akka.Cluster;
using AkkaApiBench.Hosting.Membership;

namespace AkkaApiBench.Node.Worker.Placement;

/// <summary>
/// The workers among the members of the cluster, as this node knows it. One that joins counts: it may be at work before this node
/// has heard that it is up.
/// </summary>
internal sealed class ClusterWorkers(Cluster cluster) : IWorkers
{
    public IReadOnlyList<WorkerNode> Up =>
    [
        .. cluster.State.Members
            .Where(member => (member.Status is MemberStatus.Joining or MemberStatus.WeaklyUp or MemberStatus.Up) && member.HasRole(ClusterRoles.Worker))
            .Select(member => new WorkerNode(member.Address, ClusterRoles.TagsIn(member.Roles).ToHashSet(StringComparer.Ordinal))),
    ];

    public WorkerNode? Of(IActorRef actor)
    {
        var address = actor.Path.Address.HasGlobalScope ? actor.Path.Address : cluster.SelfAddress;
        return Up.FirstOrDefault(worker => worker.Address == address);
    }
}
