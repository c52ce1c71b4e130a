using System.CommandLine;
using AkkaApiBench.Cli.Display;
using AkkaApiBench.Cli.Gateway;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Cli.Commands;

/// <summary><c>apibench anomalies</c>: what went wrong at a target.</summary>
internal static class AnomaliesCommand
{
    private const string Description = """
        Shows what went wrong at a target: when, what was expected there and what was measured. `detect` finds anomalies in a file.

        Examples:
          apibench anomalies --gateway http://127.0.0.1:8080 --target openai/gpt-4o-mini
          apibench anomalies --gateway http://127.0.0.1:8080 --target openai/gpt-4o-mini --since 2026-11-24T00:00:00Z --severity HIGH --json

        Exit codes: 0 done, with anomalies or without; 1 the gateway could not tell; 2 wrong usage; 3 the gateway could not be reached.
        """;

    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("anomalies", Description);
        var target = new Option<string>("--target") { Description = "The target's identity, as /api/v1/targets lists it", HelpName = "TARGET", Required = true };
        var since = new Option<string?>("--since") { Description = "Not what ended before, such as 2026-11-24T17:00:00Z [default: all]", HelpName = "TIME" };
        var until = new Option<string?>("--until") { Description = "Not what began later", HelpName = "TIME" };
        var kind = new Option<string?>("--kind") { Description = "Only these, with commas between, such as latency_spike [default: all]", HelpName = "KINDS" };
        var severity = new Option<string?>("--severity") { Description = "The least severity: LOW, MEDIUM, HIGH or CRITICAL [default: LOW]", HelpName = "SEVERITY" };
        foreach (var option in new Option[] { target, since, until, kind, severity })
            command.Options.Add(option);
        var options = new GatewayOptions().AddTo(command);
        command.SetAction((parsed, _) => options.ShowAsync(
            parsed,
            surroundings,
            (gateway, stop) => gateway.GetAsync(
                Query.Of(
                    "anomalies", ("target", parsed.GetValue(target)), ("since", parsed.GetValue(since)), ("until", parsed.GetValue(until)), ("kind", parsed.GetValue(kind)),
                    ("severity", parsed.GetValue(severity))),
                ApiJson.Default.AnomalyListView, stop),
            ApiJson.Default.AnomalyListView,
            TableOf));
        return command;
    }

    private static ReportTable TableOf(AnomalyListView list) => new(
        $"anomalies of {list.Target}",
        [
            new Column("since", IsNumber: false), new Column("until", IsNumber: false), new Column("severity", IsNumber: false), new Column("what", IsNumber: false), new Column("metric", IsNumber: false),
            new Column("expected", Rank: 1), new Column("measured", Rank: 1), new Column("confidence", Rank: 2),
        ],
        [.. list.Anomalies.Select(anomaly => (IReadOnlyList<Cell>)
        [
            new(Cells.Moment(anomaly.Start)), new(anomaly.End is { } end ? Cells.Moment(end) : "it lasts", anomaly.End is null ? Tone.Bad : Tone.Plain), Cells.Of(anomaly.Severity),
            new(AnomalyNames.Of(anomaly.Kind).Replace('_', ' ')), new(anomaly.Metric),
            new(Numbers.Short(anomaly.Expected)), new(Numbers.Short(anomaly.Observed)), new(Numbers.Short(anomaly.Confidence)),
        ])],
        list.Anomalies.Count == 0 ? "Nothing is known to have gone wrong." : null);
}
