using Akka.Actor;
using AkkaApiBench.Messages.Inspection;
using AkkaApiBench.Node.Gateway.Api;
using AkkaApiBench.Node.Inspection;

namespace AkkaApiBench.Node.Gateway;

/// <summary>Asks nodes about themselves.</summary>
internal sealed class InspectionGateway(ActorSystem system)
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(5);

    /// <summary>The actors of a node; null when there is none at the path.</summary>
    /// <exception cref="AskTimeoutException">The node did not answer in time.</exception>
    public async Task<ActorTreeView?> ActorsAsync(Address node, string path, int depth, CancellationToken cancellation) =>
        await AskAsync<object>(node, new DescribeActors(path, depth), cancellation) is ActorTree tree
            ? new ActorTreeView
            {
                Address = node.ToString(),
                Actors = [.. tree.Actors.Select(actor => new ActorView(actor.Path, actor.Type, actor.Children))],
                LeftOut = tree.LeftOut,
            }
            : null;

    /// <summary>The end of a node's log.</summary>
    /// <exception cref="AskTimeoutException">The node did not answer in time.</exception>
    public async Task<LogView> LogAsync(Address node, int lines, CancellationToken cancellation) =>
        new(node.ToString(), (await AskAsync<LogLines>(node, new PeekLog(lines), cancellation)).Lines);

    /// <summary>The shards of a type on some nodes, with their actors.</summary>
    /// <exception cref="AskTimeoutException">A node did not answer in time.</exception>
    public async Task<ShardContentsView> ShardsAsync(string type, IEnumerable<Address> nodes, CancellationToken cancellation)
    {
        var answers = await Task.WhenAll(nodes.Select(async node =>
            (await AskAsync<ShardContents>(node, new DescribeShards(type), cancellation)).Shards
                .Select(shard => new ShardContentView(shard.Shard, node.ToString(), shard.Count, shard.Entities))));
        return new ShardContentsView(type, [.. answers.SelectMany(shards => shards)]);
    }

    private Task<T> AskAsync<T>(Address node, object question, CancellationToken cancellation) =>
        system.ActorSelection(new RootActorPath(node) / "user" / Inspector.Name).Ask<T>(question, AnswerTime, cancellation);
}
