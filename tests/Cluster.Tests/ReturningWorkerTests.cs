using System.Diagnostics;
using AkkaApiBench.Cluster.Tests.Fixture;
using AkkaApiBench.Messages.Runs;
using Xunit.Abstractions;

namespace AkkaApiBench.Cluster.Tests;

/// <summary>The only worker dies and comes back, with nobody else to do its work.</summary>
public sealed class ReturningWorkerTests(ITestOutputHelper output) : ProcessTests
{
    private const int Planned = 300;
    private const int Concurrency = 4;

    [Fact]
    public async Task It_takes_up_what_it_had_begun_and_what_was_asked_for_meanwhile()
    {
        await using var database = await JournalDatabase.StartAsync(JournalDatabase.Sqlite, Folder);
        await using var cluster = await SupervisedCluster.StartAsync(
            Folder, database, ("lighthouse", ""), ("main", "coordinator,journal,gateway"), ("worker", "worker"));
        await cluster.WhenWholeAsync();
        using var api = cluster["main"].Member.OpenApi();
        var begun = (await api.SubmitAsync(PlanOf("one"))).RunId;
        await api.WatchAsync(begun, view => view.Tests![0].Succeeded >= 40);

        var inFlight = Targets.InFlight("one");
        await cluster["worker"].EndAndRestartAsync(Signal.Kill);
        var up = Stopwatch.GetTimestamp();
        var before = (await api.WhenShownAsync(begun, _ => true)).Tests![0].Succeeded;
        await api.WhenShownAsync(begun, view => view.Tests![0].Succeeded > before);
        output.WriteLine($"goes on {Stopwatch.GetElapsedTime(up).TotalSeconds:0.0} s after the worker is up");
        var next = (await api.SubmitAsync(PlanOf("two"))).RunId;

        var ends = new[] { await api.WhenListedAsync(begun, view => view.EndedAt is not null), await api.WhenListedAsync(next, view => view.EndedAt is not null) };
        ends.Select(end => end.Status).ShouldBe([RunStatus.Completed, RunStatus.Completed], cluster.Said);
        var requests = (await api.ResultAsync(begun)).OnlyTest();
        requests.ShouldAccountFor(Planned, await Targets.ReceivedAsync("one"));
        (requests.Failed, requests.NotSent).ShouldBe((0, 0));
        requests.Lost.ShouldBeInRange(0, SimulatedTargets.MostLost(Concurrency) + inFlight);
        (await api.ResultAsync(next)).OnlyTest().Succeeded.ShouldBe(Planned);
    }

    private string PlanOf(string provider) => $$"""
        name: returned to
        targets: [ {{Targets.Target(provider)}} ]
        tests: [ { type: reliability, iterations: {{Planned}}, concurrency: {{Concurrency}} } ]
        """;
}
