using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AkkaApiBench.Cluster.Tests.Fixture;

/// <summary><c>apibench</c> as a process of its own; killed at the end whatever happens.</summary>
internal sealed partial class ProcessUnderTest : IAsyncDisposable
{
    /// <summary>Longer than anything takes on a slow machine: it only tells a hang from work.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process _process;

    private ProcessUnderTest(Process process)
    {
        _process = process;
        Output = new CapturedLines(process.StandardOutput);
        Errors = new CapturedLines(process.StandardError);
    }

    public CapturedLines Output { get; }

    public CapturedLines Errors { get; }

    public int ExitCode => _process.ExitCode;

    /// <summary>Starts <c>apibench</c> in a folder.</summary>
    public static ProcessUnderTest Start(string folder, IEnumerable<string> args, params (string Name, string Value)[] variables) =>
        Start("dotnet", [], folder, args, variables);

    /// <summary>Starts <c>apibench</c> in a folder and a network namespace.</summary>
    public static ProcessUnderTest StartIn(string networkNamespace, string folder, IEnumerable<string> args) =>
        Start("nsenter", [$"--net=/run/netns/{networkNamespace}", "dotnet"], folder, args, []);

    private static ProcessUnderTest Start(
        string program, IEnumerable<string> before, string folder, IEnumerable<string> args, (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(program, [.. before, Path.Combine(AppContext.BaseDirectory, "AkkaApiBench.Cli.dll")])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // A crash dump or a diagnostics pipe of a killed process would stay behind.
            Environment = { ["DOTNET_EnableDiagnostics"] = "0", ["APIBENCH_GATEWAY_KEY"] = TestFolder.Key },
        };
        foreach (var arg in args)
            start.ArgumentList.Add(arg);
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return new ProcessUnderTest(Process.Start(start)!);
    }

    /// <summary>Waits for a line of standard output.</summary>
    public Task<string> OutputLineAsync(Func<string, bool> isWanted) => LineAsync(Output, isWanted);

    /// <summary>Waits for a line of standard error.</summary>
    public Task<string> ErrorLineAsync(Func<string, bool> isWanted) => LineAsync(Errors, isWanted);

    public void Send(Signal signal) => SendSignal(_process.Id, (int)signal).ShouldBe(0);

    /// <summary>Waits for the end and gives the exit code.</summary>
    public async Task<int> EndAsync(TimeSpan? patience = null)
    {
        try
        {
            await _process.WaitForExitAsync().WaitAsync(patience ?? Patience);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"The process did not end.\n{Said}");
        }

        await Task.WhenAll(Output.Ended, Errors.Ended).WaitAsync(Patience);
        return ExitCode;
    }

    /// <summary>Ends the process without its having a say.</summary>
    public async Task DieAsync()
    {
        Send(Signal.Kill);
        await EndAsync();
    }

    /// <summary>Ends the process if it still runs, and does not wait.</summary>
    public void Kill()
    {
        if (!_process.HasExited)
            _process.Kill();
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await _process.WaitForExitAsync();
        await Task.WhenAll(Output.Ended, Errors.Ended);
        _process.Dispose();
    }

    /// <summary>All it wrote, for the message of a test that failed.</summary>
    public string Said => $"--- output\n{Output.Text}\n--- errors\n{Errors.Text}";

    private async Task<string> LineAsync(CapturedLines lines, Func<string, bool> isWanted)
    {
        try
        {
            return await lines.FirstAsync(isWanted).WaitAsync(Patience)
                ?? throw new InvalidOperationException($"The process ended without the line waited for.\n{Said}");
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"The line waited for did not come.\n{Said}");
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
