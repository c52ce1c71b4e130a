using System.Diagnostics;
using System.Globalization;

namespace AkkaApiBench.Engine;

/// <summary>A program that sends requests to the server.</summary>
/// <param name="Name">How it is called in the table.</param>
/// <param name="Answers">What it asks for.</param>
/// <param name="Warmup">How long it runs before it is looked at.</param>
/// <param name="Command">Program and arguments.</param>
internal sealed record Peer(string Name, Answers Answers, TimeSpan Warmup, IReadOnlyList<string> Command);

/// <summary>The clients that are compared.</summary>
internal static class Peers
{
    public const string Apibench = "apibench";
    public const string Wrk = "wrk";
    public const string Hey = "hey";
    public const string Aiohttp = "aiohttp";
    public const string OpenAi = "OpenAI .NET";

    private const string Body = """{"model":"fixed","messages":[{"role":"user","content":"Hello, world!"}],"max_tokens":128,"stream":false}""";
    private const string LongTime = "300s";

    // Until the code that runs for each request is compiled for good.
    private static readonly TimeSpan Compiled = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Started = TimeSpan.FromSeconds(1);

    public static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Peers", file);

    /// <summary>The clients, ours first.</summary>
    public static IEnumerable<Peer> Of(Answers answers, Setup setup, Uri server, string folder)
    {
        var url = new Uri(server, "chat/completions").ToString();
        var connections = setup.Connections.ToString(CultureInfo.InvariantCulture);
        var kind = answers is Answers.Stream ? "stream" : "plain";
        yield return new Peer(Apibench, answers, Compiled, [.. AsUsersRunIt("apibench"), "run", .. RunArguments(answers, setup, server, folder)]);
        if (answers is Answers.Plain)
        {
            Environment.SetEnvironmentVariable("BODY", Body);
            yield return new Peer(Wrk, answers, Started, ["wrk", "-t1", $"-c{connections}", $"-d{LongTime}", "-s", PathOf("wrk.lua"), url]);
            yield return new Peer(Hey, answers, Started,
                ["hey", "-cpus", "1", "-c", connections, "-z", LongTime, "-m", "POST", "-T", "application/json", "-d", Body, url]);
        }

        yield return new Peer(Aiohttp, answers, Started, [Python, PathOf("aiohttp_client.py"), url, connections, kind]);
        yield return new Peer(OpenAi, answers, Compiled, [.. Self("openai"), server.ToString(), connections, kind]);
    }

    /// <summary>Why a client cannot be measured here; null when it can.</summary>
    public static string? Missing(Peer peer) => peer.Name switch
    {
        Wrk when !Runs("wrk", "-v") => "not installed (apt-get install wrk)",
        Hey when !Runs("hey", "-h") => "not installed (apt-get install hey)",
        Aiohttp when !Runs(Python, "-c", "import aiohttp") => "not installed (apt-get install python3-aiohttp)",
        _ => null,
    };

    // The system's Python, for which the package is; not another one that goes before it.
    private static string Python => File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    private static IEnumerable<string> RunArguments(Answers answers, Setup setup, Uri server, string folder) =>
    [
        "--target", $"openai-compatible/fixed@{server.ToString().TrimEnd('/')}", "--test", "throughput", "--prompt", "Hello, world!",
        "--concurrency", setup.Connections.ToString(CultureInfo.InvariantCulture), "--duration", LongTime, "--max-tokens", "128",
        "--data-dir", Path.Combine(folder, "data"), "--output-dir", Path.Combine(folder, "results"),
        .. answers is Answers.Plain ? ["--no-stream"] : Array.Empty<string>(),
    ];

    private static IEnumerable<string> Self(string client) => ["dotnet", PathOfFile("AkkaApiBench.Engine.dll"), "client", client];

    /// <summary>In this program, which counts what is allocated, with the settings of the runtime that <c>apibench</c> comes with.</summary>
    private static IEnumerable<string> AsUsersRunIt(string client) =>
        ["dotnet", "exec", "--runtimeconfig", PathOfFile("AkkaApiBench.Cli.runtimeconfig.json"), PathOfFile("AkkaApiBench.Engine.dll"), "client", client];

    private static string PathOfFile(string file) => Path.Combine(AppContext.BaseDirectory, file);

    private static bool Runs(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return program is "hey" or "wrk" || process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
