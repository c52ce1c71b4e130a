using System.CommandLine;
using AkkaApiBench.Cli.Display;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Cli.Commands;

/// <summary><c>apibench cluster</c>, in the grammar of pbm: the members of a cluster.</summary>
internal static class ClusterCommand
{
    private const string Description = """
        Shows the members of a cluster, follows their changes, and lets them go.

        Examples:
          apibench cluster show --gateway http://127.0.0.1:8080
          apibench cluster tail
          apibench cluster leave -a akka.tcp://apibench@10.0.0.7:4053

        Exit codes: 0 done; 2 wrong usage; 3 the gateway could not be reached.
        """;

    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("cluster", Description);
        command.Subcommands.Add(CreateShow(surroundings, "show", "Shows every member, the oldest first."));
        command.Subcommands.Add(CreateShow(surroundings, "status", "Shows every member, and whether all can be reached."));
        command.Subcommands.Add(ClusterTail.Create(surroundings));
        command.Subcommands.Add(CreateOrder(surroundings, "join", "Has the node that answers join a cluster by one of its members, when it is in none yet."));
        command.Subcommands.Add(CreateOrder(surroundings, "leave", "Has a member go in order: it ends what it has in flight, and hands over."));
        command.Subcommands.Add(CreateOrder(surroundings, "down", "Takes a member for dead, so that others take over at once. One that lives ends itself."));
        return command;
    }

    private static Command CreateShow(Surroundings surroundings, string name, string what)
    {
        var command = new Command(name, $"{what}\n\nExample:\n  apibench cluster {name} --gateway http://127.0.0.1:8080");
        var options = new GatewayOptions().AddTo(command);
        command.SetAction((parsed, _) => options.ShowAsync(
            parsed, surroundings, (gateway, cancellation) => gateway.GetAsync("cluster", ApiJson.Default.ClusterView, cancellation), ApiJson.Default.ClusterView, TableOf));
        return command;
    }

    private static Command CreateOrder(Surroundings surroundings, string name, string what)
    {
        var command = new Command(name, $"{what}\n\nExample:\n  apibench cluster {name} -a akka.tcp://apibench@10.0.0.7:4053");
        var address = new Option<string>("--address", "-a") { Description = "The member, such as 'cluster show' names it", HelpName = "ADDRESS", Required = true };
        command.Options.Add(address);
        var options = new GatewayOptions().AddTo(command);
        command.SetAction((parsed, _) => options.ShowAsync(
            parsed,
            surroundings,
            (gateway, cancellation) => gateway.PostAsync($"cluster/{name}?address={Uri.EscapeDataString(parsed.GetRequiredValue(address))}", ApiJson.Default.ClusterView, cancellation),
            ApiJson.Default.ClusterView,
            TableOf));
        return command;
    }

    private static ReportTable TableOf(ClusterView cluster) => new(
        "members",
        [new Column("address", IsNumber: false), new Column("status", IsNumber: false), new Column("roles", IsNumber: false, Rank: 1), new Column("tags", IsNumber: false, Rank: 2)],
        [.. cluster.Members.Select(member => RowOf(member, member.Address == cluster.Leader))],
        cluster.AllReachable ? "All members can be reached." : "Some members cannot be reached: the cluster decides in some seconds who stays.");

    private static Cell[] RowOf(MemberView member, bool isLeader) =>
    [
        new(member.Address),
        new($"{member.Status}{(isLeader ? ", leader" : "")}{(member.Reachable ? "" : ", unreachable")}", member.Reachable ? Tone.Plain : Tone.Bad),
        new(string.Join(", ", member.Roles)),
        new(string.Join(", ", member.Tags)),
    ];
}
