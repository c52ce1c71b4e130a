using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster.Sharding;

namespace AkkaApiBench.Node.Worker.Placement;

/// <summary>
/// Puts the slices of one target on distinct workers, as far as there are workers that have what the slices need, and gives
/// each worker as many shards as the next. Shards in use are never moved; those out of use are, when workers have joined.
/// </summary>
internal sealed class SliceAllocation(IWorkers workers) : IShardAllocationStrategy
{
    private static readonly TimeSpan UseTime = TimeSpan.FromSeconds(2);

    public Task<IActorRef> AllocateShard(
        IActorRef requester, string shardId, IImmutableDictionary<IActorRef, IImmutableList<string>> currentShardAllocations)
    {
        var placement = TesterShards.PlacementOf(shardId);
        var fitting = currentShardAllocations.Where(region => workers.Of(region.Key)?.Fits(placement) is true).ToList();
        var best = Ranked(shardId, fitting).FirstOrDefault();
        // Sharding keeps the message of a failed allocation and asks again.
        return best is null ? Task.FromException<IActorRef>(new NoSuchWorkerException(placement))
            : IsCrowded(shardId, currentShardAllocations[best]) && workers.Up.Count(worker => worker.Fits(placement)) > fitting.Count
                ? Task.FromException<IActorRef>(new WorkerNotReadyException(shardId))
            : Task.FromResult(best);
    }

    private static bool IsCrowded(string shard, IEnumerable<string> shards) => GroupSize(shard, shards) > 0;

    /// <summary>Gives up shards without testers that would now be put elsewhere.</summary>
    public async Task<IImmutableSet<string>> Rebalance(
        IImmutableDictionary<IActorRef, IImmutableList<string>> currentShardAllocations, IImmutableSet<string> rebalanceInProgress)
    {
        if (rebalanceInProgress.Count > 0)
            return ImmutableHashSet<string>.Empty;

        var misplaced = currentShardAllocations
            .Select(region => (Region: region.Key, Shards: region.Value.Where(shard => IsMisplaced(region.Key, shard, currentShardAllocations)).ToList()))
            .Where(region => region.Shards.Count > 0);
        var idle = await Task.WhenAll(misplaced.Select(region => IdleAsync(region.Region, region.Shards))).ConfigureAwait(false);
        return idle.SelectMany(shards => shards).ToImmutableHashSet();
    }

    private bool IsMisplaced(IActorRef region, string shard, IImmutableDictionary<IActorRef, IImmutableList<string>> allocations)
    {
        var placement = TesterShards.PlacementOf(shard);
        var there = GroupSize(shard, allocations[region]);
        return there > 1 && allocations.Any(other =>
            GroupSize(shard, other.Value) < there - 1 && workers.Of(other.Key)?.Fits(placement) is true);
    }

    private static async Task<IEnumerable<string>> IdleAsync(IActorRef region, List<string> shards)
    {
        try
        {
            var use = await region.Ask<ShardRegionStats>(GetShardRegionStats.Instance, UseTime).ConfigureAwait(false);
            return shards.Where(shard => !use.Failed.Contains(shard) && use.Stats.GetValueOrDefault(shard) == 0);
        }
        catch (Exception e) when (e is AskTimeoutException or TaskCanceledException)
        {
            // Nobody knows whether they are in use.
            return [];
        }
    }

    private static IEnumerable<IActorRef> Ranked(string shard, IEnumerable<KeyValuePair<IActorRef, IImmutableList<string>>> regions) => regions
        .OrderBy(region => GroupSize(shard, region.Value))
        .ThenBy(region => region.Value.Count)
        .ThenBy(region => region.Key.Path.ToString(), StringComparer.Ordinal)
        .Select(region => region.Key);

    private static int GroupSize(string shard, IEnumerable<string> shards) =>
        shards.Count(other => TesterShards.GroupOf(other) == TesterShards.GroupOf(shard));
}

/// <summary>No worker that is up has what a slice needs.</summary>
internal sealed class NoSuchWorkerException(string? placement) : Exception($"no worker with the tags {placement}");

/// <summary>A worker has joined that could take a slice apart from the others, and is about to say that it can.</summary>
internal sealed class WorkerNotReadyException(string shard) : Exception($"a worker for shard {shard} has joined and is not ready yet");
