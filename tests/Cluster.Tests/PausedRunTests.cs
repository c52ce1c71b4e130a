using AkkaApiBench.Cluster.Tests.Fixture;
using AkkaApiBench.Messages.Runs;

namespace AkkaApiBench.Cluster.Tests;

/// <summary>A run that is paused outlives the process that keeps it paused.</summary>
public sealed class PausedRunTests : ProcessTests
{
    private const int Planned = 400;

    [Theory]
    [InlineData(JournalDatabase.Sqlite)]
    [PostgresData]
    public async Task When_the_coordinator_dies_it_is_still_paused_and_goes_on_when_told(string kind)
    {
        await using var database = await JournalDatabase.StartAsync(kind, Folder);
        await using var cluster = await SupervisedCluster.StartAsync(
            Folder, database, ("lighthouse", ""), ("main", "coordinator,journal,gateway"), ("worker", "worker"));
        await cluster.WhenWholeAsync();
        using var api = cluster["main"].Member.OpenApi();
        var run = (await api.SubmitAsync($$"""
            name: held
            targets: [ {{Targets.Target("one")}} ]
            tests: [ { type: reliability, iterations: {{Planned}}, concurrency: 4 } ]
            """)).RunId;
        await api.WatchAsync(run, view => view.Tests![0].Succeeded >= 40);
        await api.PauseAsync(run);
        await api.WhenShownAsync(run, view => view.Status is RunStatus.Paused);
        var received = await Targets.ReceivedAsync("one");

        await cluster["main"].EndAndRestartAsync(Signal.Kill);
        await cluster.WhenWholeAsync();

        (await api.WhenShownAsync(run, _ => true)).Status.ShouldBe(RunStatus.Paused, cluster.Said);
        (await Targets.ReceivedAsync("one")).ShouldBe(received);
        await api.ResumeAsync(run);
        var end = await api.WhenListedAsync(run, view => view.EndedAt is not null);

        end.Status.ShouldBe(RunStatus.Completed, cluster.Said);
        var result = await api.ResultAsync(run);
        result.Pauses.ShouldNotBeNull().ShouldHaveSingleItem();
        var requests = result.OnlyTest();
        (requests.Succeeded, requests.Failed, requests.Lost, requests.NotSent).ShouldBe((Planned, 0, 0, 0), cluster.Said);
        (await Targets.ReceivedAsync("one")).ShouldBe(Planned);
    }
}
