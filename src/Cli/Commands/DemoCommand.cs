using System.CommandLine;
using System.Globalization;
using AkkaApiBench.Cli.Display;
using AkkaApiBench.Cli.Outputs;
using AkkaApiBench.Cli.Plans;
using AkkaApiBench.Cli.Runs;
using AkkaApiBench.Cli.Sites;

namespace AkkaApiBench.Cli.Commands;

/// <summary><c>apibench demo</c>: simulated providers and a suite of tests, in one go.</summary>
internal static class DemoCommand
{
    private const string Description = $"""
        Benchmarks simulated providers: real requests over loopback, no key and no network.

        Examples:
          apibench demo
          apibench demo --suite comprehensive --providers openai,groq --output-dir demo-results
          apibench demo --dashboard                          with its page, until you press Ctrl-C
          apibench demo --mode multiprocess --workers 3                  a cluster of processes on this machine
          apibench demo --gateway http://127.0.0.1:8080      on a cluster whose workers are on this machine

        Suites: basic (some 10 s), comprehensive and stress send more and longer.

        {ExitCodes.Help}
        """;

    private const string Simulation = "simulation";
    private const string Distributed = "distributed";
    private const string MultiProcess = "multiprocess";

    private const int DefaultWorkers = 2;

    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("demo", Description);
        var mode = new Option<string?>("--mode") { Description = "Where the work is done: in this process, in processes of a cluster on this machine, or on a cluster with --gateway", HelpName = $"{Simulation}|{MultiProcess}|{Distributed}" };
        var suite = new Option<string>("--suite") { Description = "Which tests", HelpName = string.Join('|', DemoSuite.Names), DefaultValueFactory = _ => DemoSuite.Names[0] };
        var providers = new Option<string>("--providers")
        {
            Description = "Which simulated providers",
            HelpName = "NAME,NAME",
            DefaultValueFactory = _ => string.Join(',', surroundings.Sites.SimulatedProviders),
        };
        var workers = WholeNumber("--workers", 1, 1000, $"On how many workers each test is spread [default: 1; {DefaultWorkers} with --mode {MultiProcess}]");
        var seed = WholeNumber("--seed", 0, int.MaxValue, "Makes the simulated providers behave the same each time");
        var dashboard = new Option<bool>("--dashboard") { Description = "Show the dashboard in a browser while the demo runs, and go on serving it until interrupted" };
        mode.AcceptOnlyFromAmong(Simulation, MultiProcess, Distributed);
        suite.AcceptOnlyFromAmong([.. DemoSuite.Names]);
        foreach (Option option in new Option[] { mode, suite, providers, workers, seed, dashboard })
            command.Options.Add(option);
        var options = new Options().AddTo(command);
        command.SetAction(async (parsed, _) => (int)await ExecuteAsync(surroundings, options, parsed, new Demo(
            parsed.GetValue(mode),
            DemoSuite.Find(parsed.GetRequiredValue(suite)),
            ProvidersOf(parsed.GetRequiredValue(providers), surroundings.Sites.SimulatedProviders),
            parsed.GetValue(workers) ?? (parsed.GetValue(mode) is MultiProcess ? DefaultWorkers : 1),
            parsed.GetValue(seed),
            parsed.GetValue(dashboard))));
        return command;
    }

    private sealed record Demo(string? Mode, DemoSuite Suite, IReadOnlyList<string> Providers, int Workers, int? Seed, bool HasDashboard);

    private static Option<int?> WholeNumber(string name, int min, int max, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max)
                return value;
            result.AddError($"{name}: '{result.Tokens[0].Value}' is not allowed; allowed: a whole number from {min} to {max}");
            return null;
        },
    };

    private static Task<ExitCode> ExecuteAsync(Surroundings surroundings, Options options, ParseResult parsed, Demo demo)
    {
        var gateway = GatewayOf(demo.Mode, options.GatewayOf(parsed));
        var remote = gateway is null ? null : new RemoteSite(gateway, options.KeyOf(parsed, surroundings));
        var output = OutputDirectory.Prepare(options.OutputDirectoryOf(parsed), options.RecordsOf(parsed), surroundings.PathOf);
        return new BenchRun(surroundings, options.ScreenOf(parsed, surroundings), output, ResultReport.Of).ExecuteAsync(async stop =>
        {
            // The first request is to be sent soon, so the two start at the same time.
            var simulation = Task.Run(() => surroundings.Sites.StartSimulationAsync(demo.Providers, demo.Seed, stop), stop);
            var site = Task.Run(() => StartSiteAsync(surroundings, options.NodeOf(parsed, surroundings), remote, demo, stop), stop);
            try
            {
                await Task.WhenAll(simulation, site);
            }
            catch
            {
                await DisposeAsync(site);
                await DisposeAsync(simulation);
                throw;
            }

            var simulated = await simulation;
            return new PreparedRun(new HeldSite(await site, simulated), demo.Suite.PlanFor(simulated.Targets, demo.Workers),
                demo.HasDashboard ? new Dashboard(surroundings.Browse) : null);
        });
    }

    private static async Task<IBenchSite> StartSiteAsync(
        Surroundings surroundings, NodeSettings settings, RemoteSite? gateway, Demo demo, CancellationToken stop) => (gateway, demo.Mode) switch
    {
        ({ } remote, _) => remote,
        (_, MultiProcess) => await HeldSite.StartClusterAsync(surroundings.Sites, settings, demo.Workers, stop),
        _ => await HeldSite.StartNodeAsync(surroundings.Sites, settings with { Mode = Simulation }, stop),
    };

    private static async Task DisposeAsync<T>(Task<T> started)
        where T : IAsyncDisposable
    {
        if (started.IsCompletedSuccessfully)
            await (await started).DisposeAsync();
    }

    private static Uri? GatewayOf(string? mode, Uri? gateway) => (mode, gateway) switch
    {
        (MultiProcess, not null) => throw CliException.Usage($"--mode {MultiProcess} starts a cluster of its own; leave out --gateway, or choose --mode {Distributed}"),
        (Distributed, null) => throw CliException.Usage($"--mode {Distributed}: which cluster? give --gateway URL"),
        (Simulation, not null) => throw CliException.Usage($"--mode {Simulation} works in this process; leave out --gateway, or choose --mode {Distributed}"),
        _ => gateway,
    };

    private static List<string> ProvidersOf(string text, IReadOnlyList<string> known)
    {
        var named = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().ToList();
        var unknown = named.Where(name => !known.Contains(name)).ToList();
        if (named.Count == 0 || unknown.Count > 0)
            throw CliException.Usage($"--providers: '{(unknown.Count > 0 ? unknown[0] : text)}' is not allowed; allowed: some of {string.Join(',', known)}");
        return named;
    }
}
