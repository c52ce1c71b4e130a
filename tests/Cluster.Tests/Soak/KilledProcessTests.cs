using AkkaApiBench.Cluster.Tests.Fixture;
using AkkaApiBench.Messages.Runs;
using Xunit.Abstractions;

namespace AkkaApiBench.Cluster.Tests.Soak;

/// <summary>
/// A cluster with a process for each role, in which run after run one process is killed, at any moment, and started again by its
/// supervisor.
/// </summary>
public sealed class KilledProcessTests(ITestOutputHelper output) : ProcessTests
{
    private const int Planned = 240;
    private const int Workers = 2;

    /// <summary>Requests a second of one worker, in flight at most two: an answer takes a tenth of a second.</summary>
    private const int RateOfWorker = 20;

    private static readonly (string Name, string Roles)[] Roles =
    [
        ("lighthouse", ""), ("coordinator", "coordinator"), ("journal", "journal"), ("gateway", "gateway"), ("worker-1", "worker"), ("worker-2", "worker"),
    ];

    [Fact]
    public Task Each_of_four_runs_accounts_for_every_request_though_a_process_is_killed() => KillInEachAsync(runs: 4, seed: 1);

    [Fact]
    [Trait("Category", "Soak")]
    public Task Each_of_thirty_runs_accounts_for_every_request_though_a_process_is_killed() => KillInEachAsync(runs: 30, SoakSeed.Value);

    private async Task KillInEachAsync(int runs, int seed)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var database = await JournalDatabase.StartAsync(JournalDatabase.Sqlite, Folder);
        await using var cluster = await SupervisedCluster.StartAsync(Folder, database, Roles);
        var victims = new Queue<string>();
        for (var run = 0; run < runs; run++)
        {
            if (victims.Count == 0)
                victims = Shuffled(cluster, random);
            var kill = new Kill(victims.Dequeue(), TimeSpan.FromSeconds(random.NextDouble() * 5), IsOpenLoop: run % 2 == 1);
            await cluster.WhenWholeAsync();
            await RunAndKillAsync(cluster, kill);
        }
    }

    /// <summary>Everybody has a turn before anybody has another.</summary>
    private static Queue<string> Shuffled(SupervisedCluster cluster, Random random)
    {
        var names = cluster.Members.Select(member => member.Name).ToArray();
        random.Shuffle(names);
        return new Queue<string>(names);
    }

    private async Task RunAndKillAsync(SupervisedCluster cluster, Kill kill)
    {
        using var api = cluster["gateway"].Member.OpenApi();
        var before = await Targets.ReceivedAsync("one");
        var run = (await api.SubmitAsync($$"""
            name: bereaved
            targets: [ {{Targets.Target("one")}} ]
            tests: [ {{kill.Test}} ]
            workers: {{Workers}}
            """)).RunId;
        await Targets.WhenReceivedAsync("one", before + 1);
        await Task.Delay(kill.After);

        var rate = kill.IsOfWorker ? await RateOfAsync(api, run, cluster[kill.Victim].Member.Address) : 0;
        var inFlight = Targets.InFlight("one");
        await cluster[kill.Victim].EndAndRestartAsync(Signal.Kill);
        var end = await api.WhenListedAsync(run, view => view.EndedAt is not null);

        var requests = (await api.ResultAsync(run)).OnlyTest();
        output.WriteLine($"{kill}: {requests}, in flight {inFlight}, took {(end.EndedAt - end.StartedAt)?.TotalSeconds:0.0} s");
        end.Status.ShouldBe(RunStatus.Completed, cluster.Said);
        requests.ShouldAccountFor(Planned, await Targets.ReceivedAsync("one") - before);
        requests.Failed.ShouldBe(0);
        requests.Lost.ShouldBeInRange(0, kill.IsOfWorker ? rate + inFlight : 0, cluster.Said);
        if (!kill.IsOpenLoop)
            requests.NotSent.ShouldBe(0);
        var written = Roles.SelectMany(member => RequestRecords.Read(Folder, member.Name, run)).ToList();
        written.ShouldBeReceivedOnce(Targets, counted: requests.Succeeded);
    }

    /// <summary>Requests a second of a worker: all of them while nobody else is seen to work, since a worker that came back from a kill has no slice at first.</summary>
    private static async Task<int> RateOfAsync(RunsApi api, string run, string worker)
    {
        var seen = await api.WhenShownAsync(run, view => view.Tests is not null);
        return seen.Tests![0].Workers.Any(other => other != worker) ? RateOfWorker : Workers * RateOfWorker;
    }

    private sealed record Kill(string Victim, TimeSpan After, bool IsOpenLoop)
    {
        public bool IsOfWorker => Victim.StartsWith("worker", StringComparison.Ordinal);

        public string Test => IsOpenLoop
            ? $"{{ type: latency, load: {{ model: constant_rate, rate: {Workers * RateOfWorker}, duration: {Planned / (Workers * RateOfWorker)}s }} }}"
            : $"{{ type: reliability, iterations: {Planned}, concurrency: {Workers * RateOfWorker / 10} }}";
    }
}
