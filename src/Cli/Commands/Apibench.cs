using System.CommandLine;
using AkkaApiBench.Lighthouse;
using AkkaApiBench.Node;
using AkkaApiBench.Simulator;

namespace AkkaApiBench.Cli.Commands;

/// <summary>The command <c>apibench</c> and what stands under it.</summary>
internal static class Apibench
{
    private const string Description = """
        Benchmarks and monitors LLM APIs.

        Example, with simulated providers and no key:
          apibench demo
        """;

    private const int HelpWidth = 120;

    /// <param name="Name">What the user types.</param>
    /// <param name="Summary">One line.</param>
    /// <param name="Create">Makes the command; called only when it is named, so that other commands do not load its assemblies.</param>
    private sealed record Entry(string Name, string Summary, Func<Surroundings, Command>? Create);

    private static readonly Entry[] Entries =
    [
        new("demo", "Benchmarks simulated providers: no key, no network", surroundings => DemoCommand.Create(surroundings)),
        new("run", "Runs a plan and shows who is best", surroundings => RunCommand.Create(surroundings)),
        new("init", "Writes a plan to begin with", surroundings => InitCommand.Create(surroundings)),
        new("plan", "Checks a plan, or shows what may stand in one", surroundings => PlanCommand.Create(surroundings)),
        new("compare", "Compares results, or targets that it measures", surroundings => CompareCommand.Create(surroundings)),
        new("report", "Writes a stored result as Markdown, CSV or JUnit", surroundings => ReportCommand.Create(surroundings)),
        new("runs", "Shows, watches, pauses and cancels runs of a cluster", surroundings => RunsCommand.Create(surroundings)),
        new("monitors", "Has plans run on schedules", surroundings => MonitorsCommand.Create(surroundings)),
        new("anomalies", "Shows what went wrong at a target", surroundings => AnomaliesCommand.Create(surroundings)),
        new("alerts", "Shows what is wrong, and who is told of it", surroundings => AlertsCommand.Create(surroundings)),
        new("keys", "Looks after the keys to a cluster's REST API", surroundings => KeysCommand.Create(surroundings)),
        new("forecast", "Forecasts series or a target, with intervals", surroundings => ForecastCommand.Create(surroundings)),
        new("trends", "Tells where a target goes", surroundings => TrendsCommand.Create(surroundings)),
        new("recommend", "Advises how to pay less", surroundings => RecommendCommand.Create(surroundings)),
        new("detect", "Finds anomalies in a series", surroundings => DetectCommand.Create(surroundings)),
        new("simulate", "Serves simulated providers until interrupted", _ => SimulateCommand.Create()),
        new("cluster", "Shows the members of a cluster, and lets them go", surroundings => ClusterCommand.Create(surroundings)),
        new("cluster-sharding", "Shows where testers and journals are", surroundings => ClusterShardingCommand.Create(surroundings)),
        new("actor", "Shows the actors of a node", surroundings => ActorCommand.Create(surroundings)),
        new("log", "Shows the end of a node's log", surroundings => LogCommand.Create(surroundings)),
        new("completions", "Writes what a shell needs to complete command lines", surroundings => CompletionsCommand.Create(surroundings)),
        new("node", "Runs a node of a cluster until interrupted", _ => NodeCommand.Create()),
        new("lighthouse", "Runs a seed node until interrupted", _ => LighthouseCommand.Create()),
    ];

    /// <summary>Makes the root with the commands that <paramref name="args"/> name in full and the others as names.</summary>
    public static RootCommand CreateRoot(Surroundings surroundings, IReadOnlyList<string> args)
    {
        var root = new RootCommand(Description);
        NamedHelp.Set(root, surroundings.Out.IsTerminal ? surroundings.Out.Size().Width : HelpWidth);
        foreach (var entry in Entries)
        {
            // The shell's completion asks with the whole line as one argument.
            var isNamed = args.Any(arg => arg.Contains(entry.Name, StringComparison.Ordinal));
            root.Subcommands.Add(isNamed && entry.Create is { } create ? create(surroundings) : NameOnly(entry));
        }

        return root;
    }

    /// <summary>How a user calls a command.</summary>
    public static string NameOf(Command command) => command is RootCommand ? "apibench"
        : $"{command.Parents.OfType<Command>().Select(NameOf).FirstOrDefault("apibench")} {command.Name}";

    private static Command NameOnly(Entry entry)
    {
        var command = new Command(entry.Name, entry.Summary);
        command.SetAction(int (_) => throw CliException.Usage($"'apibench {entry.Name}' is not in this version"));
        return command;
    }
}
