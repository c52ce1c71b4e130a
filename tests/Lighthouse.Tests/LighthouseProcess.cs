using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AkkaApiBench.Cluster.Tests.Fixture;

namespace AkkaApiBench.Lighthouse.Tests;

/// <summary>A lighthouse as a process of its own.</summary>
internal sealed class LighthouseProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly CapturedLines _errors;

    private LighthouseProcess(Process process)
    {
        _process = process;
        _errors = new CapturedLines(process.StandardError);
    }

    public static LighthouseProcess Start(string[] args, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "AkkaApiBench.Lighthouse.dll") },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var arg in args)
            start.ArgumentList.Add(arg);
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return new LighthouseProcess(Process.Start(start)!);
    }

    /// <summary>The address that a lighthouse with <c>--json</c> tells once it is up.</summary>
    public Task<string> AddressAsync() => ToldAsync("address");

    /// <summary>Where one with <c>--http-port</c> as well tells its health.</summary>
    public async Task<Uri> HttpAsync() => new(await ToldAsync("http"));

    private async Task<string> ToldAsync(string name)
    {
        var line = await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        return JsonDocument.Parse(line.ShouldNotBeNull()).RootElement.GetProperty(name).GetString().ShouldNotBeNull();
    }

    /// <summary>Waits until standard error has a line with this text.</summary>
    public async Task TellsAsync(string text) =>
        (await _errors.FirstAsync(line => line.Contains(text, StringComparison.Ordinal)).WaitAsync(Patience)).ShouldNotBeNull(_errors.Text);

    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", ["-s", name, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits for the end; gives exit code, what is left of standard output, and standard error.</summary>
    public async Task<(int ExitCode, string Output, string Errors)> EndAsync()
    {
        var output = await _process.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        await _errors.Ended.WaitAsync(Patience);
        return (_process.ExitCode, output, _errors.Text);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
