using System.CommandLine;
using AkkaApiBench.Cli.Display;
using AkkaApiBench.Cli.Gateway;
using AkkaApiBench.Cli.Outputs.Records;
using AkkaApiBench.Cli.Sites;
using AkkaApiBench.Providers.Keys;

namespace AkkaApiBench.Cli.Commands;

/// <summary>The flags that several commands share; a set a command.</summary>
internal sealed class Options
{
    private const string LogLevelName = "--log-level";
    private static readonly string[] LogLevels = ["trace", "debug", "information", "warning", "error"];

    private readonly Option<bool> _json = new("--json") { Description = "Write the result as JSON to standard output, and all else to standard error" };
    private readonly Option<bool> _noColor = new("--no-color") { Description = "Plain text: no colours, no moving bars (so does NO_COLOR)" };

    private readonly Option<string?> _gateway = new("--gateway")
    {
        Description = "Run on a cluster through its gateway, instead of in this process",
        HelpName = "URL",
    };

    private readonly GatewayKey _key = new();

    private readonly Option<string?> _outputDirectory = new("--output-dir")
    {
        Description = "Where result.json, requests.jsonl, summary.md, junit.xml and report.html go; earlier ones there are replaced [default: results/RUN_ID]",
        HelpName = "DIR",
    };

    private readonly Option<string> _format = new("--format")
    {
        Description = "The format of the records of requests in the output directory",
        HelpName = string.Join('|', RecordFormat.All.Select(format => format.Name)),
        DefaultValueFactory = _ => RecordFormat.Jsonl.Name,
    };

    private readonly Option<string> _dataDirectory = new("--data-dir")
    {
        Description = "Where runs in this process are recorded, one process at a time",
        HelpName = "DIR",
        DefaultValueFactory = _ => ".apibench",
    };

    private readonly Option<string> _logLevel = new(LogLevelName)
    {
        Description = "The least severe events to log",
        HelpName = string.Join('|', LogLevels),
        DefaultValueFactory = _ => "warning",
    };

    private readonly Option<string?> _logFile = new("--log-file")
    {
        Description = "Where the log goes [default: apibench.log in the data directory]",
        HelpName = "FILE",
    };

    /// <summary>Adds the flags to a command, after its own.</summary>
    public Options AddTo(Command command)
    {
        _logLevel.AcceptOnlyFromAmong(LogLevels);
        _format.AcceptOnlyFromAmong([.. RecordFormat.All.Select(format => format.Name)]);
        foreach (Option option in new Option[] { _gateway, _key.Option, _outputDirectory, _format, _dataDirectory, _logLevel, _logFile, _json, _noColor })
            command.Options.Add(option);
        return this;
    }

    /// <summary>True for a flag that says how things are shown, and nothing of what is done.</summary>
    public bool IsOfScreen(Option option) => option == _json || option == _noColor;

    /// <summary>The screen that the user asked for.</summary>
    public Screen ScreenOf(ParseResult parsed, Surroundings surroundings) =>
        new(surroundings, parsed.GetValue(_json), parsed.GetValue(_noColor));

    /// <summary>The gateway named; null without.</summary>
    /// <exception cref="CliException">It is not a URL.</exception>
    public Uri? GatewayOf(ParseResult parsed) => parsed.GetValue(_gateway) is { } text ? GatewayUrl.Parse(text, _gateway.Name) : null;

    /// <summary>The key to the gateway.</summary>
    public ApiKey KeyOf(ParseResult parsed, Surroundings surroundings) => _key.Of(parsed, surroundings);

    /// <summary>Where the results go; null for the default.</summary>
    public string? OutputDirectoryOf(ParseResult parsed) => parsed.GetValue(_outputDirectory);

    /// <summary>The format of the records of requests.</summary>
    public RecordFormat RecordsOf(ParseResult parsed) => RecordFormat.Of(parsed.GetRequiredValue(_format));

    /// <summary>How a node in this process is set up.</summary>
    public NodeSettings NodeOf(ParseResult parsed, Surroundings surroundings)
    {
        var data = surroundings.PathOf(parsed.GetRequiredValue(_dataDirectory));
        return new NodeSettings
        {
            DataDirectory = data,
            LogLevel = parsed.GetRequiredValue(_logLevel),
            LogFile = parsed.GetValue(_logFile) is { } file ? surroundings.PathOf(file) : Path.Combine(data, "apibench.log"),
        };
    }

    /// <summary>True when the user wants to see everything.</summary>
    public static bool IsDebug(ParseResult parsed) =>
        parsed.CommandResult.Command.Options.OfType<Option<string>>().FirstOrDefault(option => option.Name == LogLevelName) is { } option
        && parsed.GetValue(option) is "debug" or "trace";
}
