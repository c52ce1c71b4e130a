using AkkaApiBench.Cluster.Tests.Fixture;
using AkkaApiBench.Messages.Results;
using AkkaApiBench.Messages.Runs;

namespace AkkaApiBench.Cluster.Tests;

/// <summary>The demonstration on clusters of processes.</summary>
public sealed class DemoTests : ProcessTests
{
    /// <summary>The demo itself, a lighthouse, a node for everything but load, and two workers.</summary>
    private const int Processes = 5;

    [Fact]
    public async Task A_cluster_of_processes_is_started_used_and_leaves_nothing_running()
    {
        await using var demo = Start("--mode", "multiprocess", "--workers", "2");

        (await demo.EndAsync()).ShouldBe(0, demo.Said);

        var result = ReadResult();
        result.Status.ShouldBe(RunStatus.Completed);
        result.Mode.ShouldBe("multiprocess");
        var requests = result.Targets.SelectMany(target => target.Tests.Values).Select(test => test.Requests).ToList();
        requests.Sum(test => test.Lost + test.NotSent).ShouldBe(0);
        File.ReadLines(Path.Combine(Folder.PathOf("out"), "requests.jsonl")).LongCount().ShouldBe(requests.Sum(test => test.Succeeded + test.Failed));
        demo.Errors.Text.ShouldContain("on worker-1, worker-2");
        RunningProcesses.Of(Folder).ShouldBe(0);
    }

    [Fact]
    public async Task The_processes_end_with_the_one_that_started_them_however_that_ends()
    {
        await using var demo = Start("--mode", "multiprocess", "--workers", "2", "--suite", "stress");
        await demo.ErrorLineAsync(line => line.Contains("latency", StringComparison.Ordinal));
        RunningProcesses.Of(Folder).ShouldBe(Processes);

        await demo.DieAsync();

        await RunningProcesses.WhenAsync(Folder, count => count == 0);
    }

    [Fact]
    public async Task An_interruption_ends_it_in_order()
    {
        await using var demo = Start("--mode", "multiprocess", "--workers", "2", "--suite", "stress");
        await demo.ErrorLineAsync(line => line.Contains("latency", StringComparison.Ordinal));

        demo.Send(Signal.Interrupt);

        (await demo.EndAsync()).ShouldBe(130, demo.Said);
        ReadResult().Status.ShouldBe(RunStatus.Cancelled);
        RunningProcesses.Of(Folder).ShouldBe(0);
    }

    [Fact]
    public async Task A_running_cluster_is_used_through_its_gateway()
    {
        await using var cluster = await ClusterUnderTest.StartAsync(Folder);
        await using var demo = Start("--mode", "distributed", "--gateway", cluster.Main.Http!.ToString(), "--workers", "2");

        (await demo.EndAsync()).ShouldBe(0, demo.Said);

        ReadResult().Mode.ShouldBe("distributed");
        foreach (var worker in cluster.Workers)
            demo.Errors.Text.ShouldContain(worker.Address);
    }

    private ProcessUnderTest Start(params string[] args) => ProcessUnderTest.Start(
        Folder.Path, ["demo", "--providers", "openai", "--data-dir", Folder.PathOf("data"), "--output-dir", Folder.PathOf("out"), "--seed", "1", "--json", .. args]);

    private RunResult ReadResult() => ResultJson.Read(File.ReadAllText(Path.Combine(Folder.PathOf("out"), "result.json")));
}
