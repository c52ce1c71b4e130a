using System.CommandLine;
using AkkaApiBench.Cli.Display;
using AkkaApiBench.Cli.Gateway;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Cli.Commands;

/// <summary><c>apibench monitors</c>: looks after the monitors of a cluster.</summary>
internal static class MonitorsCommand
{
    private const string Description = """
        Has plans run on schedules, within what they may spend, and shows what became of it.

        Examples:
          apibench monitors create nightly-monitor.yaml --gateway http://127.0.0.1:8080
          apibench monitors list
          apibench monitors history nightly

        Exit codes: 0 done; 1 the monitor does not stand where it could; 2 wrong usage; 3 the gateway could not be reached.
        """;

    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("monitors", Description);
        command.Subcommands.Add(CreateList(surroundings));
        command.Subcommands.Add(CreateFor(surroundings, "show", "Shows a monitor, with its objectives.", (gateway, path, stop) => gateway.GetAsync(path, ApiJson.Default.MonitorView, stop)));
        command.Subcommands.Add(CreateSave(surroundings));
        command.Subcommands.Add(CreateOrder(surroundings, "enable", "Has a monitor fire by its schedule."));
        command.Subcommands.Add(CreateOrder(surroundings, "disable", "Has a monitor fire by hand only."));
        command.Subcommands.Add(CreateOrder(surroundings, "run", "Fires a monitor now, within what it may spend."));
        command.Subcommands.Add(CreateDelete(surroundings));
        command.Subcommands.Add(CreateHistory(surroundings));
        command.Subcommands.Add(CreateNext(surroundings));
        return command;
    }

    private static Command CreateList(Surroundings surroundings)
    {
        var command = new Command("list", "Lists monitors.\n\nExample:\n  apibench monitors list");
        var options = new GatewayOptions().AddTo(command);
        command.SetAction((parsed, _) => options.ShowAsync(
            parsed, surroundings, (gateway, stop) => gateway.GetAsync("monitors?limit=500", ApiJson.Default.MonitorListView, stop), ApiJson.Default.MonitorListView, TableOf));
        return command;
    }

    private static Command CreateSave(Surroundings surroundings)
    {
        var command = new Command("create", "Makes a monitor from a file, or replaces the one of the same --id.\n\nExample:\n  apibench monitors create nightly-monitor.yaml --id nightly");
        var file = new Argument<string>("FILE") { Description = "The monitor: YAML or JSON" };
        var id = new Option<string?>("--id") { Description = "Its identifier; one that is there is replaced [default: from its name, which must be new]", HelpName = "ID" };
        command.Arguments.Add(file);
        command.Options.Add(id);
        var options = new GatewayOptions().AddTo(command);
        command.SetAction((parsed, _) => options.ShowAsync(
            parsed,
            surroundings,
            async (gateway, stop) =>
            {
                var text = await ReadAsync(surroundings, parsed.GetRequiredValue(file), stop);
                return parsed.GetValue(id) is { } own
                    ? await gateway.SendAsync(HttpMethod.Put, PathOf(own), text, ApiJson.Default.MonitorView, stop)
                    : await gateway.SendAsync(HttpMethod.Post, "monitors", text, ApiJson.Default.MonitorView, stop);
            },
            ApiJson.Default.MonitorView,
            TableOf));
        return command;
    }

    private static Command CreateDelete(Surroundings surroundings)
    {
        var (command, id, options) = CreateOf("delete", "Forgets a monitor, and shows it once more; a run of it goes on.");
        command.SetAction((parsed, _) => options.TellAsync(
            parsed,
            surroundings,
            async (gateway, stop) =>
            {
                var path = PathOf(parsed.GetRequiredValue(id));
                var monitor = await gateway.GetAsync(path, ApiJson.Default.MonitorView, stop);
                await gateway.DeleteAsync(path, stop);
                return monitor;
            },
            ApiJson.Default.MonitorView,
            monitor => surroundings.Out.Writer.WriteLine($"{monitor.MonitorId} {monitor.Name}: forgotten")));
        return command;
    }

    private static Command CreateHistory(Surroundings surroundings)
    {
        var (command, id, options) = CreateOf("history", "Shows the last firings of a monitor, the newest first.");
        command.SetAction((parsed, _) => options.ShowAsync(
            parsed,
            surroundings,
            (gateway, stop) => gateway.GetAsync($"{PathOf(parsed.GetRequiredValue(id))}/history", ApiJson.Default.FiringListView, stop),
            ApiJson.Default.FiringListView,
            TableOf));
        return command;
    }

    private static Command CreateNext(Surroundings surroundings)
    {
        var (command, id, options) = CreateOf("next", "Tells when a monitor fires next.");
        command.SetAction((parsed, _) => options.TellAsync(
            parsed,
            surroundings,
            (gateway, stop) => gateway.GetAsync($"{PathOf(parsed.GetRequiredValue(id))}/next", ApiJson.Default.NextFiringsView, stop),
            ApiJson.Default.NextFiringsView,
            next =>
            {
                foreach (var firing in next.Firings)
                    surroundings.Out.Writer.WriteLine(Cells.Moment(firing.At ?? firing.Due));
            }));
        return command;
    }

    private static Command CreateOrder(Surroundings surroundings, string name, string what) => CreateFor(surroundings, name, what, (gateway, path, stop) =>
        gateway.PostAsync($"{path}/{name}", ApiJson.Default.MonitorView, stop));

    private static Command CreateFor(Surroundings surroundings, string name, string what, Func<GatewayClient, string, CancellationToken, Task<MonitorView>> ask)
    {
        var (command, id, options) = CreateOf(name, what);
        command.SetAction((parsed, _) => options.ShowAsync(
            parsed, surroundings, (gateway, stop) => ask(gateway, PathOf(parsed.GetRequiredValue(id)), stop), ApiJson.Default.MonitorView, TableOf));
        return command;
    }

    private static (Command Command, Argument<string> Id, GatewayOptions Options) CreateOf(string name, string what)
    {
        var command = new Command(name, $"{what}\n\nExample:\n  apibench monitors {name} nightly");
        var id = new Argument<string>("ID") { Description = "The monitor" };
        command.Arguments.Add(id);
        return (command, id, new GatewayOptions().AddTo(command));
    }

    private static async Task<string> ReadAsync(Surroundings surroundings, string name, CancellationToken cancellation)
    {
        try
        {
            return await File.ReadAllTextAsync(surroundings.PathOf(name), cancellation);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CliException.Usage($"FILE: '{name}' cannot be read: {error.Message}");
        }
    }

    private static string PathOf(string id) => $"monitors/{Uri.EscapeDataString(id)}";

    private static ReportTable TableOf(MonitorListView list) => new(
        "monitors",
        [
            new Column("monitor", IsNumber: false), new Column("schedule", IsNumber: false, Rank: 1), new Column("next", IsNumber: false), new Column("last", IsNumber: false),
            new Column("this month (USD)", Rank: 2), new Column("name", IsNumber: false, Rank: 3),
        ],
        [.. list.Monitors.Select(monitor => (IReadOnlyList<Cell>)
        [
            new(monitor.MonitorId), new($"{monitor.Schedule.Cron} {monitor.Schedule.TimeZone}"), new(NextOf(monitor)), CellOf(monitor.Last),
            new(Numbers.Short((double)monitor.Spend.ThisMonthUsd)), new(monitor.Name),
        ])]);

    private static ReportTable TableOf(MonitorView monitor) => new(
        $"{monitor.MonitorId} {monitor.Name}: {monitor.Schedule.Cron} {monitor.Schedule.TimeZone}, next {NextOf(monitor)}, last {CellOf(monitor.Last).Text}",
        [new Column("objective", IsNumber: false), new Column("good"), new Column("all"), new Column("budget left (%)"), new Column("burning", IsNumber: false)],
        [.. monitor.Slos.Select(slo => (IReadOnlyList<Cell>)
        [
            new(slo.Name), new(Numbers.Whole(slo.Good)), new(Numbers.Whole(slo.Total)), new(Numbers.Percent(slo.BudgetLeft), slo.BudgetLeft < 0 ? Tone.Bad : Tone.Plain),
            new(slo.Burning is { } urgency ? Words(urgency) : "no", slo.Burning is null ? Tone.Plain : Tone.Bad),
        ])],
        string.Join(", ", monitor.Uptime.Where(one => one.Share is not null).Select(one => $"{one.Window}: {Numbers.Percent(one.Share!.Value)} % of {Numbers.Whole(one.Judged)} passed")));

    private static ReportTable TableOf(FiringListView list) => new(
        list.MonitorId,
        [
            new Column("due", IsNumber: false), new Column("status", IsNumber: false), new Column("run", IsNumber: false), new Column("latency p95 (ms)", Rank: 1),
            new Column("cost (USD)", Rank: 2), new Column("why", IsNumber: false, Rank: 3),
        ],
        [.. list.Firings.Select(firing => (IReadOnlyList<Cell>)
        [
            new(Cells.Moment(firing.Due)), CellOf(firing), new(firing.RunId ?? Numbers.None), new(firing.LatencyP95Ms is { } latency ? Numbers.Short(latency) : Numbers.None),
            new(firing.CostUsd is { } cost ? Numbers.Short((double)cost) : Numbers.None), new(firing.Reason ?? ""),
        ])]);

    private static string NextOf(MonitorView monitor) => !monitor.Enabled ? "by hand" : monitor.NextAt is { } next ? Cells.Moment(next) : Numbers.None;

    private static Cell CellOf(FiringView? firing) => firing is null ? new Cell(Numbers.None)
        : new Cell(Words(firing.Status), firing.Status is Messages.Monitors.FiringStatus.Failed ? Tone.Bad : Tone.Plain);

    private static string Words<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()).Replace('_', ' ');
}
