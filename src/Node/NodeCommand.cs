using System.CommandLine;
using System.Text.Json;
using AkkaApiBench.Hosting.Membership;
using AkkaApiBench.Hosting.Settings;
using AkkaApiBench.Node.ReadModel;
using AkkaApiBench.Providers;
using AkkaApiBench.Providers.Prices;

namespace AkkaApiBench.Node;

/// <summary>The command that runs a cluster node: by itself, or as <c>apibench node</c>.</summary>
public static class NodeCommand
{
    private const string Description = """
        Runs a node of the cluster, with all roles or with some. Without --seed-nodes it forms a cluster of its own.

        Example, a node that does everything, and a worker that joins it:
          node --port 4053 --http-port 8080 --data-dir /var/lib/apibench
          node --roles worker --seed-nodes akka.tcp://apibench@127.0.0.1:4053 --http-port 0

        Each flag is also an environment variable, named beside it; a flag goes before its variable.
        """;

    /// <summary>The command <c>node</c>, to be part of another command.</summary>
    public static Command Create() => Complete(new Command("node", Description));

    /// <summary>The same as a program of its own.</summary>
    public static RootCommand CreateRoot() => Complete(new RootCommand(Description));

    private static TCommand Complete<TCommand>(TCommand command)
        where TCommand : Command
    {
        var json = new Option<bool>("--json")
        {
            Description = "Write {\"address\":\"akka.tcp://apibench@HOST:PORT\",\"http\":\"http://HOST:PORT\"} to standard output once up.",
        };
        command.AddSettings(NodeFlags.All);
        command.Options.Add(json);
        command.Subcommands.Add(RebuildCommand.Create());
        command.SetAction((parsed, cancellation) => RunAsync(parsed, parsed.GetValue(json), cancellation));
        return command;
    }

    /// <summary>Standard output has what other programs read, and the log is kept: a key belongs into neither.</summary>
    private static NodeOptions WithFirstKey(NodeOptions options) => options.Access is { IsOn: true, AdminKeyHash: null }
        ? options with
        {
            Access = options.Access with { ShowFirstKey = key => Console.Error.WriteLine($"The first key, which may do everything, is shown this once: {key}") },
        }
        : options;

    private static async Task<int> RunAsync(ParseResult parsed, bool json, CancellationToken cancellation)
    {
        var reader = new SettingReader(new ConfigurationBuilder().AddEnvironmentVariables().AddFlags(parsed, NodeFlags.All).Build());
        var options = NodeFlags.Read(reader);
        if (reader.Errors.Count > 0)
        {
            await CommandLineProgram.WriteErrorsAsync(reader.Errors.Select(error => error.ToString()));
            return CommandLineProgram.WrongUsage;
        }

        try
        {
            await using var host = NodeHost.Build(WithFirstKey(options), ProviderCatalog.Load(options.PriceFile));
            return await host.RunNodeAsync(
                address =>
                {
                    if (json)
                        Console.WriteLine(JsonSerializer.Serialize(new { address = address.ToString(), http = host.HttpAddress() }));
                },
                cancellation);
        }
        catch (NodeStartException e)
        {
            await CommandLineProgram.WriteErrorsAsync([e.Message]);
            return CommandLineProgram.WrongUsage;
        }
        catch (PriceFileException e)
        {
            await CommandLineProgram.WriteErrorsAsync([$"{NodeFlags.Prices.Flag}: {e.Message}"]);
            return CommandLineProgram.WrongUsage;
        }
    }
}
