using System.Diagnostics;
using AkkaApiBench.Cluster.Tests.Fixture;
using AkkaApiBench.Messages.Runs;
using Xunit.Abstractions;

namespace AkkaApiBench.Cluster.Tests.Soak;

/// <summary>Three nodes that can all do everything: the one with the coordinator dies, and nobody starts it again.</summary>
public sealed class CoordinatorFailoverTests(ITestOutputHelper output) : ProcessTests
{
    private const int Workers = 3;
    private const int RateOfWorker = 20;
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(10);

    /// <summary>How long a question waits: what is asked of the coordinator that dies has no answer.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(0.5);

    [PostgresFact]
    public async Task Another_node_takes_over_and_its_run_goes_on() => await FailOverAsync(planned: 600);

    [PostgresFact]
    [Trait("Category", "Soak")]
    public async Task The_run_goes_on_within_ten_seconds()
    {
        for (var repetition = 0; repetition < 5; repetition++)
            (await FailOverAsync(planned: 1200)).ShouldBeLessThan(Allowed);
    }

    /// <summary>How long it took until the run told of progress again.</summary>
    private async Task<TimeSpan> FailOverAsync(int planned)
    {
        await using var database = await JournalDatabase.StartAsync(JournalDatabase.Postgres, Folder);
        List<Member> nodes = [];
        try
        {
            for (var index = 0; index < Workers; index++)
            {
                string[] seeds = nodes is [var first, ..] ? ["--seed-nodes", first.Address] : [];
                nodes.Add(await Member.NodeAsync(Folder, $"node-{index}", [.. seeds, .. database.Flags]));
            }

            return await KillOldestAsync(nodes, planned);
        }
        finally
        {
            foreach (var node in nodes)
                await node.DisposeAsync();
        }
    }

    private async Task<TimeSpan> KillOldestAsync(List<Member> nodes, int planned)
    {
        // The coordinator is on the oldest node.
        var (oldest, survivor) = (nodes[0], nodes[^1]);
        using var api = survivor.OpenApi();
        var before = await Targets.ReceivedAsync("one");
        var run = (await api.SubmitAsync($$"""
            name: orphaned
            targets: [ {{Targets.Target("one")}} ]
            tests: [ { type: reliability, iterations: {{planned}}, concurrency: {{Workers * RateOfWorker / 10}} } ]
            workers: {{Workers}}
            """)).RunId;
        await api.WatchAsync(run, view => view.Tests![0] is { Succeeded: >= 60, Workers.Count: Workers });

        var inFlight = Targets.InFlight("one");
        var killed = Stopwatch.GetTimestamp();
        await oldest.Process.DieAsync();
        var back = await api.WhenShownAsync(run, _ => true, Soon);
        var answered = Stopwatch.GetElapsedTime(killed);
        await api.WhenShownAsync(run, view => view.Tests![0].Succeeded > back.Tests![0].Succeeded, Soon);
        var progressed = Stopwatch.GetElapsedTime(killed);
        var end = await api.WhenListedAsync(run, view => view.EndedAt is not null);

        output.WriteLine($"the coordinator is back after {answered.TotalSeconds:0.0} s, and tells of progress after {progressed.TotalSeconds:0.0} s");
        end.Status.ShouldBe(RunStatus.Completed, survivor.Process.Said);
        var requests = (await api.ResultAsync(run)).OnlyTest();
        requests.ShouldAccountFor(planned, await Targets.ReceivedAsync("one") - before);
        requests.Failed.ShouldBe(0);
        requests.NotSent.ShouldBe(0);
        requests.Lost.ShouldBeInRange(0, RateOfWorker + inFlight);
        return progressed;
    }
}
