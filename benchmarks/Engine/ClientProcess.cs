using System.Diagnostics;
using System.Globalization;
using AkkaApiBench.Common;

namespace AkkaApiBench.Engine;

/// <summary>A client that runs, pinned to a core of its own.</summary>
internal sealed class ClientProcess : IDisposable
{
    private readonly Process _process;

    private ClientProcess(Process process) => _process = process;

    public static ClientProcess Start(Peer peer)
    {
        var process = Process.Start(new ProcessStartInfo("taskset", ["-c", "0", .. peer.Command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        return new ClientProcess(process);
    }

    public bool HasEnded => _process.HasExited;

    public TimeSpan Cpu => ProcessorTime.Of(_process.Id);

    /// <summary>What it allocated on the managed heap so far, in bytes; only of our own.</summary>
    public async Task<long> AllocatedAsync(CancellationToken cancellation)
    {
        await _process.StandardInput.WriteLineAsync("allocated");
        await _process.StandardInput.FlushAsync(cancellation);
        return long.Parse((await _process.StandardOutput.ReadLineAsync(cancellation))!, CultureInfo.InvariantCulture);
    }

    /// <summary>Stops it as a user would, and waits for its orderly end.</summary>
    public async Task InterruptAsync(CancellationToken cancellation)
    {
        using var kill = Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync(cancellation);
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
