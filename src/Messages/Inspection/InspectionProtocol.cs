using System.Collections.Immutable;
using AkkaApiBench.Messages.Protocol;

namespace AkkaApiBench.Messages.Inspection;

/// <summary>Asks a node for its actors; answered by <see cref="ActorTree"/>, or by <see cref="NoSuchActor"/>.</summary>
/// <param name="Path">The actor at the top, such as <c>/user</c>.</param>
/// <param name="Depth">How many levels below it are told.</param>
public sealed record DescribeActors(string Path, int Depth) : IProtocolMessage;

/// <summary>There is no actor at the path.</summary>
/// <param name="Path">The path.</param>
public sealed record NoSuchActor(string Path) : IProtocolMessage;

/// <summary>Actors of a node.</summary>
/// <param name="Actors">Each before those below it.</param>
/// <param name="LeftOut">How many more there are that had no room.</param>
public sealed record ActorTree(ImmutableArray<ActorDescription> Actors, int LeftOut) : IProtocolMessage;

/// <summary>An actor.</summary>
/// <param name="Path">Where it is, such as <c>/user/coordinator</c>.</param>
/// <param name="Type">Its class; empty where the actor system does not tell.</param>
/// <param name="Children">How many actors it has directly below it.</param>
public sealed record ActorDescription(string Path, string Type, int Children);

/// <summary>Asks a node for the last lines of its log; answered by <see cref="LogLines"/>.</summary>
/// <param name="Lines">How many at most.</param>
public sealed record PeekLog(int Lines) : IProtocolMessage;

/// <summary>The last lines of a node's log.</summary>
/// <param name="Lines">By rising time.</param>
public sealed record LogLines(ImmutableArray<string> Lines) : IProtocolMessage;

/// <summary>Asks a node which actors its shards of a type have; answered by <see cref="ShardContents"/>.</summary>
/// <param name="Type">What the shards are of.</param>
public sealed record DescribeShards(string Type) : IProtocolMessage;

/// <summary>The shards of a type on a node.</summary>
/// <param name="Type">What the shards are of.</param>
/// <param name="Shards">By identifier.</param>
public sealed record ShardContents(string Type, ImmutableArray<ShardContent> Shards) : IProtocolMessage;

/// <summary>A shard.</summary>
/// <param name="Shard">Its identifier.</param>
/// <param name="Entities">The identifiers of the actors it has; the first ones, where there are too many to tell.</param>
/// <param name="Count">How many it has.</param>
public sealed record ShardContent(string Shard, ImmutableArray<string> Entities, int Count);
