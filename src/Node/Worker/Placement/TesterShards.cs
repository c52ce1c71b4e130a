using System.Globalization;
using Akka.Cluster.Sharding;
using AkkaApiBench.Messages.Protocol;

namespace AkkaApiBench.Node.Worker.Placement;

/// <summary>
/// Which shard a slice's tester is in: the parts of a test of one target are in shards of one group, and slices that need
/// other workers are in other shards.
/// </summary>
internal sealed class TesterShards : HashCodeMessageExtractor
{
    private const int Groups = 16;
    private const int Parts = 64;
    private const char BeforePlacement = '@';

    public TesterShards()
        : base(Groups * Parts)
    {
    }

    /// <summary>The group of a shard.</summary>
    public static string GroupOf(string shardId) => shardId[..shardId.IndexOf('-', StringComparison.Ordinal)];

    /// <summary>What the workers of a shard must have; null when any will do.</summary>
    public static string? PlacementOf(string shardOrEntityId) =>
        shardOrEntityId.IndexOf(BeforePlacement, StringComparison.Ordinal) is var at and >= 0 ? shardOrEntityId[(at + 1)..] : null;

    public override string EntityId(object message) => message is IWithSliceId { Slice: var slice } ? Placed(slice.ToString(), slice.Placement) : null!;

    public override string ShardId(string entityId, object? messageHint = null)
    {
        // RUN.TEST.TARGET.PART@PLACEMENT
        var placement = PlacementOf(entityId);
        var names = entityId.Split(BeforePlacement)[0].Split('.');
        var group = int.Parse(names[^2], CultureInfo.InvariantCulture) % Groups;
        var part = int.Parse(names[^1], CultureInfo.InvariantCulture) % Parts;
        return Placed(string.Create(CultureInfo.InvariantCulture, $"{group}-{part}"), placement);
    }

    private static string Placed(string id, string? placement) => placement is null ? id : $"{id}{BeforePlacement}{placement}";
}
