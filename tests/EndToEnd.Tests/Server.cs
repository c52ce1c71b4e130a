using System.Diagnostics;
using System.Text.Json;

namespace AkkaApiBench.EndToEnd.Tests;

/// <summary>A process of <c>apibench</c> that serves, and says where as JSON.</summary>
internal sealed class Server : IAsyncDisposable
{
    /// <summary>What a node started with <c>--admin-key env:END_TO_END_ADMIN</c> lets do everything.</summary>
    public const string AdminKey = "end-to-end-0123456789-0123456789-01";

    private readonly Process _process;

    private Server(Process process, JsonElement told) => (_process, Told) = (process, told);

    /// <summary>What it wrote once it was up.</summary>
    public JsonElement Told { get; }

    /// <summary>Runs a command to its end.</summary>
    public static async Task RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, await error);
    }

    public static async Task<Server> StartAsync(params string[] arguments)
    {
        var process = Start([.. arguments, "--json"]);
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(2));
        line.ShouldNotBeNull($"apibench {arguments[0]} did not start");
        return new Server(process, JsonDocument.Parse(line).RootElement.Clone());
    }

    private static Process Start(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "AkkaApiBench.Cli.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["END_TO_END_KEY"] = "none-is-needed";
        start.Environment["END_TO_END_ADMIN"] = AdminKey;
        return Process.Start(start)!;
    }

    /// <summary>Ends it as a crash would.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }
}
