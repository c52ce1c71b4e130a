namespace AkkaApiBench.Node.Gateway.Api;

/// <summary>Actors of a node.</summary>
public sealed record ActorTreeView
{
    /// <summary>The node.</summary>
    public required string Address { get; init; }

    /// <summary>Each before those below it.</summary>
    public required IReadOnlyList<ActorView> Actors { get; init; }

    /// <summary>How many more there are that had no room in the answer: ask for a path further down.</summary>
    public required int LeftOut { get; init; }
}

/// <summary>An actor.</summary>
/// <param name="Path">Where it is, such as <c>/user/coordinator</c>.</param>
/// <param name="Type">Its class; empty where the actor system does not tell.</param>
/// <param name="Children">How many actors it has directly below it.</param>
public sealed record ActorView(string Path, string Type, int Children);

/// <summary>The end of a node's log.</summary>
/// <param name="Address">The node.</param>
/// <param name="Lines">The lines, by rising time.</param>
public sealed record LogView(string Address, IReadOnlyList<string> Lines);

/// <summary>The shards of a type, with the actors that they have.</summary>
/// <param name="Type">What the shards are of: <c>testers</c> or <c>journals</c>.</param>
/// <param name="Shards">By node and identifier.</param>
public sealed record ShardContentsView(string Type, IReadOnlyList<ShardContentView> Shards);

/// <summary>A shard with its actors.</summary>
/// <param name="Shard">Its identifier.</param>
/// <param name="Address">The node that it is on.</param>
/// <param name="Count">How many actors it has.</param>
/// <param name="Entities">Their identifiers; the first ones, where there are too many to tell.</param>
public sealed record ShardContentView(string Shard, string Address, int Count, IReadOnlyList<string> Entities);
