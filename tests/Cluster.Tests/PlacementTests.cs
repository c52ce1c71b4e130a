using AkkaApiBench.Cluster.Tests.Fixture;
using AkkaApiBench.Messages.Runs;

namespace AkkaApiBench.Cluster.Tests;

/// <summary>Work that only some workers can do.</summary>
public sealed class PlacementTests : ProcessTests
{
    private Member _main = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        _main = await Member.NodeAsync(Folder, "main", ["--roles", "coordinator,journal,gateway,worker", "--tags", "us", "--parallel-runs", "2"]);
    }

    public override async Task DisposeAsync()
    {
        if (_main is not null)
            await _main.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_run_that_no_worker_can_serve_says_so_and_fails_in_time()
    {
        using var api = _main.OpenApi();

        var run = (await api.SubmitAsync(Plan("eu", "worker_timeout: 3s"))).RunId;
        var waiting = await api.WatchAsync(run, view => view.Tests![0].Reason is not null);
        var end = await api.WatchToEndAsync(run);

        waiting.Tests![0].Reason.ShouldBe($"waits for a worker with the tags eu; up are {_main.Address} with us");
        end.Status.ShouldBe(RunStatus.Failed, _main.Process.Said);
        end.Reason.ShouldStartWith("no worker within 3s: waits for a worker with the tags eu");
        var requests = (await api.ResultAsync(run)).OnlyTest();
        (requests.Planned, requests.NotSent).ShouldBe((10, 10));
    }

    [Fact]
    public async Task A_run_waits_for_the_worker_that_can_serve_it_while_another_is_made()
    {
        using var api = _main.OpenApi();

        var waits = (await api.SubmitAsync(Plan("eu+api:openai"))).RunId;
        await api.WatchAsync(waits, view => view.Tests![0].Reason is not null);
        var other = (await api.SubmitAsync(Plan("us"))).RunId;
        (await api.WatchToEndAsync(other)).Status.ShouldBe(RunStatus.Completed, _main.Process.Said);

        await using var worker = await Member.NodeAsync(
            Folder, "eu", ["--roles", "worker", "--tags", "eu", "--seed-nodes", _main.Address], ("OPENAI_API_KEY", "sk-any"));
        var end = await api.WatchToEndAsync(waits);

        end.Status.ShouldBe(RunStatus.Completed, _main.Process.Said + worker.Process.Said);
        end.Tests![0].Workers.ShouldBe([worker.Address]);
    }

    [Fact]
    public async Task A_test_shared_by_tag_has_the_figures_of_each_beside_the_total()
    {
        await using var worker = await Member.NodeAsync(Folder, "eu", ["--roles", "worker", "--tags", "eu", "--seed-nodes", _main.Address]);
        using var api = _main.OpenApi();

        var run = (await api.SubmitAsync($$"""
            name: from two places
            targets: [ {{Targets.Target("one")}} ]
            tests: [ { type: reliability, iterations: 41, concurrency: 4 } ]
            by_tag: [ eu, us ]
            """)).RunId;
        var end = await api.WatchToEndAsync(run);

        end.Status.ShouldBe(RunStatus.Completed, _main.Process.Said + worker.Process.Said);
        end.Tests![0].Workers.ShouldBe([_main.Address, worker.Address], ignoreOrder: true);
        var test = (await api.ResultAsync(run)).Targets[0].Tests.Values.Single();
        test.ByTag!.Keys.ShouldBe(["eu", "us"]);
        test.ByTag.Values.Select(part => part.Requests.Succeeded).ShouldBe([21, 20]);
        RequestRecords.Read(Folder, "eu", run).Count.ShouldBe(21);
        RequestRecords.Read(Folder, "main", run).Count.ShouldBe(20);
        (test.Requests.Planned, test.Requests.Succeeded).ShouldBe((41, await Targets.ReceivedAsync("one")));
        foreach (var part in test.ByTag.Values)
        {
            part.LatencyMs!.Count.ShouldBe(part.Requests.Succeeded);
            part.LatencyMs.Min.ShouldBeGreaterThanOrEqualTo(test.LatencyMs!.Min);
            part.LatencyMs.Max.ShouldBeLessThanOrEqualTo(test.LatencyMs.Max);
        }
    }

    private string Plan(string tags, string more = "") => $$"""
        name: placed
        targets: [ {{Targets.Target("one")}} ]
        tests: [ { type: latency, iterations: 10 } ]
        tags: [ {{string.Join(", ", tags.Split('+').Select(tag => $"'{tag}'"))}} ]
        {{more}}
        """;
}
