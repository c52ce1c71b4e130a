using AkkaApiBench.Cluster.Tests.Fixture;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Simulator;
using Xunit.Abstractions;

namespace AkkaApiBench.Cluster.Tests.Soak;

/// <summary>A worker that the others cannot reach for a while, though it reaches the provider.</summary>
public sealed class PartitionTests(ITestOutputHelper output) : ProcessTests
{
    private const int StartAgain = 75;
    private const int RateOfWorker = 20;

    [SplittableFact]
    public Task A_worker_cut_off_for_eight_seconds_is_replaced_and_comes_back() => CutOffAsync(TimeSpan.FromSeconds(8), planned: 400);

    [SplittableFact]
    [Trait("Category", "Soak")]
    public Task A_worker_cut_off_for_twenty_seconds_is_replaced_and_comes_back() => CutOffAsync(TimeSpan.FromSeconds(20), planned: 1000);

    private async Task CutOffAsync(TimeSpan time, int planned)
    {
        await using var network = await SplittableNetwork.CreateAsync();
        await using var targets = new SimulatedTargets(await SimulatorHost.StartAsync(new SimulatorOptions
        {
            Profiles = [SimulatedTargets.Steady("one")],
            Address = network.Load,
            TruthCapacity = 100_000,
        }));
        await using var main = await Member.NodeAsync(Folder, "main", ["--hostname", network.Here, "--roles", "coordinator,journal,gateway"]);
        string[] worker = ["--roles", "worker", "--seed-nodes", main.Address];
        await using var near = await Member.NodeAsync(Folder, "near", ["--hostname", network.Here, .. worker]);
        await using var far = await Supervisor.StartAsync("far", () => Member.NodeInAsync(
            network.Name, Folder, "far", ["--hostname", network.There, "--port", "4053", "--http-port", "8080", .. worker]));
        using var api = main.OpenApi();
        var run = (await api.SubmitAsync($$"""
            name: split
            targets: [ {{targets.Target("one")}} ]
            tests: [ { type: reliability, iterations: {{planned}}, concurrency: 4 } ]
            workers: 2
            """)).RunId;
        await api.WatchAsync(run, view => view.Tests![0] is { Succeeded: >= 40, Workers.Count: 2 });

        var isBack = far.WhenRestartedAsync();
        await network.CutAsync();
        await Task.Delay(time);
        await network.MendAsync();
        await isBack;
        var end = await api.WhenListedAsync(run, view => view.EndedAt is not null);

        var requests = (await api.ResultAsync(run)).OnlyTest();
        output.WriteLine($"{requests}, took {(end.EndedAt - end.StartedAt)?.TotalSeconds:0.0} s");
        end.Status.ShouldBe(RunStatus.Completed, main.Process.Said);
        // Declared dead by the others, it found out by itself.
        far.ExitCodes.ShouldBe([StartAgain], far.Said);
        main.Process.Errors.Text.ShouldContain($"{far.Member.Address} was declared dead");
        main.Process.Errors.Text.ShouldNotContain($"{near.Address} was declared dead");
        requests.ShouldAccountFor(planned, await targets.ReceivedAsync("one"));
        requests.Failed.ShouldBe(0);
        requests.NotSent.ShouldBe(0);
        requests.Lost.ShouldBeInRange(0, RateOfWorker + 2);
        string[] workers = ["near", "far"];
        workers.SelectMany(name => RequestRecords.Read(Folder, name, run)).ToList().ShouldBeReceivedOnce(targets, counted: requests.Succeeded);
        // One cluster again. (The worker that came back listens in its namespace.)
        await main.WhenInTouchAsync(3);
        await near.WhenInTouchAsync(3);
    }
}
