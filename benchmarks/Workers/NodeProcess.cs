using System.Diagnostics;
using System.Text.Json;
using AkkaApiBench.Common;

namespace AkkaApiBench.Workers;

/// <summary>A cluster node as a process, pinned to a core.</summary>
internal sealed class NodeProcess : IDisposable
{
    private readonly Process _process;

    private NodeProcess(Process process, JsonElement told) =>
        (_process, Address, Http) = (process, told.GetProperty("address").GetString()!, new Uri(told.GetProperty("http").GetString()!));

    /// <summary>Where other members reach it.</summary>
    public string Address { get; }

    public Uri Http { get; }

    public TimeSpan Cpu => ProcessorTime.Of(_process.Id);

    /// <summary>Starts it, and waits until it is up.</summary>
    public static async Task<NodeProcess> StartAsync(string core, string folder, string roles, string[] flags, CancellationToken cancellation)
    {
        var process = Process.Start(new ProcessStartInfo("taskset",
        [
            "-c", core, "dotnet", Path.Combine(AppContext.BaseDirectory, "AkkaApiBench.Cli.dll"), "node", "--roles", roles, "--data-dir", folder,
            "--records-dir", Path.Combine(folder, "records"), "--http-port", "0", "--auth", "none", "--json", .. flags,
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        var line = await process.StandardOutput.ReadLineAsync(cancellation) ?? throw new InvalidOperationException("A node did not start.");
        using var told = JsonDocument.Parse(line);
        return new NodeProcess(process, told.RootElement);
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }
}
