using AkkaApiBench.Cluster.Tests.Fixture;
using AkkaApiBench.Messages.Runs;

namespace AkkaApiBench.Cluster.Tests;

/// <summary>A process that has everything is killed in the middle of a run, and another takes over its data directory.</summary>
public sealed class KilledNodeTests : ProcessTests
{
    private const string Node = "data";

    [Theory]
    [InlineData(JournalDatabase.Sqlite, "{ type: reliability, iterations: 400, concurrency: 10 }", 400, 110)]
    [InlineData(JournalDatabase.Sqlite, "{ type: latency, load: { model: constant_rate, rate: 50, duration: 6s } }", 300, 100)]
    [PostgresData("{ type: reliability, iterations: 400, concurrency: 10 }", 400, 110)]
    [PostgresData("{ type: latency, load: { model: constant_rate, rate: 50, duration: 6s } }", 300, 100)]
    public async Task Its_run_goes_on_after_a_restart_and_every_request_is_accounted_for(string kind, string test, int planned, int mostLost)
    {
        await using var database = await JournalDatabase.StartAsync(kind, Folder);
        string run;
        await using (var first = await Member.NodeAsync(Folder, Node, database.Flags))
        {
            using var api = first.OpenApi();
            run = (await api.SubmitAsync(PlanOf(test))).RunId;
            await api.WatchAsync(run, IsInTheMiddle);
            await first.Process.DieAsync();
        }

        await using var second = await Member.NodeAsync(Folder, Node, database.Flags);
        using var again = second.OpenApi();
        (await again.ListAsync()).Runs.ShouldHaveSingleItem().RunId.ShouldBe(run);
        var end = await again.WatchToEndAsync(run);

        end.Status.ShouldBe(RunStatus.Completed, second.Process.Said);
        var requests = (await again.ResultAsync(run)).OnlyTest();
        requests.ShouldAccountFor(planned, await Targets.ReceivedAsync("one"));
        requests.Failed.ShouldBe(0);
        requests.Lost.ShouldBeInRange(1, mostLost);
        var written = RequestRecords.Read(Folder, Node, run);
        written.Select(request => request.Epoch).Distinct().ShouldBe([1, 2]);
        written.ShouldBeReceivedOnce(Targets, counted: requests.Succeeded);
    }

    [Fact]
    public async Task A_run_that_its_own_process_made_is_continued_by_a_node()
    {
        var run = await KillEmbeddedRunAsync();

        await using var node = await Member.NodeAsync(Folder, Node);
        using var api = node.OpenApi();
        var end = await api.WatchToEndAsync(run);

        end.Status.ShouldBe(RunStatus.Completed, node.Process.Said);
        (await api.ResultAsync(run)).OnlyTest().ShouldAccountFor(400, await Targets.ReceivedAsync("one"));
    }

    [Fact]
    public async Task A_run_that_its_own_process_made_has_failed_for_the_next_such_process()
    {
        var run = await KillEmbeddedRunAsync();
        var received = await Targets.ReceivedAsync("one");

        await RunEmbeddedAsync("{ type: latency, iterations: 3 }");

        (await Targets.ReceivedAsync("one")).ShouldBe(received + 3);
        await using var node = await Member.NodeAsync(Folder, Node);
        using var api = node.OpenApi();
        var interrupted = (await api.ListAsync()).Runs.Single(view => view.RunId == run);
        interrupted.Status.ShouldBe(RunStatus.Failed);
        interrupted.Reason.ShouldNotBeNull().ShouldContain("interrupted");
        (await api.ResultAsync(run)).OnlyTest().ShouldAccountFor(400, received);
    }

    [Fact]
    public async Task A_run_that_waited_for_its_turn_is_not_made_unasked()
    {
        string[] runs;
        await using (var node = await Member.NodeAsync(Folder, Node))
        {
            using var api = node.OpenApi();
            var plan = PlanOf("{ type: reliability, iterations: 400, concurrency: 10 }");
            runs = [(await api.SubmitAsync(plan)).RunId, (await api.SubmitAsync(plan)).RunId];
            await Targets.WhenReceivedAsync("one", 50);
            await node.Process.DieAsync();
        }

        var received = await Targets.ReceivedAsync("one");
        await RunEmbeddedAsync("{ type: latency, iterations: 3 }");

        (await Targets.ReceivedAsync("one")).ShouldBe(received + 3);
        await using var next = await Member.NodeAsync(Folder, Node);
        using var again = next.OpenApi();
        (await again.ListAsync()).Runs.Where(run => runs.Contains(run.RunId)).ShouldAllBe(run => run.Status == RunStatus.Failed);
        (await again.ResultAsync(runs[1])).OnlyTest().NotSent.ShouldBe(400);
    }

    private static bool IsInTheMiddle(AkkaApiBench.Node.Gateway.Api.RunView view) => view.Tests![0] is { Succeeded: >= 60, ElapsedS: >= 1.5 };

    private string PlanOf(string test) => $$"""
        name: interrupted
        targets: [ {{Targets.Target("one")}} ]
        tests: [ {{test}} ]
        """;

    /// <summary>Makes a run in a process of its own.</summary>
    private async Task RunEmbeddedAsync(string test)
    {
        await using var run = ProcessUnderTest.Start(Folder.Path,
            ["run", Folder.Write("next.yaml", PlanOf(test)), "--data-dir", Folder.PathOf(Node), "--json"]);
        (await run.EndAsync()).ShouldBe(0, run.Said);
    }

    /// <summary>Kills <c>apibench run</c> in the middle of 400 requests, and gives the run's id.</summary>
    private async Task<string> KillEmbeddedRunAsync()
    {
        var plan = Folder.Write("plan.yaml", PlanOf("{ type: reliability, iterations: 400, concurrency: 10 }"));
        await using var embedded = ProcessUnderTest.Start(Folder.Path, ["run", plan, "--data-dir", Folder.PathOf(Node), "--json"]);
        await Targets.WhenReceivedAsync("one", 100);
        await embedded.DieAsync();
        return RequestRecords.RunsIn(Folder, Node).ShouldHaveSingleItem();
    }
}
