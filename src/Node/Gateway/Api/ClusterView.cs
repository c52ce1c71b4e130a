namespace AkkaApiBench.Node.Gateway.Api;

/// <summary>The cluster as the gateway's node knows it.</summary>
public sealed record ClusterView
{
    /// <summary>The node that answers.</summary>
    public required string Self { get; init; }

    /// <summary>The member that lets others in and out; null while there is none.</summary>
    public string? Leader { get; init; }

    /// <summary>True when every member is reachable, as far as this node knows.</summary>
    public required bool AllReachable { get; init; }

    /// <summary>Every member, the oldest first.</summary>
    public required IReadOnlyList<MemberView> Members { get; init; }
}

/// <summary>A process in the cluster.</summary>
public sealed record MemberView
{
    /// <summary>Where it is, such as <c>akka.tcp://apibench@10.0.0.1:4053</c>.</summary>
    public required string Address { get; init; }

    /// <summary><c>joining</c>, <c>weakly_up</c>, <c>up</c>, <c>leaving</c>, <c>exiting</c>, <c>down</c> or <c>removed</c>.</summary>
    public required string Status { get; init; }

    /// <summary>False while others do not hear of it.</summary>
    public required bool Reachable { get; init; }

    /// <summary>What it does.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>What plans can ask for.</summary>
    public required IReadOnlyList<string> Tags { get; init; }
}

/// <summary>Which regions there are.</summary>
/// <param name="Regions">Their types.</param>
public sealed record ShardRegionListView(IReadOnlyList<string> Regions);

/// <summary>Where the shards of a type are.</summary>
public sealed record ShardRegionView
{
    /// <summary>What the shards are of: <c>testers</c> or <c>journals</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Each node that has shards, or could, by address.</summary>
    public required IReadOnlyList<RegionNodeView> Nodes { get; init; }
}

/// <summary>The shards of a type on a node.</summary>
public sealed record RegionNodeView
{
    /// <summary>The node.</summary>
    public required string Address { get; init; }

    /// <summary>Its shards, by identifier.</summary>
    public required IReadOnlyList<ShardView> Shards { get; init; }

    /// <summary>Shards that did not answer in time; null when all did.</summary>
    public IReadOnlyList<string>? Silent { get; init; }
}

/// <summary>A shard.</summary>
/// <param name="Shard">Its identifier.</param>
/// <param name="Entities">How many actors it has.</param>
public sealed record ShardView(string Shard, int Entities);
