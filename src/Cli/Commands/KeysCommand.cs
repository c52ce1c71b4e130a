using System.CommandLine;
using System.Text.Json.Nodes;
using AkkaApiBench.Cli.Display;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Cli.Commands;

/// <summary><c>apibench keys</c>: looks after the keys to a cluster's REST API.</summary>
internal static class KeysCommand
{
    private const string Description = """
        Looks after the keys to the REST API of a cluster. It takes the key of an administrator.

        Examples:
          apibench keys create ci --role operator --expires-in 720h
          apibench keys rotate 3kq8zd1m --overlap 24h --gateway https://bench.example.com

        A new key is shown once. If its answer was lost, it is in the list all the same: revoke it, and make another.
        Exit codes: 0 done; 1 it could not be done; 2 wrong usage; 3 the gateway could not be reached.
        """;

    public static Command Create(Surroundings surroundings)
    {
        var command = new Command("keys", Description);
        command.Subcommands.Add(CreateList(surroundings));
        command.Subcommands.Add(CreateCreate(surroundings));
        command.Subcommands.Add(CreateRotate(surroundings));
        command.Subcommands.Add(CreateRevoke(surroundings));
        return command;
    }

    private static Command CreateList(Surroundings surroundings)
    {
        var command = new Command("list", "Lists the keys, without what makes them keys.\n\nExample:\n  apibench keys list");
        var options = new GatewayOptions().AddTo(command);
        command.SetAction((parsed, _) => options.ShowAsync(
            parsed, surroundings, (gateway, stop) => gateway.GetAsync("keys", ApiJson.Default.KeyListView, stop), ApiJson.Default.KeyListView, TableOf));
        return command;
    }

    private static Command CreateCreate(Surroundings surroundings)
    {
        var command = new Command("create", "Makes a key.\n\nExample:\n  apibench keys create ci --role operator --expires-in 720h");
        var name = new Argument<string>("NAME") { Description = "What it is for" };
        var role = new Option<string>("--role") { Description = "What it may do: viewer, operator or admin", HelpName = "ROLE", Required = true };
        var life = new Option<string?>("--expires-in") { Description = "How long it is valid, such as 12h or 90d [default: for ever]", HelpName = "TIME" };
        command.Arguments.Add(name);
        command.Options.Add(role);
        command.Options.Add(life);
        return MakesKey(command, surroundings, parsed => ("keys", [("name", parsed.GetValue(name)), ("role", parsed.GetValue(role)), ("expires_in", parsed.GetValue(life))]));
    }

    private static Command CreateRotate(Surroundings surroundings)
    {
        var command = new Command("rotate", "Makes a key that takes the place of another; for some time both are valid.\n\nExample:\n  apibench keys rotate 3kq8zd1m --overlap 24h");
        var id = IdOf(command);
        var overlap = new Option<string?>("--overlap") { Description = "How long the old one is valid, such as 0s or 24h [default: the gateway's]", HelpName = "TIME" };
        command.Options.Add(overlap);
        return MakesKey(command, surroundings, parsed => ($"{PathOf(parsed.GetRequiredValue(id))}/rotate", [("overlap", parsed.GetValue(overlap))]));
    }

    private static Command CreateRevoke(Surroundings surroundings)
    {
        var command = new Command("revoke", "Ends a key now.\n\nExample:\n  apibench keys revoke 3kq8zd1m");
        var id = IdOf(command);
        var options = new GatewayOptions().AddTo(command);
        command.SetAction((parsed, _) => options.TellAsync(
            parsed,
            surroundings,
            async (gateway, stop) =>
            {
                var list = await gateway.GetAsync("keys", ApiJson.Default.KeyListView, stop);
                await gateway.DeleteAsync(PathOf(parsed.GetRequiredValue(id)), stop);
                return new KeyListView([.. list.Keys.Where(key => key.Id == parsed.GetRequiredValue(id))]);
            },
            ApiJson.Default.KeyListView,
            revoked => surroundings.Out.Writer.WriteLine($"{parsed.GetRequiredValue(id)} {string.Join(", ", revoked.Keys.Select(key => key.Name))}: revoked")));
        return command;
    }

    private static Command MakesKey(Command command, Surroundings surroundings, Func<ParseResult, (string Path, (string Name, string? Value)[] Fields)> request)
    {
        var options = new GatewayOptions().AddTo(command);
        command.SetAction((parsed, _) => options.TellAsync(
            parsed,
            surroundings,
            (gateway, stop) =>
            {
                var (path, fields) = request(parsed);
                var body = new JsonObject(fields.Where(field => field.Value is not null).Select(field => KeyValuePair.Create<string, JsonNode?>(field.Name, field.Value)));
                return gateway.SendAsync(HttpMethod.Post, path, body.ToJsonString(), ApiJson.Default.NewKeyView, stop);
            },
            ApiJson.Default.NewKeyView,
            made =>
            {
                // So that what is captured is the key, and nothing else.
                surroundings.Error.Writer.WriteLine($"The key of {made.Key.Id} '{made.Key.Name}' ({RoleOf(made.Key)}, {EndOf(made.Key)}), shown this once:");
                surroundings.Out.Writer.WriteLine(made.Secret);
            }));
        return command;
    }

    private static Argument<string> IdOf(Command command)
    {
        var id = new Argument<string>("KEY") { Description = "Its identifier, as 'apibench keys list' shows it" };
        command.Arguments.Add(id);
        return id;
    }

    private static string PathOf(string id) => $"keys/{Uri.EscapeDataString(id)}";

    private static ReportTable TableOf(KeyListView list) => new(
        "keys",
        [
            new Column("key", IsNumber: false), new Column("name", IsNumber: false), new Column("role", IsNumber: false), new Column("ends", IsNumber: false),
            new Column("made", IsNumber: false, Rank: 1), new Column("by", IsNumber: false, Rank: 2), new Column("successor", IsNumber: false, Rank: 3),
        ],
        [.. list.Keys.Select(key => (IReadOnlyList<Cell>)
        [
            new(key.Id), new(key.Name), new(RoleOf(key)), new(EndOf(key)), new(Cells.Moment(key.CreatedAt)), new(key.CreatedBy), new(key.Successor ?? ""),
        ])]);

    private static string RoleOf(KeyView key) => key.Role.ToString().ToLowerInvariant();

    private static string EndOf(KeyView key) => key.ExpiresAt is { } end ? $"until {Cells.Moment(end)}" : "without an end";
}
