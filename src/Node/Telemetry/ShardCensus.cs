using Akka.Actor;
using Akka.Cluster.Sharding;

namespace AkkaApiBench.Node.Telemetry;

/// <summary>Counts at times the shards and entities that this node has.</summary>
internal sealed class ShardCensus : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <param name="regions">The node's regions by the type of their shards.</param>
    /// <param name="meter">Who wants to know.</param>
    public ShardCensus(IReadOnlyDictionary<string, IActorRef> regions, NodeMeter meter)
    {
        Receive<Count>(_ =>
        {
            foreach (var (type, region) in regions)
                region.Ask<CurrentShardRegionState>(GetShardRegionState.Instance, Interval).PipeTo(Self, success: state => new Counted(type, state), failure: _ => new NotCounted());
        });
        Receive<Counted>(counted => meter.ObserveShards(counted.Type, counted.State.Shards.Count, counted.State.Shards.Sum(shard => shard.EntityIds.Count)));
        Receive<NotCounted>(_ => { });
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() => Timers.StartPeriodicTimer(nameof(Count), new Count(), TimeSpan.Zero, Interval);

    private sealed record Count;

    private sealed record Counted(string Type, CurrentShardRegionState State);

    /// <summary>The region is busy with moving shards; it is asked again.</summary>
    private sealed record NotCounted;
}
