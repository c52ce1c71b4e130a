using System.Net.Http.Json;
using System.Text;
using AkkaApiBench.Common;
using AkkaApiBench.Hosting.Membership;
using AkkaApiBench.Messages.Results;
using AkkaApiBench.Node;
using AkkaApiBench.Node.Gateway.Api;
using AkkaApiBench.Node.Journal.Store;
using AkkaApiBench.Providers;
using AkkaApiBench.Simulator;
using AkkaApiBench.Simulator.Profiles;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace AkkaApiBench.Benchmarks.Gateway;

/// <summary>How a run was measured.</summary>
internal sealed record RunFigures(long Succeeded, double? LatencyP50Ms, double? LatencyP99Ms, double? PacingErrorP99Ms, double? SendDelayP99Ms, double? ThreadPoolDelayP99Ms, bool ClientLimited, double? CpuUtilization);

/// <summary>A node with every role and a simulator, in this process.</summary>
internal sealed class BenchUnderWatch : IAsyncDisposable
{
    private static readonly Profile Measured = new()
    {
        Name = "measured",
        Protocol = WireProtocol.OpenAi,
        Models = ["m"],
        RequiresKey = false,
        Latency = new Latency { FirstToken = new Constant(50), TokenGap = new Constant(5) },
        Output = new Output { Tokens = new Constant(20) },
    };

    private readonly TemporaryFolder _folder;
    private readonly SimulatorHost _simulator;
    private readonly WebApplication _node;
    private readonly HttpClient _http;

    private BenchUnderWatch(TemporaryFolder folder, SimulatorHost simulator, WebApplication node)
    {
        (_folder, _simulator, _node) = (folder, simulator, node);
        _http = new HttpClient { BaseAddress = Address };
    }

    public Uri Address => _node.HttpAddress();

    public static async Task<BenchUnderWatch> StartAsync()
    {
        var folder = new TemporaryFolder();
        var simulator = await SimulatorHost.StartAsync(new SimulatorOptions { Profiles = [Measured], Seed = 1 });
        var node = NodeHost.Build(
            new NodeOptions
            {
                Cluster = new ClusterNodeOptions { Embedded = true, LogLevel = LogLevel.Warning },
                DataDirectory = folder.Path,
                Journal = JournalStore.In(folder.Path),
                ResumesRuns = false,
            },
            ProviderCatalog.Load());
        await node.StartAsync();
        var bench = new BenchUnderWatch(folder, simulator, node);
        while (!(await bench._http.GetAsync("/api/v1/runs?limit=1")).IsSuccessStatusCode)
            await Task.Delay(100);
        return bench;
    }

    /// <summary>Makes a run, with <paramref name="watch"/> at its side.</summary>
    public async Task<(RunFigures Run, ReadFigures? Reads)> RunAsync(string name, Func<string, Task<ReadFigures>>? watch)
    {
        using var plan = new StringContent($$"""
            {
              "name": "{{name}}",
              "targets": [{ "provider": "openai-compatible", "model": "m", "base_url": "{{_simulator.BaseUrlOf(Measured.Name)}}", "price": { "input": 1, "output": 2 } }],
              "tests": [{ "type": "latency", "load": { "model": "poisson", "rate": 50, "duration": "20s", "seed": 1 } }]
            }
            """, Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync("/api/v1/runs", plan);
        response.EnsureSuccessStatusCode();
        var run = (await response.Content.ReadFromJsonAsync(ApiJson.Default.RunView))!.RunId;

        var reads = watch is null ? null : await watch(run);
        // It ends with the run.
        await _http.GetStringAsync($"/api/v1/runs/{run}/events");
        var test = ResultJson.Read(await _http.GetStringAsync($"/api/v1/runs/{run}/result")).Targets[0].Tests.Values.Single();
        var health = test.ClientHealth;
        return (new RunFigures(
            test.Requests.Succeeded, test.LatencyMs?.P50, test.LatencyMs?.P99, health.PacingErrorMs?.P99, health.SendDelayMs?.P99, health.ThreadPoolDelayMs?.P99, health.ClientLimited, health.CpuUtilization), reads);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _node.StopAsync();
        await _node.DisposeAsync();
        await _simulator.DisposeAsync();
        _folder.Dispose();
    }
}
