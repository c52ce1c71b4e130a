using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;

namespace AkkaApiBench.Common;

/// <summary>What the server has done so far.</summary>
public sealed record Served(long Answers, long Events);

/// <summary>The server in C that every client is measured against, compiled here and pinned to a core.</summary>
public sealed class PeerServer : IDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http = new();

    private PeerServer(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Compiles it.</summary>
    /// <returns>The path of the program.</returns>
    public static async Task<string> CompileAsync(TemporaryFolder folder, CancellationToken cancellation)
    {
        var program = folder.File("server");
        using var compiler = Process.Start("gcc", ["-O2", "-o", program, Path.Combine(AppContext.BaseDirectory, "Server", "server.c")]);
        await compiler.WaitForExitAsync(cancellation);
        return compiler.ExitCode == 0 ? program : throw new InvalidOperationException("gcc could not compile server.c");
    }

    /// <summary>Starts it.</summary>
    /// <param name="program">Where it is.</param>
    /// <param name="tokens">Content events of a streamed answer.</param>
    /// <param name="eventsPerWrite">How many of them are written at once.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<PeerServer> StartAsync(string program, int tokens, int eventsPerWrite, CancellationToken cancellation)
    {
        var process = Process.Start(new ProcessStartInfo("taskset",
            ["-c", "1", program, tokens.ToString(CultureInfo.InvariantCulture), eventsPerWrite.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
            // The server ends when nobody holds this any more.
            RedirectStandardInput = true,
        })!;
        var port = await process.StandardOutput.ReadLineAsync(cancellation) ?? throw new InvalidOperationException("The server did not start.");
        return new PeerServer(process, new Uri($"http://127.0.0.1:{port}/v1/"));
    }

    public async Task<Served> LookAsync(CancellationToken cancellation) => (await _http.GetFromJsonAsync<Served>(Address, cancellation))!;

    public TimeSpan Cpu => ProcessorTime.Of(_process.Id);

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
        _http.Dispose();
    }
}
