using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster.Sharding;

namespace AkkaApiBench.Node.Worker;

/// <summary>
/// Puts the slices of one target on distinct workers as far as there are workers, and gives each worker as many shards as the
/// next. Shards in use are never moved.
/// </summary>
internal sealed class SliceAllocation : IShardAllocationStrategy
{
    public Task<IActorRef> AllocateShard(
        IActorRef requester, string shardId, IImmutableDictionary<IActorRef, IImmutableList<string>> currentShardAllocations)
    {
        var group = TesterShards.GroupOf(shardId);
        return Task.FromResult(currentShardAllocations
            .OrderBy(worker => worker.Value.Count(shard => TesterShards.GroupOf(shard) == group))
            .ThenBy(worker => worker.Value.Count)
            .ThenBy(worker => worker.Key.Path.ToString(), StringComparer.Ordinal)
            .First().Key);
    }

    public Task<IImmutableSet<string>> Rebalance(
        IImmutableDictionary<IActorRef, IImmutableList<string>> currentShardAllocations, IImmutableSet<string> rebalanceInProgress) =>
        Task.FromResult<IImmutableSet<string>>(ImmutableHashSet<string>.Empty);
}
