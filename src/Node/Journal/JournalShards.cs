using Akka.Cluster.Sharding;
using AkkaApiBench.Messages.Protocol;

namespace AkkaApiBench.Node.Journal;

/// <summary>Which shard a target's journal is in.</summary>
internal sealed class JournalShards() : HashCodeMessageExtractor(100)
{
    public override string EntityId(object message) => message is IWithTargetId target ? target.Target.Value : null!;
}
