using AkkaApiBench.Cluster.Tests.Fixture;
using AkkaApiBench.Messages.Runs;
using Xunit.Abstractions;

namespace AkkaApiBench.Cluster.Tests.Soak;

/// <summary>Every node is stopped in order and started again, one after the other, while a run is made.</summary>
public sealed class RollingRestartTests(ITestOutputHelper output) : ProcessTests
{
    private const int Workers = 2;
    private const int Concurrency = 4;

    /// <summary>An answer takes a tenth of a second.</summary>
    private const int RequestsPerSecond = 10 * Concurrency;

    [Fact]
    public async Task A_run_completes_and_loses_nothing() => await RestartAllInAsync(seconds: 20);

    [Fact]
    [Trait("Category", "Soak")]
    public async Task A_run_of_a_minute_outlives_every_node_and_loses_nothing() =>
        (await RestartAllInAsync(seconds: 60)).ShouldBe(true, "the run was over before the last node was stopped");

    /// <summary>Makes a run of at least so long, and tells whether it was still made when the last node was up again.</summary>
    private async Task<bool> RestartAllInAsync(int seconds)
    {
        var planned = seconds * RequestsPerSecond;
        await using var database = await JournalDatabase.StartAsync(JournalDatabase.Sqlite, Folder);
        await using var cluster = await SupervisedCluster.StartAsync(
            Folder, database, ("lighthouse", ""), ("main", "coordinator,journal,gateway"), ("worker-1", "worker"), ("worker-2", "worker"));
        await cluster.WhenWholeAsync();
        using var api = cluster["main"].Member.OpenApi();
        var run = (await api.SubmitAsync($$"""
            name: outlives
            targets: [ {{Targets.Target("one")}} ]
            tests: [ { type: reliability, iterations: {{planned}}, concurrency: {{Concurrency}} } ]
            workers: {{Workers}}
            """)).RunId;
        await api.WatchAsync(run, view => view.Tests![0] is { Succeeded: >= 20, Workers.Count: Workers });

        foreach (var member in cluster.Members)
        {
            await member.EndAndRestartAsync(Signal.Terminate);
            await cluster.WhenWholeAsync();
        }

        var isMade = (await api.WhenListedAsync(run, _ => true)).EndedAt is null;
        var end = await api.WhenListedAsync(run, view => view.EndedAt is not null);
        output.WriteLine($"took {(end.EndedAt - end.StartedAt)?.TotalSeconds:0.0} s for {seconds} s of load; {(isMade ? "made" : "over")} when the last node was up again");
        end.Status.ShouldBe(RunStatus.Completed, cluster.Said);
        cluster.Members.SelectMany(member => member.ExitCodes).ShouldBe([0, 0, 0, 0], cluster.Said);
        var requests = (await api.ResultAsync(run)).OnlyTest();
        (requests.Succeeded, requests.Failed, requests.Lost, requests.NotSent).ShouldBe((planned, 0, 0, 0), cluster.Said);
        (await Targets.ReceivedAsync("one")).ShouldBe(planned);
        var written = cluster.Members.SelectMany(member => RequestRecords.Read(Folder, member.Name, run)).ToList();
        written.ShouldBeReceivedOnce(Targets, counted: planned);
        written.Count.ShouldBe(planned);
        return isMade;
    }
}
