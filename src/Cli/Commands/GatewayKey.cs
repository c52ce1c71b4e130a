using System.CommandLine;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Providers.Keys;

namespace AkkaApiBench.Cli.Commands;

/// <summary>The flag that says where the key to a gateway is. The key itself stands in no command line, where others could read it.</summary>
internal sealed class GatewayKey
{
    private const string Variable = "APIBENCH_GATEWAY_KEY";

    private readonly Option<string?> _key = new("--gateway-key")
    {
        Description = $"Where the key to the gateway is: env:NAME or file:PATH [default: the key in ${Variable}]",
        HelpName = "REFERENCE",
    };

    /// <summary>The flag.</summary>
    public Option Option => _key;

    /// <summary>The key; <see cref="ApiKey.None"/> when none is given.</summary>
    /// <exception cref="CliException">There is none where it should be.</exception>
    public ApiKey Of(ParseResult parsed, Surroundings surroundings)
    {
        if (parsed.GetValue(_key) is not { } text)
            return Read(surroundings.Variable(Variable), Variable) ?? ApiKey.None;
        // What is no reference may be the key itself, so it is not repeated.
        if (KeyReference.Parse(text) is not { } reference)
            throw CliException.Usage($"{_key.Name}: this value is not allowed; allowed: {KeyReference.Allowed}");
        if (reference.Variable is { } name)
            return Read(surroundings.Variable(name), name) ?? throw CliException.Usage($"{_key.Name} {text}: this environment variable is not set");
        try
        {
            return new KeyResolver().Resolve(reference.File is { } file ? new KeyReference($"file:{surroundings.PathOf(file)}") : reference);
        }
        catch (KeyUnavailableException error)
        {
            throw CliException.Usage($"{_key.Name}: {error.Message.Replace("api_key: ", "", StringComparison.Ordinal)}");
        }
    }

    private static ApiKey? Read(string? text, string name) => string.IsNullOrWhiteSpace(text) ? null
        : ApiKey.Parse(text.Trim()) ?? throw CliException.Usage($"${name}: what stands there is no key; allowed: printable ASCII characters without spaces");
}
