using System.Globalization;
using Akka.Cluster.Sharding;
using AkkaApiBench.Messages.Protocol;

namespace AkkaApiBench.Node.Worker;

/// <summary>Which shard a slice's tester is in: the parts of a test of one target are in shards of one group.</summary>
internal sealed class TesterShards : HashCodeMessageExtractor
{
    private const int Groups = 16;
    private const int Parts = 64;

    public TesterShards()
        : base(Groups * Parts)
    {
    }

    /// <summary>The group of a shard.</summary>
    public static string GroupOf(string shardId) => shardId[..shardId.IndexOf('-', StringComparison.Ordinal)];

    public override string EntityId(object message) => message is IWithSliceId slice ? slice.Slice.ToString() : null!;

    public override string ShardId(string entityId, object? messageHint = null)
    {
        // RUN.TEST.TARGET.PART
        var names = entityId.Split('.');
        var group = int.Parse(names[^2], CultureInfo.InvariantCulture) % Groups;
        var part = int.Parse(names[^1], CultureInfo.InvariantCulture) % Parts;
        return string.Create(CultureInfo.InvariantCulture, $"{group}-{part}");
    }
}
