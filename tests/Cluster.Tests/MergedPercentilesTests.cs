using System.Text.Json;
using AkkaApiBench.Cluster.Tests.Fixture;
using AkkaApiBench.Messages.Results;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Simulator;
using AkkaApiBench.Simulator.Profiles;

namespace AkkaApiBench.Cluster.Tests;

/// <summary>What workers measured apart is the same as if one had measured it all.</summary>
public sealed class MergedPercentilesTests : ProcessTests
{
    /// <summary>Histograms keep three digits.</summary>
    private const double Precision = 0.001;

    [Fact]
    public async Task Percentiles_of_two_workers_are_those_of_all_their_records()
    {
        const int Planned = 500;
        await using var varied = new SimulatedTargets(await SimulatorHost.StartAsync(new SimulatorOptions { Profiles = [Varied("varied")], Seed = 7 }));
        await using var cluster = await ClusterUnderTest.StartAsync(Folder);
        using var api = cluster.Main.OpenApi();
        var run = (await api.SubmitAsync($$"""
            name: merged
            targets: [ {{varied.Target("varied")}} ]
            tests: [ { type: latency, iterations: {{Planned}}, concurrency: 8 } ]
            workers: 2
            """)).RunId;

        (await api.WatchToEndAsync(run)).Status.ShouldBe(RunStatus.Completed, cluster.Main.Process.Said);

        var test = (await api.ResultAsync(run)).Targets.ShouldHaveSingleItem().Tests.ShouldHaveSingleItem().Value;
        var shares = ClusterUnderTest.WorkerNames.Select(worker => LatenciesOf(worker, run)).ToList();
        shares.ShouldAllBe(share => share.Count > Planned / 4);
        var latencies = shares.SelectMany(share => share).Order().ToList();
        latencies.Count.ShouldBe(Planned);
        var merged = test.LatencyMs.ShouldNotBeNull();
        merged.Count.ShouldBe(Planned);
        foreach (var (share, value) in PercentilesOf(merged))
            value.ShouldBe(latencies[(int)Math.Ceiling(share * Planned) - 1], tolerance: latencies[^1] * Precision, $"p{share * 100}");
        (latencies[^1] / latencies[0]).ShouldBeGreaterThan(2, "the latencies are too much alike to show anything");
    }

    private static Profile Varied(string name) => SimulatedTargets.Steady(name) with
    {
        Latency = new Latency { FirstToken = new Lognormal(60, 0.6), TokenGap = new Constant(1) },
    };

    private static (double Share, double Value)[] PercentilesOf(DistributionSummary summary) =>
        [(0.5, summary.P50), (0.75, summary.P75), (0.9, summary.P90), (0.95, summary.P95), (0.99, summary.P99), (1, summary.Max)];

    private List<double> LatenciesOf(string worker, string run) =>
    [
        .. File.ReadLines(Path.Combine(RequestRecords.DirectoryOf(Folder, worker), $"{run}.jsonl")).Select(line =>
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.GetProperty("latency_ms").GetDouble();
        }),
    ];
}
