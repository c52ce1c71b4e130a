using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AkkaApiBench.Cli.Display;
using AkkaApiBench.Cli.Gateway;
using AkkaApiBench.Messages.Alerts;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Cli.Commands;

/// <summary><c>apibench alerts</c>: shows what is wrong, and who is told of it.</summary>
internal static partial class AlertsCommand
{
    private const string Description = """
        Shows what is wrong in a cluster, takes care of it, and says who need not be told.

        Examples:
          apibench alerts list --state firing --gateway http://127.0.0.1:8080
          apibench alerts ack 1795521600000-5d41402abc4b2a76 --note 'The provider knows of it.'
          apibench alerts silence 'target=~openai/.*' --for 2h

        Exit codes: 0 done; 1 it could not be done, or a message was not delivered; 2 wrong usage; 3 the gateway could not be reached.
        """;

    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("alerts", Description);
        command.Subcommands.Add(CreateList(surroundings));
        command.Subcommands.Add(CreateShow(surroundings));
        command.Subcommands.Add(CreateAcknowledge(surroundings));
        command.Subcommands.Add(CreateSilence(surroundings));
        command.Subcommands.Add(CreateSilences(surroundings));
        command.Subcommands.Add(CreateExpire(surroundings));
        command.Subcommands.Add(CreateTest(surroundings));
        return command;
    }

    private static Command CreateList(Surroundings surroundings)
    {
        var command = new Command("list", "Lists alerts, the newest first.\n\nExample:\n  apibench alerts list --state firing,acknowledged --severity HIGH");
        var state = new Option<string?>("--state") { Description = "Only these, with commas between: pending, firing, acknowledged, silenced, resolved [default: all]", HelpName = "STATES" };
        var severity = new Option<string?>("--severity") { Description = "The least severity: LOW, MEDIUM, HIGH or CRITICAL [default: LOW]", HelpName = "SEVERITY" };
        var target = new Option<string?>("--target") { Description = "Only of such targets; * stands for any characters", HelpName = "PATTERN" };
        var before = new Option<string?>("--before") { Description = "Only what comes after this alert in the list", HelpName = "ID" };
        foreach (var option in new[] { state, severity, target, before })
            command.Options.Add(option);
        var options = new GatewayOptions().AddTo(command);
        command.SetAction((parsed, _) => options.ShowAsync(
            parsed,
            surroundings,
            (gateway, stop) => gateway.GetAsync(
                Query.Of("alerts", ("state", parsed.GetValue(state)), ("severity", parsed.GetValue(severity)), ("target", parsed.GetValue(target)), ("before", parsed.GetValue(before))),
                ApiJson.Default.AlertListView, stop),
            ApiJson.Default.AlertListView,
            TableOf));
        return command;
    }

    private static Command CreateShow(Surroundings surroundings)
    {
        var (command, id, options) = CreateOf("show", "Shows an alert with what happened to it.", "ALERT", "1795521600000-5d41402abc4b2a76");
        command.SetAction((parsed, _) => options.ShowAsync(
            parsed, surroundings, (gateway, stop) => gateway.GetAsync(PathOf("alerts", parsed.GetRequiredValue(id)), ApiJson.Default.AlertView, stop), ApiJson.Default.AlertView, TableOf));
        return command;
    }

    private static Command CreateAcknowledge(Surroundings surroundings)
    {
        var command = new Command("ack", "Takes care of an alert: it is not told again.\n\nExample:\n  apibench alerts ack 1795521600000-5d41402abc4b2a76 --note 'The provider knows of it.'");
        var id = new Argument<string>("ALERT") { Description = "Its identifier" };
        var note = new Option<string?>("--note") { Description = "What others should know", HelpName = "TEXT" };
        command.Arguments.Add(id);
        command.Options.Add(note);
        var options = new GatewayOptions().AddTo(command);
        command.SetAction((parsed, _) => options.ShowAsync(
            parsed,
            surroundings,
            (gateway, stop) => gateway.SendAsync(
                HttpMethod.Post, $"{PathOf("alerts", parsed.GetRequiredValue(id))}/acknowledge", TextOf(("by", Environment.UserName), ("note", parsed.GetValue(note))), ApiJson.Default.AlertView, stop),
            ApiJson.Default.AlertView,
            TableOf));
        return command;
    }

    private static Command CreateSilence(Surroundings surroundings)
    {
        var command = new Command("silence", "Has alerts not be told for some time.\n\nExample:\n  apibench alerts silence 'target=~openai/.*' severity=LOW --for 2h --comment 'maintenance'");
        var matchers = new Argument<string[]>("MATCHER")
        {
            Description = "What must be so, all of it: LABEL=VALUE, LABEL!=VALUE, LABEL=~REGEX or LABEL!~REGEX", Arity = ArgumentArity.OneOrMore,
        };
        var length = new Option<string>("--for") { Description = "How long, such as 30m, 2h or 7d", HelpName = "TIME", Required = true };
        var comment = new Option<string?>("--comment") { Description = "Why", HelpName = "TEXT" };
        command.Arguments.Add(matchers);
        command.Options.Add(length);
        command.Options.Add(comment);
        var options = new GatewayOptions().AddTo(command);
        command.SetAction((parsed, _) =>
        {
            var body = JsonNode.Parse(TextOf(("duration", parsed.GetRequiredValue(length)), ("comment", parsed.GetValue(comment)), ("created_by", Environment.UserName)))!;
            body["matchers"] = new JsonArray([.. parsed.GetRequiredValue(matchers).Select(MatcherOf)]);
            return options.ShowAsync(
                parsed, surroundings, (gateway, stop) => gateway.SendAsync(HttpMethod.Post, "silences", body.ToJsonString(), ApiJson.Default.SilenceView, stop), ApiJson.Default.SilenceView, TableOf);
        });
        return command;
    }

    private static Command CreateSilences(Surroundings surroundings)
    {
        var command = new Command("silences", "Lists silences, those that end last first.\n\nExample:\n  apibench alerts silences");
        var options = new GatewayOptions().AddTo(command);
        command.SetAction((parsed, _) => options.ShowAsync(
            parsed, surroundings, (gateway, stop) => gateway.GetAsync("silences", ApiJson.Default.SilenceListView, stop), ApiJson.Default.SilenceListView, list => TableOf("silences", list.Silences)));
        return command;
    }

    private static Command CreateExpire(Surroundings surroundings)
    {
        var (command, id, options) = CreateOf("expire", "Ends a silence now.", "SILENCE", "20261124-120000-9f86d0");
        command.SetAction((parsed, _) => options.ShowAsync(
            parsed, surroundings, (gateway, stop) => gateway.DeleteAsync(PathOf("silences", parsed.GetRequiredValue(id)), ApiJson.Default.SilenceView, stop), ApiJson.Default.SilenceView, TableOf));
        return command;
    }

    private static Command CreateTest(Surroundings surroundings)
    {
        var (command, channel, options) = CreateOf("test", "Sends a message through a channel now.", "CHANNEL", "team");
        command.SetAction(async (parsed, _) =>
        {
            var isDelivered = false;
            var code = await options.TellAsync(
                parsed,
                surroundings,
                async (gateway, stop) =>
                {
                    var tested = await gateway.PostAsync(Query.Of("alerts/test", ("channel", parsed.GetRequiredValue(channel))), ApiJson.Default.ChannelTestView, stop);
                    isDelivered = tested.Delivered;
                    return tested;
                },
                ApiJson.Default.ChannelTestView,
                tested => surroundings.Out.Writer.WriteLine(
                    $"{tested.Channel}: {(tested.Delivered ? "delivered" : tested.WouldRetry ? "not delivered; an alert would be tried again" : "refused")} ({tested.Detail})"));
            return isDelivered ? code : (int)ExitCode.Failed;
        });
        return command;
    }

    private static (Command Command, Argument<string> Id, GatewayOptions Options) CreateOf(string name, string what, string argument, string example)
    {
        var command = new Command(name, $"{what}\n\nExample:\n  apibench alerts {name} {example}");
        var id = new Argument<string>(argument) { Description = argument == "CHANNEL" ? "Its name in the configuration" : "Its identifier" };
        command.Arguments.Add(id);
        return (command, id, new GatewayOptions().AddTo(command));
    }

    private static JsonNode MatcherOf(string text) => Matcher().Match(text) is { Success: true } match
        ? new JsonObject
        {
            ["name"] = match.Groups["name"].Value,
            ["value"] = match.Groups["value"].Value,
            ["is_regex"] = match.Groups["sign"].Value.EndsWith('~'),
            ["is_equal"] = match.Groups["sign"].Value[0] == '=',
        }
        : throw CliException.Usage($"MATCHER: '{text}' is not allowed; allowed: LABEL=VALUE, LABEL!=VALUE, LABEL=~REGEX or LABEL!~REGEX");

    private static string TextOf(params (string Name, string? Value)[] fields) =>
        new JsonObject(fields.Where(field => field.Value is not null).Select(field => KeyValuePair.Create<string, JsonNode?>(field.Name, field.Value))).ToJsonString();

    private static string PathOf(string what, string id) => $"{what}/{Uri.EscapeDataString(id)}";

    private static ReportTable TableOf(AlertListView list) => new(
        "alerts",
        [
            new Column("alert", IsNumber: false), new Column("state", IsNumber: false), new Column("severity", IsNumber: false), new Column("since", IsNumber: false, Rank: 1),
            new Column("rule", IsNumber: false, Rank: 3), new Column("what", IsNumber: false, Rank: 2),
        ],
        [.. list.Alerts.Select(alert => (IReadOnlyList<Cell>)
        [
            new(alert.AlertId), CellOf(alert.State), Cells.Of(alert.Severity), new(Cells.Moment(alert.StartsAt)), new(alert.Rule), new(alert.Summary),
        ])],
        list.Next is { } next ? $"There are more: --before {next}" : null);

    private static ReportTable TableOf(AlertView alert) => new(
        $"{alert.AlertId} {Words(alert.State)} {AnomalyNames.Of(alert.Severity)}: {alert.Summary}",
        [new Column("when", IsNumber: false), new Column("what happened", IsNumber: false), new Column("more", IsNumber: false, Rank: 1)],
        [.. (alert.History ?? []).Select(moment => (IReadOnlyList<Cell>)[new(Cells.Moment(moment.At)), new(moment.What), new(moment.Detail ?? "")])],
        string.Join(", ", alert.Labels.Select(label => $"{label.Key}={label.Value}")));

    private static ReportTable TableOf(SilenceView silence) => TableOf("silence", [silence]);

    private static ReportTable TableOf(string title, IReadOnlyList<SilenceView> silences) => new(
        title,
        [
            new Column("silence", IsNumber: false), new Column("state", IsNumber: false), new Column("matches", IsNumber: false), new Column("until", IsNumber: false),
            new Column("by", IsNumber: false, Rank: 1), new Column("why", IsNumber: false, Rank: 2),
        ],
        [.. silences.Select(silence => (IReadOnlyList<Cell>)
        [
            new(silence.SilenceId), new(Words(silence.State)), new(string.Join(", ", silence.Matchers)), new(Cells.Moment(silence.EndsAt)), new(silence.CreatedBy), new(silence.Comment),
        ])]);

    private static Cell CellOf(AlertState state) => new(Words(state), state is AlertState.Firing ? Tone.Bad : state is AlertState.Resolved ? Tone.Good : Tone.Plain);

    private static string Words<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()).Replace('_', ' ');

    [GeneratedRegex("^(?<name>[A-Za-z_][A-Za-z0-9_]*)(?<sign>=~|!~|!=|=)(?<value>.*)$", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Matcher();
}
