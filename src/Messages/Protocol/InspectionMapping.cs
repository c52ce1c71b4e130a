using AkkaApiBench.Messages.Inspection;

namespace AkkaApiBench.Messages.Protocol;

/// <summary>What gateways ask nodes about themselves, as on the wire.</summary>
internal static class InspectionMapping
{
    public static Wire.DescribeActors ToWire(DescribeActors message) => new() { Path = message.Path, Depth = message.Depth };

    public static DescribeActors FromWire(Wire.DescribeActors wire) => new(wire.Path, wire.Depth);

    public static Wire.NoSuchActor ToWire(NoSuchActor message) => new() { Path = message.Path };

    public static NoSuchActor FromWire(Wire.NoSuchActor wire) => new(wire.Path);

    public static Wire.ActorTree ToWire(ActorTree tree)
    {
        var wire = new Wire.ActorTree { LeftOut = tree.LeftOut };
        wire.Actors.AddRange(tree.Actors.Select(actor => new Wire.ActorDescription { Path = actor.Path, Type = actor.Type, Children = actor.Children }));
        return wire;
    }

    public static ActorTree FromWire(Wire.ActorTree wire) =>
        new([.. wire.Actors.Select(actor => new ActorDescription(actor.Path, actor.Type, actor.Children))], wire.LeftOut);

    public static Wire.PeekLog ToWire(PeekLog message) => new() { Lines = message.Lines };

    public static PeekLog FromWire(Wire.PeekLog wire) => new(wire.Lines);

    public static Wire.LogLines ToWire(LogLines message)
    {
        var wire = new Wire.LogLines();
        wire.Lines.AddRange(message.Lines);
        return wire;
    }

    public static LogLines FromWire(Wire.LogLines wire) => new([.. wire.Lines]);

    public static Wire.DescribeShards ToWire(DescribeShards message) => new() { Type = message.Type };

    public static DescribeShards FromWire(Wire.DescribeShards wire) => new(wire.Type);

    public static Wire.ShardContents ToWire(ShardContents message)
    {
        var wire = new Wire.ShardContents { Type = message.Type };
        wire.Shards.AddRange(message.Shards.Select(shard =>
        {
            var content = new Wire.ShardContent { Shard = shard.Shard, Count = shard.Count };
            content.Entities.AddRange(shard.Entities);
            return content;
        }));
        return wire;
    }

    public static ShardContents FromWire(Wire.ShardContents wire) =>
        new(wire.Type, [.. wire.Shards.Select(shard => new ShardContent(shard.Shard, [.. shard.Entities], shard.Count))]);
}
