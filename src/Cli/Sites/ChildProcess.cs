using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace AkkaApiBench.Cli.Sites;

/// <summary>A member of a cluster as a child of this process; it ends in order when this process does, however that ends.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const int LinesKept = 5;
    private static readonly TimeSpan OrderlyEnd = TimeSpan.FromSeconds(15);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lastErrors = new();

    private ChildProcess(string name, Process process)
    {
        (Name, _process) = (name, process);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginErrorReadLine();
    }

    /// <summary>What people call it.</summary>
    public string Name { get; }

    /// <summary>Where other members reach it.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Its HTTP server; null without one.</summary>
    public Uri? Http { get; private set; }

    /// <summary>Starts <c>apibench</c> with these arguments and waits until it is a member.</summary>
    /// <exception cref="CliException">It ended before.</exception>
    public static async Task<ChildProcess> StartAsync(string name, IEnumerable<string> args, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // As a tool it is a program of its own; else it is what dotnet runs.
        if (Path.GetFileNameWithoutExtension(start.FileName) is "dotnet")
            start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        foreach (var arg in args)
            start.ArgumentList.Add(arg);
        var child = new ChildProcess(name, Process.Start(start)!);
        try
        {
            await child.WhenUpAsync(cancellation);
            return child;
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }
    }

    /// <summary>Closes its standard input, which it ends with, and waits for the end.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        try
        {
            await _process.WaitForExitAsync().WaitAsync(OrderlyEnd);
        }
        catch (TimeoutException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private async Task WhenUpAsync(CancellationToken cancellation)
    {
        if (await _process.StandardOutput.ReadLineAsync(cancellation) is not { } line)
        {
            await _process.WaitForExitAsync(cancellation);
            throw new CliException(ExitCode.Failed, [$"the process of the {Name} ended with {_process.ExitCode}", .. _lastErrors]);
        }

        using var told = JsonDocument.Parse(line);
        Address = told.RootElement.GetProperty("address").GetString()!;
        Http = told.RootElement.TryGetProperty("http", out var http) ? new Uri(http.GetString()!) : null;
    }

    private void Keep(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
            return;
        _lastErrors.Enqueue(line);
        while (_lastErrors.Count > LinesKept)
            _lastErrors.TryDequeue(out _);
    }
}
