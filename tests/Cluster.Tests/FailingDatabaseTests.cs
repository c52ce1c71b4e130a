using AkkaApiBench.Cluster.Tests.Fixture;
using AkkaApiBench.Messages.Runs;

namespace AkkaApiBench.Cluster.Tests;

/// <summary>A database that fails for a while, as when its disk is full, and then works again.</summary>
public sealed class FailingDatabaseTests : ProcessTests
{
    private const int Planned = 100;

    [Theory]
    [InlineData("coordinator")]
    [InlineData("run-%")]
    [InlineData("metrics-%")]
    public async Task A_run_ends_when_the_database_works_again(string persistenceId)
    {
        var database = Path.Combine(Folder.PathOf("data"), "journal.db");
        await using var node = await Member.NodeAsync(Folder, "data");
        using var api = node.OpenApi();
        var run = (await api.SubmitAsync($$"""
            name: unlucky
            targets: [ {{Targets.Target("one")}} ]
            tests: [ { type: latency, iterations: {{Planned}}, concurrency: 5 } ]
            """)).RunId;
        await Targets.WhenReceivedAsync("one", 10);

        await Database.RefuseAsync(database, persistenceId);
        await node.Process.ErrorLineAsync(line => line.Contains("the disk is full", StringComparison.Ordinal));
        await Database.AcceptAsync(database);

        (await api.WhenListedAsync(run, view => view.EndedAt is not null)).Status.ShouldBe(RunStatus.Completed, node.Process.Said);
        var requests = (await api.ResultAsync(run)).OnlyTest();
        requests.Succeeded.ShouldBe(Planned);
        (await Targets.ReceivedAsync("one")).ShouldBe(Planned);
        // And the next one has its turn.
        var next = await api.SubmitAsync($$"""
            targets: [ {{Targets.Target("two")}} ]
            tests: [ { type: latency, iterations: 3 } ]
            """);
        (await api.WatchToEndAsync(next.RunId)).Status.ShouldBe(RunStatus.Completed);
    }
}
