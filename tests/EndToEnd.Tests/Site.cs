using System.Net.Http.Headers;
using System.Text;

namespace AkkaApiBench.EndToEnd.Tests;

/// <summary>Simulated providers, a node that has measured them, and its address.</summary>
public sealed class Site : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("apibench-e2e-").FullName;
    private Server? _simulator;
    private Server? _node;
    private Uri? _run;

    public Uri Gateway { get; private set; } = null!;

    internal string BaseUrl { get; private set; } = "";

    public async Task InitializeAsync()
    {
        if (Browser.WhyNot is not null)
            return;
        _simulator = await Server.StartAsync("simulate", "--port", "0", "--seed", "42");
        BaseUrl = _simulator.Told.GetProperty("address").GetString()!;
        await StartNodeAsync(0);
        await MeasureAsync();
    }

    /// <summary>Ends the node; what it has recorded stays.</summary>
    internal Task StopNodeAsync() => _node!.KillAsync();

    /// <summary>Starts it where it was.</summary>
    internal Task StartNodeAgainAsync() => StartNodeAsync(Gateway.Port);

    /// <summary>Has the result of the first run written as a page, and gives the file.</summary>
    internal async Task<string> WriteReportAsync()
    {
        using var client = new HttpClient { BaseAddress = Gateway };
        var (result, page) = (Path.Combine(_data, "result.json"), Path.Combine(_data, "report.html"));
        await File.WriteAllTextAsync(result, await client.GetStringAsync($"{_run}/result"));
        await Server.RunAsync("report", result, "--format", "html", "--output", page);
        return page;
    }

    public async Task DisposeAsync()
    {
        foreach (var one in new[] { _node, _simulator }.OfType<Server>())
            await one.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    private async Task StartNodeAsync(int port)
    {
        _node = await Server.StartAsync("node", "--http-port", $"{port}", "--data-dir", _data, "--auth", "none", "--log-level", "error");
        Gateway = new Uri(_node.Told.GetProperty("http").GetString()!);
    }

    private async Task MeasureAsync()
    {
        using var client = new HttpClient { BaseAddress = Gateway };
        using var plan = new StringContent(
            $$"""
            name: two providers
            targets:
              - { provider: openai, model: gpt-4o-mini, base_url: "{{BaseUrl}}/openai/v1", api_key: "env:END_TO_END_KEY", price: { input: 0.15, output: 0.6 } }
              - { provider: groq, model: llama-3.3-70b-versatile, base_url: "{{BaseUrl}}/groq/v1", api_key: "env:END_TO_END_KEY", price: { input: 0.59, output: 0.79 } }
            tests:
              - { type: latency, iterations: 8 }
              - { type: throughput, concurrency: 3, duration: 3s }
            thresholds: [ "success_rate >= 0.1" ]
            """,
            Encoding.UTF8, new MediaTypeHeaderValue("application/yaml"));
        var accepted = await client.PostAsync("/api/v1/runs", plan);
        accepted.EnsureSuccessStatusCode();
        // A stream of events ends with the run.
        using var events = await client.GetStreamAsync($"{accepted.Headers.Location}/events");
        _run = accepted.Headers.Location;
        await events.CopyToAsync(Stream.Null).WaitAsync(TimeSpan.FromMinutes(3));
        await UntilAsync(async () => (await client.GetStringAsync("/api/v1/targets")).Contains("groq", StringComparison.Ordinal));
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!await isSo())
            await timer.WaitForNextTickAsync(limit.Token);
    }
}
