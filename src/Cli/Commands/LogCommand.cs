using System.CommandLine;
using System.Globalization;
using AkkaApiBench.Cli.Gateway;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Cli.Commands;

/// <summary><c>apibench log peek</c>, in the grammar of pbm: the end of a node's log.</summary>
internal static class LogCommand
{
    private const string Peek = """
        Shows the last lines of a node's log, at the level that the node logs with.

        Examples:
          apibench log peek
          apibench log peek -a akka.tcp://apibench@10.0.0.7:4053 --lines 200
        """;

    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("log", "Shows the end of a node's log.\n\nExample:\n  apibench log peek --lines 100");
        command.Subcommands.Add(CreatePeek(surroundings));
        return command;
    }

    private static Command CreatePeek(Surroundings surroundings)
    {
        var command = new Command("peek", Peek);
        var node = new NodeOption().AddTo(command);
        var lines = new Option<int>("--lines", "-n") { Description = "How many, 200 at the most", HelpName = "N", DefaultValueFactory = _ => 50 };
        command.Options.Add(lines);
        var options = new GatewayOptions().AddTo(command);
        command.SetAction((parsed, _) => options.TellAsync(
            parsed,
            surroundings,
            (gateway, cancellation) => gateway.GetAsync(
                Query.Of("cluster/log", ("address", node.Address(parsed)), ("lines", parsed.GetValue(lines).ToString(CultureInfo.InvariantCulture))), ApiJson.Default.LogView, cancellation),
            ApiJson.Default.LogView,
            log =>
            {
                foreach (var line in log.Lines)
                    surroundings.Out.Writer.WriteLine(line);
            }));
        return command;
    }
}
