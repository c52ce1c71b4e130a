using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Hosting;
using Akka.Cluster.Sharding;
using Akka.Cluster.Tools.Client;
using Akka.Cluster.Tools.PublishSubscribe;
using Akka.DistributedData;
using Akka.Hosting;
using AkkaApiBench.Hosting.Serialization;

namespace AkkaApiBench.Hosting.Tests.Serialization;

/// <summary>Two nodes on loopback: ours by contract, Akka's own as always.</summary>
public sealed class ClusterSerializationTests : IAsyncLifetime
{
    private TestNode _first = null!;
    private TestNode _second = null!;

    public async Task InitializeAsync() => (_first, _second) = await TestNode.StartPairAsync(akka => akka
        .WithContractSerialization(TestMessageSerializer.Contract)
        .WithActors((system, _) => system.ActorOf<Echo>("echo"))
        .WithShardRegion<Entities>("entities", _ => Props.Create<Echo>(), new Extractor(), new ShardOptions { StateStoreMode = StateStoreMode.DData })
        .WithSingleton<Single>("single", Props.Create<Echo>())
        .WithDistributedPubSub(null!)
        .WithDistributedData(_ => { })
        .WithExtension<ClusterClientReceptionistExtensionProvider>());

    public async Task DisposeAsync()
    {
        await _second.DisposeAsync();
        await _first.DisposeAsync();
    }

    [Fact]
    public async Task A_message_without_contract_never_arrives_and_the_failure_is_logged()
    {
        var echo = _second.System.ActorSelection($"{_first.Address}/user/echo");

        var lost = echo.Ask<Pong>(new WithoutContract("text"), TestNode.Patience);
        // What is sent later arrives, so the connection lives on.
        (await echo.Ask<Pong>(new Ping("1"), TestNode.Patience)).From.ShouldBe(_first.Address.ToString());

        await Eventually.TrueAsync(() => _second.Log.Events.Any(e => e.Text.Contains($"{typeof(WithoutContract).FullName} has no contract", StringComparison.Ordinal)));
        lost.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_sharded_entity_answers_across_nodes()
    {
        var region = ActorRegistry.For(_first.System).Get<Entities>();
        HashSet<string> answered = [];

        await Eventually.TrueAsync(async () =>
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => region.Ask<Pong>(new Ping($"entity-{i}"), TestNode.Patience)));
            answered.UnionWith(answers.Select(answer => answer.From));
            return answered.Count == 2;
        });

        NothingWasRefused();
    }

    [Fact]
    public async Task A_singleton_answers_the_other_node()
    {
        var proxy = ActorRegistry.For(_second.System).Get<Single>();

        (await proxy.Ask<Pong>(new Ping("1"), TestNode.Patience)).From.ShouldBe(_first.Address.ToString());

        NothingWasRefused();
    }

    [Fact]
    public async Task What_is_published_on_one_node_reaches_a_subscriber_on_the_other()
    {
        var received = new TaskCompletionSource<Ping>();
        await DistributedPubSub.Get(_second.System).Mediator.Ask<SubscribeAck>(
            new Akka.Cluster.Tools.PublishSubscribe.Subscribe("topic", _second.System.ActorOf(Props.Create(() => new Receiver<Ping>(received)))), TestNode.Patience);

        await Eventually.TrueAsync(() =>
        {
            DistributedPubSub.Get(_first.System).Mediator.Tell(new Publish("topic", new Ping("news")));
            return received.Task.IsCompleted;
        });

        (await received.Task).ShouldBe(new Ping("news"));
        NothingWasRefused();
    }

    [Fact]
    public async Task Replicated_data_is_written_to_both_nodes_and_read_on_the_other()
    {
        var key = new ORSetKey<string>("words");
        var everywhere = new WriteAll(TestNode.Patience);

        await DistributedData.Get(_first.System).UpdateAsync(key, ORSet<string>.Empty.Add(Cluster.Get(_first.System), "word"), everywhere);

        (await DistributedData.Get(_second.System).GetAsync(key, ReadLocal.Instance)).ShouldNotBeNull().Elements.ShouldBe(["word"]);
        NothingWasRefused();
    }

    [Fact]
    public async Task A_client_outside_the_cluster_is_answered_through_the_receptionist()
    {
        ClusterClientReceptionist.Get(_first.System).RegisterService(await _first.System.ActorSelection("/user/echo").ResolveOne(TestNode.Patience));
        var outside = ActorSystem.Create("outside", ContractSerialization.Config(TestMessageSerializer.Contract)
            .WithFallback("akka.actor.provider = remote\nakka.remote.dot-netty.tcp { hostname = 127.0.0.1, port = 0 }")
            .WithFallback(ClusterClientReceptionist.DefaultConfig())
            .WithFallback(DistributedPubSub.DefaultConfig()));
        try
        {
            var client = outside.ActorOf(ClusterClient.Props(ClusterClientSettings.Create(outside)
                .WithInitialContacts([ActorPath.Parse($"{_second.Address}/system/receptionist")])));

            // Lost until the second node has heard of the service on the first.
            var answer = new TaskCompletionSource<Pong>();
            var asker = outside.ActorOf(Props.Create(() => new Receiver<Pong>(answer)));
            await Eventually.TrueAsync(() =>
            {
                client.Tell(new ClusterClient.Send("/user/echo", new Ping("1")), asker);
                return answer.Task.IsCompleted;
            });

            (await answer.Task).From.ShouldBe(_first.Address.ToString());
        }
        finally
        {
            await outside.Terminate();
        }

        NothingWasRefused();
    }

    private void NothingWasRefused() =>
        _first.Log.Events.Concat(_second.Log.Events).ShouldNotContain(e => e.Text.Contains("no contract", StringComparison.Ordinal));

    private sealed class Entities;

    private sealed class Single;

    private sealed class Extractor() : HashCodeMessageExtractor(20)
    {
        public override string? EntityId(object message) => (message as Ping)?.Id;
    }

    private sealed class Receiver<T> : ReceiveActor
    {
        public Receiver(TaskCompletionSource<T> received) => Receive<T>(message => received.TrySetResult(message));
    }
}
