using System.Text.Json.Nodes;
using AkkaApiBench.Cli.Gateway;
using AkkaApiBench.Cli.Tests.Fakes;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Cli.Tests;

/// <summary><c>apibench cluster tail</c>.</summary>
public sealed class ClusterTailTests : IDisposable
{
    private readonly TestWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_gateway_that_was_never_there_is_not_waited_for() =>
        (await _world.RunAsync("cluster", "tail", "--gateway", "http://127.0.0.1:1")).ShouldBe(ExitCode.Unreachable);

    [Fact]
    public async Task A_gateway_that_goes_is_waited_for()
    {
        var gateway = await FakeGateway.StartAsync(script => script.Serve("cluster", Cluster(Member("a")), ApiJson.Default.ClusterView));

        var tailing = TailAsync(gateway);
        await _world.Shown("leader");
        await gateway.DisposeAsync();
        await _world.Said("; waiting for it");
        await _world.Interrupts.InterruptAsync();

        (await tailing).ShouldBe(ExitCode.Interrupted);
    }

    [Fact]
    public async Task Members_are_shown_and_then_what_changes()
    {
        ClusterView[] looks = [Cluster(Member("a")), Cluster(Member("a")), Cluster(Member("a"), Member("b", "joining")), Cluster(Member("a"), Member("b"))];
        var look = 0;
        await using var gateway = await FakeGateway.StartAsync(script =>
            script.Serve("cluster", () => looks[Math.Min(Interlocked.Increment(ref look), looks.Length) - 1], ApiJson.Default.ClusterView));

        var tailing = TailAsync(gateway, "--json");
        await _world.Shown("\"address\":\"b\",\"change\":\"up\"");
        await _world.Interrupts.InterruptAsync();

        (await tailing).ShouldBe(ExitCode.Interrupted);
        var changes = _world.OutLines.Select(line => JsonNode.Parse(line)!).ToList();
        changes.Select(change => $"{change["address"]} {change["change"]}").ShouldBe(["a up", "a leader", "b joining", "b up"]);
        changes[0]["roles"]!.ToJsonString().ShouldBe("""["worker"]""");
    }

    [Fact]
    public void What_stays_is_no_change() => Changes(Cluster(Member("a"), Member("b")), Cluster(Member("a"), Member("b"))).ShouldBeEmpty();

    [Fact]
    public void Members_that_cannot_be_reached_or_are_gone_are_changes() =>
        Changes(Cluster(Member("a"), Member("b"), Member("c", reachable: false)), Cluster(Member("b", reachable: false), Member("c")))
            .ShouldBe(["b unreachable", "c reachable", "a removed", "b leader"]);

    private static IEnumerable<string> Changes(ClusterView before, ClusterView now) =>
        MemberChange.Between(before, now, DateTimeOffset.UnixEpoch).Select(change => $"{change.Address} {change.Change}");

    private static ClusterView Cluster(params MemberView[] members) =>
        new() { Self = "a", Leader = members[0].Address, AllReachable = members.All(member => member.Reachable), Members = members };

    private static MemberView Member(string address, string status = "up", bool reachable = true) =>
        new() { Address = address, Status = status, Reachable = reachable, Roles = ["worker"], Tags = [] };

    private Task<ExitCode> TailAsync(FakeGateway gateway, params string[] more) =>
        _world.RunAsync(["cluster", "tail", "--gateway", gateway.Address.AbsoluteUri, .. more]);
}
