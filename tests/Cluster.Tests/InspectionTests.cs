using AkkaApiBench.Cluster.Tests.Fixture;
using System.Text.Json.Nodes;

namespace AkkaApiBench.Cluster.Tests;

/// <summary>The cluster seen, and told, from the command line.</summary>
public sealed class InspectionTests : ProcessTests
{
    [Fact]
    public async Task Members_and_shards_are_shown_and_a_member_is_let_go()
    {
        await using var cluster = await ClusterUnderTest.StartAsync(Folder);
        using var api = cluster.Main.OpenApi();
        var run = await api.SubmitAsync($$"""
            name: inspected
            targets: [ {{Targets.Target("one")}} ]
            tests: [ { type: reliability, iterations: 400, concurrency: 2 } ]
            workers: 2
            """);
        await api.WatchAsync(run.RunId, view => view.Tests![0] is { Succeeded: >= 10, Workers.Count: 2 });
        var gateway = cluster.Main.Http!.ToString();

        var members = (await AskAsync("cluster", "show", "--gateway", gateway, "--json"))["members"]!.AsArray();
        members.Select(member => (string)member!["status"]!).ShouldBe(["up", "up", "up", "up"]);
        members.Select(member => string.Join(' ', member!["roles"]!.AsArray())).ShouldBe(["lighthouse", "coordinator gateway journal", "worker", "worker"], ignoreOrder: true);

        (await AskAsync("cluster-sharding", "list-regions", "--gateway", gateway, "--json"))["regions"]!.AsArray().Select(type => (string)type!).ShouldBe(["testers", "journals"]);
        var testers = (await AskAsync("cluster-sharding", "list-shards", "-t", "testers", "--gateway", gateway, "--json"))["nodes"]!.AsArray();
        testers.Where(node => node!["shards"]!.AsArray().Sum(shard => (int)shard!["entities"]!) == 1).Select(node => (string)node!["address"]!)
            .ShouldBe(cluster.Workers.Select(worker => worker.Address), ignoreOrder: true);
        (await TellAsync(0, "cluster-sharding", "region-stats", "-t", "journals", "--gateway", gateway)).ShouldContain(cluster.Main.Address);

        var slices = (await AskAsync("cluster-sharding", "show-shards", "-t", "testers", "--gateway", gateway, "--json"))["shards"]!.AsArray()
            .SelectMany(shard => shard!["entities"]!.AsArray()).Select(entity => (string)entity!).ToList();
        slices.Count.ShouldBe(2);
        slices.ShouldAllBe(slice => slice.Contains(run.RunId));

        var actors = await TellAsync(0, "actor", "hierarchy", "-a", cluster.Workers[0].Address, "--path", "/system/sharding/testers", "--gateway", gateway);
        actors.ShouldStartWith($"{cluster.Workers[0].Address}\n  /system/sharding/testers  ShardRegion");
        actors.ShouldContain("ProviderTester");
        (await TellAsync(2, "actor", "hierarchy", "--path", "/user/nobody", "--gateway", gateway)).ShouldContain("path: '/user/nobody' is not allowed");
        (await TellAsync(0, "log", "peek", "-a", cluster.Workers[0].Address, "--gateway", gateway)).ShouldContain($"{cluster.Workers[0].Address} is up");
        (await TellAsync(1, "cluster", "join", "-a", cluster.Workers[0].Address, "--gateway", gateway)).ShouldContain("is a member of a cluster");

        (await TellAsync(2, "cluster", "leave", "-a", "akka.tcp://apibench@127.0.0.1:1", "--gateway", gateway)).ShouldContain("address: 'akka.tcp://apibench@127.0.0.1:1' is not allowed; allowed: ");
        await TellAsync(0, "cluster", "leave", "-a", cluster.Workers[1].Address, "--gateway", gateway);
        (await cluster.Workers[1].Process.EndAsync()).ShouldBe(0);
        var end = await api.WatchToEndAsync(run.RunId);
        (await api.ResultAsync(run.RunId)).OnlyTest().Lost.ShouldBe(0);
        end.Tests![0].Succeeded.ShouldBe(400);
    }

    [Fact]
    public async Task A_gateway_that_is_not_there_is_named() =>
        (await TellAsync(3, "cluster", "status", "--gateway", "http://127.0.0.1:1")).ShouldContain("127.0.0.1:1");

    private async Task<JsonNode> AskAsync(params string[] args) => JsonNode.Parse(await TellAsync(0, args))!;
}
