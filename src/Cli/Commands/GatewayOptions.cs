using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AkkaApiBench.Cli.Display;
using AkkaApiBench.Cli.Gateway;

namespace AkkaApiBench.Cli.Commands;

/// <summary>The flags of commands that ask a gateway, and what they do with its answer.</summary>
internal sealed class GatewayOptions
{
    private const string Variable = "APIBENCH_GATEWAY";
    private const string Usual = "http://127.0.0.1:8080";

    private readonly Option<string?> _gateway = new("--gateway") { Description = $"The gateway [default: ${Variable}, else {Usual}]", HelpName = "URL" };
    private readonly GatewayKey _key = new();
    private readonly Option<bool> _json = new("--json") { Description = "Write the answer as JSON to standard output" };
    private readonly Option<bool> _noColor = new("--no-color") { Description = "Plain text (so does NO_COLOR)" };

    /// <summary>The flag that names the gateway.</summary>
    public Option Gateway => _gateway;

    /// <summary>Adds the flags to a command, after its own.</summary>
    public GatewayOptions AddTo(Command command)
    {
        foreach (Option option in new Option[] { _gateway, _key.Option, _json, _noColor })
            command.Options.Add(option);
        return this;
    }

    /// <summary>True when the answer is to be JSON.</summary>
    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    /// <summary>The screen that the user asked for.</summary>
    public Screen ScreenOf(ParseResult parsed, Surroundings surroundings) => new(surroundings, IsJson(parsed), parsed.GetValue(_noColor));

    /// <summary>The gateway that the user named; the caller's to dispose of.</summary>
    /// <exception cref="CliException">It is not a URL, or there is no key where it should be.</exception>
    public GatewayClient ClientOf(ParseResult parsed, Surroundings surroundings) => new(
        GatewayUrl.Parse(parsed.GetValue(_gateway) ?? surroundings.Variable(Variable) ?? Usual, parsed.GetValue(_gateway) is null ? Variable : _gateway.Name),
        _key.Of(parsed, surroundings), surroundings.Patience, surroundings.Time);

    /// <summary>Asks the gateway and shows the answer.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="surroundings">Where it is shown.</param>
    /// <param name="ask">Asks.</param>
    /// <param name="type">How the answer is written as JSON.</param>
    /// <param name="table">The answer as people see it.</param>
    public Task<int> ShowAsync<T>(
        ParseResult parsed, Surroundings surroundings, Func<GatewayClient, CancellationToken, Task<T>> ask, JsonTypeInfo<T> type, Func<T, ReportTable> table) =>
        TellAsync(
            parsed, surroundings, ask, type,
            answer => ScreenReport.Show(Consoles.Of(surroundings.Out, parsed.GetValue(_noColor) || surroundings.HasVariable("NO_COLOR")), table(answer)));

    /// <summary>Asks the gateway and tells the answer.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="surroundings">Where it is told.</param>
    /// <param name="ask">Asks.</param>
    /// <param name="type">How the answer is written as JSON.</param>
    /// <param name="tell">Writes the answer for people.</param>
    public async Task<int> TellAsync<T>(
        ParseResult parsed, Surroundings surroundings, Func<GatewayClient, CancellationToken, Task<T>> ask, JsonTypeInfo<T> type, Action<T> tell)
    {
        using var gateway = ClientOf(parsed, surroundings);
        var answer = await ask(gateway, surroundings.Interrupts.Stop);
        if (parsed.GetValue(_json))
            await surroundings.Out.Writer.WriteLineAsync(JsonSerializer.Serialize(answer, type));
        else
            tell(answer);
        return (int)ExitCode.Done;
    }
}
