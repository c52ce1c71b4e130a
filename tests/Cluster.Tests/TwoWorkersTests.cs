using AkkaApiBench.Cluster.Tests.Fixture;
using AkkaApiBench.Messages.Alerts;
using AkkaApiBench.Messages.Runs;

namespace AkkaApiBench.Cluster.Tests;

/// <summary>A cluster as in production: a lighthouse, a node for everything but load, and two workers.</summary>
public sealed class TwoWorkersTests : ProcessTests
{
    [Theory]
    [InlineData(JournalDatabase.Sqlite)]
    [PostgresData]
    public async Task A_run_is_shared_by_both_workers_and_every_request_is_accounted_for(string kind)
    {
        await using var database = await JournalDatabase.StartAsync(kind, Folder);
        await using var cluster = await ClusterUnderTest.StartAsync(Folder, database);
        using var api = cluster.Main.OpenApi();
        var run = await api.SubmitAsync($$"""
            name: shared
            targets:
              - {{Targets.Target("one")}}
              - {{Targets.Target("two")}}
            tests:
              - { type: reliability, iterations: 41, concurrency: 4 }
              - { type: latency, load: { model: constant_rate, rate: 25, duration: 2s } }
              - { type: throughput, concurrency: 3, duration: 1s }
            workers: 2
            """);

        var end = await api.WatchToEndAsync(run.RunId);

        end.Status.ShouldBe(RunStatus.Completed, cluster.Main.Process.Said);
        end.Tests.ShouldNotBeNull().Count.ShouldBe(6);
        foreach (var test in end.Tests)
            test.Workers.ShouldBe(cluster.Workers.Select(worker => worker.Address), ignoreOrder: true);
        foreach (var worker in ClusterUnderTest.WorkerNames)
            RequestRecords.Read(Folder, worker, run.RunId).Count.ShouldBeGreaterThan(40);

        var result = await api.ResultAsync(run.RunId);
        foreach (var (target, provider) in result.Targets.Zip(["one", "two"]))
        {
            target.Tests["reliability"].Requests.Planned.ShouldBe(41);
            target.Tests["latency"].Requests.Planned.ShouldBe(50);
            foreach (var test in target.Tests.Values)
            {
                test.Requests.Failed.ShouldBe(0);
                test.Requests.Lost.ShouldBe(0);
                test.Requests.Planned.ShouldBe(test.Requests.Succeeded + test.Requests.NotSent);
                test.LatencyMs.ShouldNotBeNull().Count.ShouldBe(test.Requests.Succeeded);
            }

            target.Tests.Values.Sum(test => test.Requests.Succeeded).ShouldBe(await Targets.ReceivedAsync(provider));
        }
    }

    [Theory]
    [InlineData(JournalDatabase.Sqlite)]
    [PostgresData]
    public async Task A_killed_worker_is_replaced_and_no_more_than_a_second_of_its_load_is_lost(string kind)
    {
        await using var database = await JournalDatabase.StartAsync(kind, Folder);
        await using var cluster = await ClusterUnderTest.StartAsync(Folder, database);
        using var api = cluster.Main.OpenApi();
        // Long enough that the other worker is still at it when the cluster has found out.
        const int Planned = 500;
        const int Concurrency = 2;
        var run = await api.SubmitAsync($$"""
            name: bereaved
            targets: [ {{Targets.Target("one")}} ]
            tests: [ { type: reliability, iterations: {{Planned}}, concurrency: {{Concurrency}} } ]
            workers: 2
            """);
        await api.WatchAsync(run.RunId, view => view.Tests![0] is { Succeeded: >= 20, ElapsedS: >= 1.5, Workers.Count: 2 });

        await cluster.Workers[0].Process.DieAsync();

        var end = await api.WatchToEndAsync(run.RunId);
        end.Status.ShouldBe(RunStatus.Completed, cluster.Main.Process.Said);
        var requests = (await api.ResultAsync(run.RunId)).OnlyTest();
        requests.ShouldAccountFor(Planned, await Targets.ReceivedAsync("one"));
        requests.Failed.ShouldBe(0);
        requests.NotSent.ShouldBe(0);
        requests.Lost.ShouldBeInRange(0, SimulatedTargets.MostLost(Concurrency / 2));

        var written = ClusterUnderTest.WorkerNames.SelectMany(worker => RequestRecords.Read(Folder, worker, run.RunId)).ToList();
        // The other worker's own slice went on as if nothing had happened.
        var epochs = written.GroupBy(request => request.Slice, request => request.Epoch).Select(slice => string.Join(',', slice.Distinct()));
        epochs.ShouldBe(["1,2", "1"], ignoreOrder: true);
        written.ShouldBeReceivedOnce(Targets, counted: requests.Succeeded);
        var alert = await api.WhenAlertedAsync(alert => alert.Labels.GetValueOrDefault("kind") == "worker_loss");
        (alert.Labels["worker"], alert.State).ShouldBe((cluster.Workers[0].Address, AlertState.Firing));
    }
}
