using AkkaApiBench.Cluster.Tests.Fixture;
using AkkaApiBench.Messages.Results;
using AkkaApiBench.Messages.Runs;

namespace AkkaApiBench.Cluster.Tests;

/// <summary>Processes that are asked to stop in the middle of their work.</summary>
public sealed class OrderlyStopTests : ProcessTests
{
    private static readonly TimeSpan OrderlyEnd = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_node_in_the_middle_of_a_run_leaves_though_somebody_watches_and_the_next_takes_the_run_up()
    {
        const int Planned = 2400;
        string run;
        await using (var node = await Member.NodeAsync(Folder, "data"))
        {
            using var api = node.OpenApi();
            run = (await api.SubmitAsync(PlanOf("{ type: latency, load: { model: constant_rate, rate: 20, duration: 120s } }"))).RunId;
            await using var events = await api.OpenEventsAsync(run);
            await Targets.WhenReceivedAsync("one", 30);

            node.Process.Send(Signal.Terminate);

            (await node.Process.EndAsync(OrderlyEnd)).ShouldBe(0, node.Process.Said);
            node.Process.Errors.Text.ShouldContain($"{node.Address} is leaving");
            node.Process.Errors.Text.ShouldNotContain(" fail ");
        }

        var received = await Targets.ReceivedAsync("one");
        await using var next = await Member.NodeAsync(Folder, "data");
        using var again = next.OpenApi();
        await Targets.WhenReceivedAsync("one", received + 10);
        await again.CancelAsync(run);

        (await again.WatchToEndAsync(run)).Status.ShouldBe(RunStatus.Cancelled);
        (await again.ResultAsync(run)).OnlyTest().ShouldAccountFor(Planned, await Targets.ReceivedAsync("one"));
    }

    [Theory]
    [InlineData("{ type: reliability, iterations: 300, concurrency: 4 }", false)]
    // Its time goes on while a slice moves, and what was due meanwhile may find no time any more.
    [InlineData("{ type: latency, load: { model: constant_rate, rate: 30, duration: 10s } }", true)]
    public async Task A_worker_that_leaves_in_the_middle_of_a_run_ends_what_it_has_in_flight_and_loses_nothing(string test, bool mayNotSendAll)
    {
        const int Planned = 300;
        await using var cluster = await ClusterUnderTest.StartAsync(Folder);
        using var api = cluster.Main.OpenApi();
        var run = (await api.SubmitAsync(PlanOf(test) + "workers: 2\n")).RunId;
        await api.WatchAsync(run, view => view.Tests![0] is { Succeeded: >= 30, Workers.Count: 2 });

        cluster.Workers[0].Process.Send(Signal.Terminate);

        (await cluster.Workers[0].Process.EndAsync()).ShouldBe(0, cluster.Workers[0].Process.Said);
        cluster.Workers[0].Process.Errors.Text.ShouldContain("was handed over");
        (await api.WatchToEndAsync(run)).Status.ShouldBe(RunStatus.Completed, cluster.Main.Process.Said);
        var requests = (await api.ResultAsync(run)).OnlyTest();
        requests.Lost.ShouldBe(0);
        requests.Failed.ShouldBe(0);
        (requests.Succeeded + requests.NotSent).ShouldBe(Planned);
        if (!mayNotSendAll)
            requests.NotSent.ShouldBe(0);
        (await Targets.ReceivedAsync("one")).ShouldBe(requests.Succeeded);
        var written = ClusterUnderTest.WorkerNames.SelectMany(worker => RequestRecords.Read(Folder, worker, run)).ToList();
        written.ShouldBeReceivedOnce(Targets, counted: requests.Succeeded);
    }

    [Theory]
    [InlineData((int)Signal.Interrupt)]
    [InlineData((int)Signal.Terminate)]
    public async Task An_interrupted_run_exits_with_130_and_saves_what_it_measured(int signal)
    {
        await using var run = ProcessUnderTest.Start(Folder.Path,
            ["run", Folder.Write("plan.yaml", PlanOf("{ type: reliability, iterations: 400, concurrency: 10 }")), "--data-dir", Folder.PathOf("data"), "--output-dir", Folder.PathOf("out")]);
        await Targets.WhenReceivedAsync("one", 100);

        run.Send((Signal)signal);

        (await run.EndAsync()).ShouldBe(130, run.Said);
        var result = ResultJson.Read(await File.ReadAllTextAsync(Path.Combine(Folder.PathOf("out"), "result.json")));
        result.Status.ShouldBe(RunStatus.Cancelled);
        var requests = result.OnlyTest();
        requests.Lost.ShouldBe(0);
        requests.NotSent.ShouldBeGreaterThan(0);
        requests.ShouldAccountFor(400, await Targets.ReceivedAsync("one"));
        File.ReadLines(Path.Combine(Folder.PathOf("out"), "requests.jsonl")).Count().ShouldBe((int)(requests.Succeeded + requests.Failed));
    }

    private string PlanOf(string test) => $$"""
        name: stopped
        targets: [ {{Targets.Target("one")}} ]
        tests: [ {{test}} ]

        """;
}
