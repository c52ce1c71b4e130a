using System.Net.ServerSentEvents;
using System.Text.Json;
using System.Text.Json.Nodes;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Node.Gateway.Api;
using AkkaApiBench.Node.Tests.Journal.Watching;

namespace AkkaApiBench.Node.Tests.Runs;

/// <summary>Anomalies on a run's event stream.</summary>
public sealed class AnomalyEventTests(BenchFixture bench) : IClassFixture<BenchFixture>
{
    private const int MinutesBefore = 300;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Hours of load pass at once: another run's windows, of minutes to come. The run that is watched waits for a worker that there is
    /// not, so that nothing of the present comes among them.
    /// </summary>
    [Fact]
    public async Task An_anomaly_of_a_target_is_told_to_who_watches_a_run_of_it()
    {
        var target = bench.Target(SimulatedProfiles.Steady);
        var run = await bench.SubmitAsync(new JsonObject
        {
            ["targets"] = new JsonArray(target),
            ["tags"] = new JsonArray("nowhere"),
            ["tests"] = new JsonArray(new JsonObject
            {
                ["type"] = "throughput",
                ["load"] = new JsonObject { ["model"] = "constant_rate", ["rate"] = 0.05, ["duration"] = "10m" },
            }),
        });
        using var patience = new CancellationTokenSource(Patience);
        await using var stream = await bench.Http.GetStreamAsync($"/api/v1/runs/{run.RunId}/events", patience.Token);
        var events = SseParser.Create(stream).EnumerateAsync(patience.Token).GetAsyncEnumerator(patience.Token);
        (await events.MoveNextAsync()).ShouldBeTrue();

        var id = new Target
        {
            Provider = (string)target["provider"]!, Model = (string)target["model"]!, BaseUrl = new Uri((string)target["base_url"]!), HasOwnBaseUrl = true,
        }.Id;
        await bench.Services.FeedAsync(TwoDays.ToCome(id, MinutesBefore, MinutesBefore + TwoDays.StepLength), patience.Token);
        while (events.Current.EventType != "anomaly")
            (await events.MoveNextAsync()).ShouldBeTrue();

        var told = JsonSerializer.Deserialize(events.Current.Data, ApiJson.Default.AnomalyEventView)!;
        told.Target.ShouldBe(id.Value);
        (told.Anomaly.Metric, told.Anomaly.Kind).ShouldBe(("latency.p50", AnomalyKind.LatencySpike));
        using var cancelled = await bench.Http.PostAsync($"/api/v1/runs/{run.RunId}/cancel", content: null, patience.Token);
        while (events.Current.EventType != "end")
            (await events.MoveNextAsync()).ShouldBeTrue();
        await events.DisposeAsync();
    }
}
