using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Text.Json;
using AkkaApiBench.Simulator.Profiles;

namespace AkkaApiBench.Simulator;

/// <summary>The command that serves the simulated providers until it is interrupted.</summary>
public static class SimulateCommand
{
    private const int Done = 0;
    private const int WrongUsage = 2;

    private const string Help = """
        Serves simulated LLM providers over HTTP until interrupted: openai, anthropic, groq and those of profile files.
        Each speaks its real wire protocol below /PROFILE; any key that is not empty is accepted. A profile's protocol is
        openai (chat, text completions, responses, embeddings), anthropic, gemini, cohere or ollama.

        Example: simulate --port 8080 --profile flaky.yaml --seed 42
        """;

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Makes the command <c>simulate</c>.</summary>
    public static Command Create() => Configure(new Command("simulate", Help));

    /// <summary>Runs the command by itself.</summary>
    /// <returns>0 when interrupted; 2 for wrong usage, a bad profile or a port in use.</returns>
    internal static async Task<int> RunAsync(string[] args)
    {
        var parsed = Configure(new RootCommand(Help)).Parse(args);
        var code = await parsed.InvokeAsync();
        return parsed.Errors.Count > 0 ? WrongUsage : code;
    }

    private static Command Configure(Command command)
    {
        var port = new Option<int>("--port") { Description = "The port to listen at; 0 lets the system choose.", HelpName = "N" };
        port.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= ushort.MaxValue))
                result.AddError($"--port: '{text}' is not allowed; allowed: a whole number from 0 to {ushort.MaxValue}");
        });
        var address = new Option<string>("--address")
        {
            Description = "The IP address to listen at; 0.0.0.0 for all of this machine's, as in a container.",
            HelpName = "ADDRESS",
            DefaultValueFactory = _ => IPAddress.Loopback.ToString(),
        };
        address.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !IPAddress.TryParse(text, out _))
                result.AddError($"--address: '{text}' is not allowed; allowed: an IP address");
        });
        var profiles = new Option<string[]>("--profile")
        {
            Description = "A file with a profile, YAML or JSON; may be given several times. One with the name of a built-in profile replaces it.",
            HelpName = "FILE",
        };
        var seed = new Option<long>("--seed") { Description = "The seed of all random numbers.", HelpName = "N" };
        var http2 = new Option<bool>("--http2") { Description = "Speak HTTP/2 (with prior knowledge: there is no TLS) in place of HTTP/1.1." };
        var json = new Option<bool>("--json") { Description = "Write the addresses to stdout as one line of JSON, and all else to stderr." };

        command.Options.Add(address);
        command.Options.Add(port);
        command.Options.Add(profiles);
        command.Options.Add(seed);
        command.Options.Add(http2);
        command.Options.Add(json);
        command.SetAction((parsed, cancellationToken) => ServeAsync(
            new SimulatorOptions { Address = IPAddress.Parse(parsed.GetValue(address)!), Port = parsed.GetValue(port), Seed = parsed.GetValue(seed), Http2 = parsed.GetValue(http2) },
            parsed.GetValue(profiles) ?? [],
            parsed.GetValue(json),
            parsed.InvocationConfiguration.Output,
            parsed.InvocationConfiguration.Error,
            cancellationToken));
        return command;
    }

    private static async Task<int> ServeAsync(
        SimulatorOptions options, string[] files, bool json, TextWriter output, TextWriter error, CancellationToken interrupted)
    {
        var profiles = await ReadAsync(files, error, interrupted);
        if (profiles is null)
            return WrongUsage;

        SimulatorHost host;
        try
        {
            host = await SimulatorHost.StartAsync(options with { Profiles = profiles }, interrupted);
        }
        catch (Exception problem) when (problem is IOException or ArgumentException)
        {
            await error.WriteLineAsync(problem is IOException
                ? string.Create(CultureInfo.InvariantCulture, $"--port: cannot listen at {options.Address}:{options.Port}: {problem.Message}")
                : problem.Message);
            return WrongUsage;
        }

        await using (host)
        {
            await (json ? WriteJsonAsync(host, output) : WriteTextAsync(host, output));
            await error.WriteLineAsync("Serving until interrupted (Ctrl+C).");
            await Task.Delay(Timeout.Infinite, interrupted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return Done;
    }

    /// <summary>The built-in profiles and those of the files; null after all errors of all files were written.</summary>
    private static async Task<IReadOnlyList<Profile>?> ReadAsync(string[] files, TextWriter error, CancellationToken cancellationToken)
    {
        var read = new Dictionary<string, Profile>();
        var errors = new List<string>();
        foreach (var file in files)
        {
            var (profile, problems) = await ReadAsync(file, cancellationToken);
            errors.AddRange(problems.Select(problem => $"{file}: {problem}"));
            if (profile is not null && !read.TryAdd(profile.Name, profile))
                errors.Add($"{file}: name: '{profile.Name}' is not allowed; allowed: a name that no other file has");
        }

        foreach (var problem in errors)
            await error.WriteLineAsync(problem);
        return errors.Count > 0 ? null : [.. BuiltInProfiles.All.Where(profile => !read.ContainsKey(profile.Name)), .. read.Values];
    }

    private static async Task<(Profile? Profile, IReadOnlyList<string> Errors)> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            var reading = ProfileReader.Read(await File.ReadAllTextAsync(file, cancellationToken));
            return (reading.Profile, [.. reading.Errors.Select(problem => problem.ToString())]);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return (null, [$"cannot be read: {problem.Message}"]);
        }
    }

    private static async Task WriteTextAsync(SimulatorHost host, TextWriter output)
    {
        foreach (var endpoint in host.Endpoints)
            await output.WriteLineAsync($"{endpoint.Profile.Name,-12} {endpoint.BaseUrl}  {string.Join(", ", endpoint.Profile.Models)}");
        await output.WriteLineAsync($"truth        {new Uri(host.Address, "/simulator/truth")}");
        await output.FlushAsync();
    }

    private static async Task WriteJsonAsync(SimulatorHost host, TextWriter output)
    {
        await output.WriteLineAsync(JsonSerializer.Serialize(
            new
            {
                host.Address,
                Profiles = host.Endpoints.Select(endpoint => new
                {
                    endpoint.Profile.Name,
                    Protocol = endpoint.Profile.Protocol.ToString().ToLowerInvariant(),
                    endpoint.BaseUrl,
                    endpoint.Profile.Models,
                    endpoint.Profile.Price,
                    endpoint.Profile.RequiresKey,
                }),
            },
            Json));
        await output.FlushAsync();
    }
}
