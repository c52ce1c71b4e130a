using System.CommandLine;
using System.Globalization;
using AkkaApiBench.Cli.Display;
using AkkaApiBench.Cli.Gateway;
using AkkaApiBench.Cli.Runs;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Cli.Commands;

/// <summary><c>apibench runs</c>: looks after the runs of a cluster.</summary>
internal static class RunsCommand
{
    private const string Description = """
        Shows, watches, pauses, resumes, cancels and deletes the runs of a cluster.

        Examples:
          apibench runs list --gateway http://127.0.0.1:8080
          apibench runs watch 20261124-170201-k3v9qa
          apibench runs pause 20261124-170201-k3v9qa
          apibench runs resume 20261124-170201-k3v9qa

        A run that is paused sends nothing new; what is in flight ends and counts. Its place goes to the next run. Resumed, it goes
        on with what remains, when its turn comes.

        Exit codes: 0 done; 1 the run does not stand where it could; 2 wrong usage; 3 the gateway could not be reached.
        """;

    private const string Watch = $"""
        Shows how a run goes, up to its end, and then its result. An interrupt ends the watching, and not the run.

        Examples:
          apibench runs watch 20261124-170201-k3v9qa --gateway http://127.0.0.1:8080
          apibench runs watch 20261124-170201-k3v9qa --json          a line of JSON for each event

        A lost connection is taken up again where it was lost. With --json each line is an object with "event" (progress, end or
        anomaly) and "data", which is what the event stream of the REST API has.

        {ExitCodes.Help}
        """;

    private const int MostListed = 500;

    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("runs", Description);
        command.Subcommands.Add(CreateList(surroundings));
        command.Subcommands.Add(CreateFor(surroundings, "show", "Shows how far a run is.", (gateway, run, stop) =>
            gateway.GetAsync(GatewayClient.PathOf(run, ""), ApiJson.Default.RunView, stop)));
        command.Subcommands.Add(CreateWatch(surroundings));
        command.Subcommands.Add(CreateOrder(surroundings, "pause", "Has a run send nothing more until it is resumed."));
        command.Subcommands.Add(CreateOrder(surroundings, "resume", "Lets a paused run go on when its turn comes."));
        command.Subcommands.Add(CreateOrder(surroundings, "cancel", "Ends a run in order, with the results so far."));
        command.Subcommands.Add(CreateDelete(surroundings));
        return command;
    }

    private static Command CreateList(Surroundings surroundings)
    {
        var command = new Command("list", "Lists runs, the newest first.\n\nExample:\n  apibench runs list --limit 20");
        var limit = new Option<int>("--limit")
        {
            Description = "How many at the most",
            HelpName = "N",
            DefaultValueFactory = _ => 50,
            CustomParser = result =>
            {
                if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is >= 1 and <= MostListed)
                    return value;
                result.AddError($"--limit: '{result.Tokens[0].Value}' is not allowed; allowed: a whole number from 1 to {MostListed}");
                return 0;
            },
        };
        var before = new Option<string?>("--before") { Description = "Only runs older than this one", HelpName = "ID" };
        command.Options.Add(limit);
        command.Options.Add(before);
        var options = new GatewayOptions().AddTo(command);
        command.SetAction((parsed, _) => options.ShowAsync(
            parsed,
            surroundings,
            (gateway, stop) => gateway.GetAsync(
                $"runs?limit={parsed.GetValue(limit)}{(parsed.GetValue(before) is { } run ? $"&before={Uri.EscapeDataString(run)}" : "")}", ApiJson.Default.RunListView, stop),
            ApiJson.Default.RunListView,
            TableOf));
        return command;
    }

    private static Command CreateOrder(Surroundings surroundings, string name, string what) => CreateFor(surroundings, name, what, (gateway, run, stop) =>
        gateway.PostAsync(GatewayClient.PathOf(run, $"/{name}"), ApiJson.Default.RunView, stop));

    private static Command CreateWatch(Surroundings surroundings)
    {
        var command = new Command("watch", Watch);
        var run = RunOf(command);
        var options = new GatewayOptions().AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            using var gateway = options.ClientOf(parsed, surroundings);
            var watch = new RunWatch(gateway, surroundings, options.ScreenOf(parsed, surroundings));
            return (int)(options.IsJson(parsed) ? await watch.TellAsync(parsed.GetRequiredValue(run)) : await watch.ShowAsync(parsed.GetRequiredValue(run)));
        });
        return command;
    }

    private static Command CreateDelete(Surroundings surroundings)
    {
        var command = new Command("delete", "Forgets a run that has ended, and its result.\n\nExample:\n  apibench runs delete 20261124-170201-k3v9qa");
        var run = RunOf(command);
        var options = new GatewayOptions().AddTo(command);
        command.SetAction((parsed, _) => options.TellAsync(
            parsed,
            surroundings,
            async (gateway, stop) =>
            {
                await gateway.DeleteAsync(GatewayClient.PathOf(parsed.GetRequiredValue(run), ""), stop);
                return new RunRemovedView(parsed.GetRequiredValue(run));
            },
            ApiJson.Default.RunRemovedView,
            removed => surroundings.Out.Writer.WriteLine($"{removed.RunId}: deleted")));
        return command;
    }

    private static Argument<string> RunOf(Command command)
    {
        var run = new Argument<string>("ID") { Description = "The run" };
        command.Arguments.Add(run);
        return run;
    }

    private static Command CreateFor(Surroundings surroundings, string name, string what, Func<GatewayClient, string, CancellationToken, Task<RunView>> ask)
    {
        var command = new Command(name, $"{what}\n\nExample:\n  apibench runs {name} 20261124-170201-k3v9qa");
        var run = RunOf(command);
        var options = new GatewayOptions().AddTo(command);
        command.SetAction((parsed, _) => options.ShowAsync(
            parsed, surroundings, (gateway, stop) => ask(gateway, parsed.GetRequiredValue(run), stop), ApiJson.Default.RunView, TableOf));
        return command;
    }

    private static ReportTable TableOf(RunListView page) => new(
        "runs",
        [new Column("run", IsNumber: false), new Column("status", IsNumber: false), new Column("submitted", IsNumber: false, Rank: 1), new Column("name", IsNumber: false)],
        [.. page.Runs.Select(run => (IReadOnlyList<Cell>)[new(run.RunId), new(StatusOf(run)), new(run.AcceptedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)), new(run.Name)])],
        page.Next is { } next ? $"There are more: --before {next}" : null);

    private static ReportTable TableOf(RunView run) => new(
        $"{run.RunId} {run.Name}: {StatusOf(run)}{(run.Reason is null ? "" : $" ({run.Reason})")}",
        [new Column("test", IsNumber: false), new Column("target", IsNumber: false), new Column("phase", IsNumber: false), new Column("done"), new Column("errors"), new Column("why", IsNumber: false, Rank: 1)],
        [.. (run.Tests ?? []).Select(test => (IReadOnlyList<Cell>)
        [
            new(test.Step is null ? test.Test : $"{test.Test} ({test.StepName()})"), new(test.Target), new(PhaseOf(test.Phase)), new(test.Amount()),
            new(Numbers.Whole(test.Failed), test.Failed > 0 ? Tone.Bad : Tone.Plain), new(test.Reason ?? ""),
        ])]);

    private static string StatusOf(RunView run) => run.Status.Name().Replace('_', ' ');

    private static string PhaseOf(TestPhase phase) => phase is TestPhase.WarmingUp ? "warming up" : phase.ToString().ToLowerInvariant();
}
