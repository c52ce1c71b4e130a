using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AkkaApiBench.Hosting.Membership;
using AkkaApiBench.Messages.Results;
using AkkaApiBench.Node.Gateway.Api;
using AkkaApiBench.Node.Journal.Store;
using AkkaApiBench.Providers;
using AkkaApiBench.Simulator;
using AkkaApiBench.Simulator.Profiles;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace AkkaApiBench.Node.Tests.Runs;

/// <summary>A node with all roles and a simulator, both over real HTTP; spoken to as users do.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "xunit calls DisposeAsync.")]
public class BenchFixture : IAsyncLifetime
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder _folder = new();
    private WebApplication _node = null!;

    internal SimulatorHost Simulator { get; private set; } = null!;

    internal HttpClient Http { get; private set; } = null!;

    /// <summary>The node's insides.</summary>
    internal IServiceProvider Services => _node.Services;

    /// <summary>The journals' database.</summary>
    internal string JournalFile => _folder.File("journal.db");

    /// <summary>Where the key is that the strict profiles accept.</summary>
    internal string KeyFile => _folder.File("key");

    public async Task InitializeAsync()
    {
        Simulator = await SimulatorHost.StartAsync(new SimulatorOptions { Profiles = [.. SimulatedProfiles.All, .. ProbedProfiles.All], Seed = 1 });
        await File.WriteAllTextAsync(KeyFile, ProbedProfiles.Key);
        _node = NodeHost.Build(
            new NodeOptions
            {
                Cluster = new ClusterNodeOptions { Embedded = true, LogLevel = LogLevel.Warning },
                DataDirectory = _folder.Path,
                Journal = JournalStore.In(_folder.Path),
                ResumesRuns = false,
                AlertsFile = await WriteAlertsAsync(_folder),
            },
            ProviderCatalog.Load());
        await _node.StartAsync();
        Http = new HttpClient { BaseAddress = _node.HttpAddress(), Timeout = LongestRun };
        await WaitForCoordinatorAsync();
    }

    public virtual async Task DisposeAsync()
    {
        Http.Dispose();
        await _node.StopAsync();
        await _node.DisposeAsync();
        await Simulator.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Writes how alerts are configured; gives null for what is usual.</summary>
    private protected virtual Task<string?> WriteAlertsAsync(TemporaryFolder folder) => Task.FromResult<string?>(null);

    /// <summary>A busy machine takes its time to form a cluster; each question waits for an answer as long as users do.</summary>
    private async Task WaitForCoordinatorAsync()
    {
        using var patience = new CancellationTokenSource(LongestRun);
        var isThere = false;
        while (!isThere)
        {
            using var answer = await Http.GetAsync("/health/ready", patience.Token);
            isThere = answer.IsSuccessStatusCode;
        }
    }

    /// <summary>A target of a plan.</summary>
    internal JsonObject Target(Profile profile, string? model = null) => new()
    {
        ["provider"] = "openai-compatible",
        ["model"] = model ?? profile.Models[0],
        ["base_url"] = Simulator.BaseUrlOf(profile.Name).AbsoluteUri,
        ["price"] = new JsonObject { ["input"] = 1, ["output"] = 2 },
    };

    internal async Task<RunView> SubmitAsync(JsonObject plan, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/runs");
        request.Content = new StringContent(plan.ToJsonString(), Encoding.UTF8, "application/json");
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        using var response = await Http.SendAsync(request);
        response.StatusCode.ShouldBe(System.Net.HttpStatusCode.Accepted, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync(ApiJson.Default.RunView))!;
    }

    /// <summary>Follows a run's events up to the one that <paramref name="isEnough"/> accepts, or to its end.</summary>
    internal async Task<RunView> WatchAsync(string run, Func<RunView, bool>? isEnough = null)
    {
        using var patience = new CancellationTokenSource(LongestRun);
        await using var stream = await Http.GetStreamAsync($"/api/v1/runs/{run}/events", patience.Token);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(patience.Token))
        {
            if (item.EventType == "ping")
                continue;
            var view = JsonSerializer.Deserialize(item.Data, ApiJson.Default.RunView)!;
            if (item.EventType == "end" || isEnough?.Invoke(view) == true)
                return view;
        }

        throw new InvalidOperationException("The stream ended before the run did.");
    }

    internal async Task<RunResult> RunAsync(JsonObject plan)
    {
        var run = await SubmitAsync(plan);
        await WatchAsync(run.RunId);
        return await ResultAsync(run.RunId);
    }

    internal async Task<RunResult> ResultAsync(string run) => ResultJson.Read(await Http.GetStringAsync($"/api/v1/runs/{run}/result"));

    /// <summary>Requests that a profile has received; read when none of it is in flight.</summary>
    internal long ReceivedBy(Profile profile) => Simulator.Stats().Single(stats => stats.Profile == profile.Name).Received;
}
