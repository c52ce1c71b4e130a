using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Cluster;
using Akka.Hosting;
using AkkaApiBench.Hosting.Health;
using AkkaApiBench.Hosting.Membership;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace AkkaApiBench.Hosting.Tests.Membership;

public sealed class NodeTests
{
    [Fact]
    public async Task A_node_on_a_port_in_use_does_not_start_and_names_the_port()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var error = await Should.ThrowAsync<NodeStartException>(TestNode.Start(new ClusterNodeOptions { Port = port }).Ended);

        error.Message.ShouldStartWith($"--hostname 127.0.0.1 --port {port}: cannot listen there: ");
        error.Message.ShouldNotContain("\n");
    }

    [Fact]
    public async Task Two_nodes_cannot_share_a_port()
    {
        await using var first = await TestNode.StartAloneAsync();

        await Should.ThrowAsync<NodeStartException>(TestNode.Start(new ClusterNodeOptions { Port = first.Address.Port!.Value }).Ended);
    }

    [Fact]
    public async Task A_node_declared_dead_ends_with_the_code_that_a_supervisor_starts_it_again_on()
    {
        await using var node = await TestNode.StartAloneAsync();

        Cluster.Get(node.System).Down(node.Address);

        (await node.ExitCodeAsync()).ShouldBe(NodeProgram.StartAgain);
    }

    [Fact]
    public async Task A_node_whose_actor_system_ends_unasked_is_started_again()
    {
        await using var node = await TestNode.StartAloneAsync();

        await node.System.Terminate();

        (await node.ExitCodeAsync()).ShouldBe(NodeProgram.StartAgain);
    }

    [Fact]
    public async Task A_node_made_to_leave_ends_in_order()
    {
        var (first, second) = await TestNode.StartPairAsync();
        await using var _ = first;
        await using var __ = second;

        Cluster.Get(first.System).Leave(second.Address);

        (await second.ExitCodeAsync()).ShouldBe(NodeProgram.Stopped);
        await Eventually.TrueAsync(() => Cluster.Get(first.System).State.Members.Count == 1);
    }

    [Fact]
    public async Task A_node_of_another_protocol_does_not_get_in_and_both_sides_say_why()
    {
        await using var old = await TestNode.StartAloneAsync();
        await using var next = TestNode.Start(new ClusterNodeOptions { Embedded = true, ProtocolVersion = 2, SeedNodes = [old.Address.ToString()] });

        (await next.ExitCodeAsync()).ShouldBeOneOf(NodeProgram.ForeignCluster, NodeProgram.StartAgain);

        old.Log.Events.ShouldContain(e => e.Level == LogLevel.Error && e.Text.Contains("speaks protocol:2 and this cluster protocol:1", StringComparison.Ordinal));
        next.Log.Events.ShouldContain(e => e.Level == LogLevel.Error && e.Text.Contains("speaks protocol:1, and this node protocol:2", StringComparison.Ordinal));
        await Eventually.TrueAsync(() => Cluster.Get(old.System).State.Members.Count == 1);
        (await old.HealthAsync(HealthExtensions.Ready)).Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task A_stopped_node_leaves_the_cluster_before_it_ends()
    {
        var (first, second) = await TestNode.StartPairAsync();
        await using var _ = first;
        await using var __ = second;

        second.Stop();

        (await second.ExitCodeAsync()).ShouldBe(NodeProgram.Stopped);
        await Eventually.TrueAsync(() => first.Log.Events.Any(e => e.Text.Contains($"{second.Address} is gone", StringComparison.Ordinal)));
        first.Log.Events.ShouldNotContain(e => e.Text.Contains("was declared dead", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_node_without_seed_nodes_is_a_cluster_of_one_with_its_roles_and_tags()
    {
        await using var node = TestNode.Start(new ClusterNodeOptions { Roles = [ClusterRoles.Worker], Tags = ["eu-west"] });
        await node.UpAsync();
        // The node hears that it is up before its own view of the cluster has it.
        await Eventually.TrueAsync(() => Cluster.Get(node.System).State.Members.Count == 1);

        var self = Cluster.Get(node.System).State.Members.ShouldHaveSingleItem();
        self.Roles.ShouldBe(["worker", "tag:eu-west", "protocol:1"], ignoreOrder: true);
        self.AppVersion.Version.ShouldBe(typeof(NodeProgram).Assembly.GetName().Version!.ToString(3));
        self.Address.ToString().ShouldStartWith("akka.tcp://apibench@127.0.0.1:");
    }

    [Fact]
    public async Task Operators_see_who_joins_and_not_what_Akka_says_about_it()
    {
        await using var node = await TestNode.StartAloneAsync();

        await Eventually.TrueAsync(() => node.Log.Events.Any(e => e.Text.Contains("is up", StringComparison.Ordinal)));
        node.Log.Events.Where(e => e.Level >= LogLevel.Information && e.Category.StartsWith("AkkaApiBench", StringComparison.Ordinal))
            .ShouldHaveSingleItem().Category.ShouldBe("AkkaApiBench.Hosting.Membership.MembershipLog");
        node.Log.Events.ShouldNotContain(e => e.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task A_node_that_has_not_joined_is_alive_and_not_ready()
    {
        await using var node = TestNode.Start(new ClusterNodeOptions { SeedNodes = ["akka.tcp://apibench@127.0.0.1:1"] });

        (await node.HealthAsync(HealthExtensions.Live)).Status.ShouldBe(HealthStatus.Healthy);
        (await node.HealthAsync(HealthExtensions.Ready)).Status.ShouldBe(HealthStatus.Unhealthy);
    }

    [Fact]
    public async Task A_node_that_has_left_is_neither_alive_nor_ready()
    {
        await using var node = await TestNode.StartAloneAsync();
        await node.System.Terminate();

        (await node.HealthAsync(HealthExtensions.Live)).Status.ShouldBe(HealthStatus.Unhealthy);
        (await node.HealthAsync(HealthExtensions.Ready)).Status.ShouldBe(HealthStatus.Unhealthy);
    }

    [Fact]
    public async Task A_node_is_ready_when_up_and_degraded_while_it_does_not_reach_another()
    {
        var (first, second) = await TestNode.StartPairAsync(akka => akka.AddHocon(
            "akka.cluster.failure-detector { heartbeat-interval = 100ms, acceptable-heartbeat-pause = 1s }", HoconAddMode.Prepend));
        await using var _ = first;
        await using var __ = second;
        (await first.HealthAsync(HealthExtensions.Ready)).Status.ShouldBe(HealthStatus.Healthy);

        ((ExtendedActorSystem)second.System).Abort();

        await Eventually.TrueAsync(async () => (await first.HealthAsync(HealthExtensions.Ready)).Status is HealthStatus.Degraded);
    }
}
