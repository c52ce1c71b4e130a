using System.CommandLine;
using System.Globalization;
using AkkaApiBench.Cli.Display;
using AkkaApiBench.Cli.Gateway;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Cli.Commands;

/// <summary><c>apibench actor hierarchy</c>, in the grammar of pbm: what a node is made of.</summary>
internal static class ActorCommand
{
    private const string Hierarchy = """
        Shows the actors of a node as a tree, with their classes.

        Examples:
          apibench actor hierarchy
          apibench actor hierarchy -a akka.tcp://apibench@10.0.0.7:4053 --path /system/sharding --depth 5
        """;

    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("actor", "Shows the actors of a node.\n\nExample:\n  apibench actor hierarchy --path /user --depth 3");
        command.Subcommands.Add(CreateHierarchy(surroundings));
        return command;
    }

    private static Command CreateHierarchy(Surroundings surroundings)
    {
        var command = new Command("hierarchy", Hierarchy);
        var node = new NodeOption().AddTo(command);
        var path = new Option<string>("--path") { Description = "The actor at the top", HelpName = "PATH", DefaultValueFactory = _ => "/user" };
        var depth = new Option<int>("--depth") { Description = "How many levels below it", HelpName = "N", DefaultValueFactory = _ => 3 };
        command.Options.Add(path);
        command.Options.Add(depth);
        var options = new GatewayOptions().AddTo(command);
        command.SetAction((parsed, _) => options.TellAsync(
            parsed,
            surroundings,
            (gateway, cancellation) => gateway.GetAsync(
                Query.Of(
                    "cluster/actors",
                    ("address", node.Address(parsed)), ("path", parsed.GetValue(path)), ("depth", parsed.GetValue(depth).ToString(CultureInfo.InvariantCulture))),
                ApiJson.Default.ActorTreeView, cancellation),
            ApiJson.Default.ActorTreeView,
            tree => Tell(surroundings.Out.Writer, tree)));
        return command;
    }

    private static void Tell(TextWriter output, ActorTreeView tree)
    {
        output.WriteLine(tree.Address);
        var top = LevelOf(tree.Actors[0]);
        foreach (var actor in tree.Actors)
        {
            var name = LevelOf(actor) == top ? actor.Path : actor.Path[(actor.Path.LastIndexOf('/') + 1)..];
            output.WriteLine(
                $"{new string(' ', 2 * (LevelOf(actor) - top + 1))}{name}{(actor.Type.Length == 0 ? "" : $"  {actor.Type}")}{(IsCut(tree, actor) ? $"  (+ {Numbers.Whole(actor.Children)})" : "")}");
        }

        if (tree.LeftOut > 0)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tree.LeftOut} more are not shown: ask for a --path further down."));
    }

    private static int LevelOf(ActorView actor) => actor.Path.Count(letter => letter == '/');

    private static bool IsCut(ActorTreeView tree, ActorView actor) =>
        actor.Children > 0 && !tree.Actors.Any(other => other.Path.StartsWith(actor.Path + "/", StringComparison.Ordinal));
}
