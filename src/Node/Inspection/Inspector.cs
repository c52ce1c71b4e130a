using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster.Sharding;
using AkkaApiBench.Hosting.Logging;
using AkkaApiBench.Messages.Inspection;

namespace AkkaApiBench.Node.Inspection;

/// <summary>Tells gateways what this process is made of. It keeps nothing, so its parent's default, to restart it, is right.</summary>
internal sealed class Inspector : ReceiveActor
{
    /// <summary>Its name below <c>/user</c>.</summary>
    public const string Name = "inspector";

    /// <summary>How many lines of the log are told at most, so that an answer fits one frame between nodes (128 KB).</summary>
    public const int MostLines = 200;

    private const int LongestLine = 400;
    private const int MostEntities = 1000;

    private static readonly TimeSpan RegionTime = TimeSpan.FromSeconds(3);

    public Inspector(RecentLines log)
    {
        Receive<DescribeActors>(asked => Sender.Tell(
            (object?)ActorTrees.Of((ExtendedActorSystem)Context.System, asked.Path, asked.Depth) ?? new NoSuchActor(asked.Path)));
        Receive<PeekLog>(asked => Sender.Tell(new LogLines([.. log.Peek(Math.Min(asked.Lines, MostLines)).Select(Shorten)])));
        Receive<DescribeShards>(Describe);
    }

    private void Describe(DescribeShards asked)
    {
        if (!ClusterSharding.Get(Context.System).ShardTypeNames.Contains(asked.Type))
        {
            Sender.Tell(new ShardContents(asked.Type, []));
            return;
        }

        ClusterSharding.Get(Context.System).ShardRegion(asked.Type)
            .Ask<CurrentShardRegionState>(GetShardRegionState.Instance, RegionTime)
            .PipeTo(Sender, Self, state => ContentsOf(asked.Type, state), _ => new ShardContents(asked.Type, []));
    }

    private static ShardContents ContentsOf(string type, CurrentShardRegionState state)
    {
        var room = MostEntities;
        var shards = ImmutableArray.CreateBuilder<ShardContent>();
        foreach (var shard in state.Shards.OrderBy(shard => shard.ShardId, StringComparer.Ordinal))
        {
            var told = shard.EntityIds.Order(StringComparer.Ordinal).Take(room).ToImmutableArray();
            room -= told.Length;
            shards.Add(new ShardContent(shard.ShardId, told, shard.EntityIds.Count));
        }

        return new ShardContents(type, shards.ToImmutable());
    }

    private static string Shorten(string line) => line.Length <= LongestLine ? line : $"{line.AsSpan(0, LongestLine)}…";
}
