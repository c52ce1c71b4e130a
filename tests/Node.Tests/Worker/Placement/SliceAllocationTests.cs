using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster.Sharding;
using AkkaApiBench.Node.Worker.Placement;

namespace AkkaApiBench.Node.Tests.Worker.Placement;

public sealed class SliceAllocationTests : IDisposable
{
    private readonly ActorSystem _system = ActorSystem.Create("allocation");
    private readonly Dictionary<IActorRef, IReadOnlySet<string>> _workers = [];

    public void Dispose() => _system.Dispose();

    [Fact]
    public async Task A_slice_that_no_worker_can_serve_is_given_to_none()
    {
        var allocations = None(Worker("us-east"), Worker());

        var error = await Should.ThrowAsync<NoSuchWorkerException>(() => Allocate("0-0@eu-west", allocations));

        error.Message.ShouldContain("eu-west");
    }

    [Fact]
    public async Task A_slice_goes_to_a_worker_with_every_tag_that_it_needs()
    {
        var fit = Worker("eu-west", "gpu");
        var allocations = None(Worker("eu-west"), fit, Worker("gpu"));

        (await Allocate("0-0@eu-west+gpu", allocations)).ShouldBe(fit);
    }

    [Fact]
    public async Task Slices_of_one_target_go_to_distinct_workers_and_then_share_them()
    {
        var allocations = None(Worker("eu"), Worker("eu"), Worker());
        for (var part = 0; part < 4; part++)
        {
            var shard = $"3-{part}@eu";
            var worker = await Allocate(shard, allocations);
            allocations = allocations.SetItem(worker, allocations[worker].Add(shard));
        }

        allocations.Values.Select(shards => shards.Count).Order().ShouldBe([0, 2, 2]);
    }

    [Fact]
    public async Task A_slice_waits_for_a_worker_that_has_joined_rather_than_share_one()
    {
        var ready = Worker("eu");
        var joined = Worker("eu");
        var allocations = None(ready);

        (await Allocate("3-0@eu", allocations)).ShouldBe(ready);
        allocations = allocations.SetItem(ready, ["3-0@eu"]);
        await Should.ThrowAsync<WorkerNotReadyException>(() => Allocate("3-1@eu", allocations));
        (await Allocate("3-1@eu", allocations.Add(joined, []))).ShouldBe(joined);
    }

    [Fact]
    public async Task Idle_shards_that_crowd_a_worker_are_given_up_when_others_have_joined()
    {
        var crowded = Worker([], idle: ["0-0", "0-1", "0-2", "0-3"]);
        var allocations = None(Worker()).Add(crowded, ["0-0", "0-1", "0-2", "0-3"]);

        (await Rebalance(allocations)).ShouldBe(["0-0", "0-1", "0-2", "0-3"], ignoreOrder: true);
    }

    [Fact]
    public async Task Shards_in_use_stay()
    {
        var crowded = Worker([], idle: ["0-2", "0-3"]);
        var allocations = None(Worker()).Add(crowded, ["0-0", "0-1", "0-2", "0-3"]);

        (await Rebalance(allocations)).ShouldBe(["0-2", "0-3"], ignoreOrder: true);
    }

    [Fact]
    public async Task Shards_stay_where_the_workers_that_joined_lack_a_tag()
    {
        var crowded = Worker(["eu"], idle: ["0-0@eu", "0-1@eu", "0-2@eu"]);
        var allocations = None(Worker("us")).Add(crowded, ["0-0@eu", "0-1@eu", "0-2@eu"]);

        (await Rebalance(allocations)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Shards_that_are_spread_stay()
    {
        var allocations = ImmutableDictionary<IActorRef, IImmutableList<string>>.Empty
            .Add(Worker([], idle: ["0-0", "0-1"]), ["0-0", "0-1"]).Add(Worker([], idle: ["0-2"]), ["0-2"]);

        (await Rebalance(allocations)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("r.1.2.3", "2-3")]
    [InlineData("r.1.18.67", "2-3")]
    [InlineData("r.1.2.3@api:openai+eu-west", "2-3@api:openai+eu-west")]
    public void The_shard_of_a_slice_names_what_the_slice_needs(string entity, string shard) => new TesterShards().ShardId(entity).ShouldBe(shard);

    private Task<IActorRef> Allocate(string shard, IImmutableDictionary<IActorRef, IImmutableList<string>> allocations) =>
        new SliceAllocation(new Workers(_workers)).AllocateShard(ActorRefs.Nobody, shard, allocations);

    private Task<IImmutableSet<string>> Rebalance(IImmutableDictionary<IActorRef, IImmutableList<string>> allocations) =>
        new SliceAllocation(new Workers(_workers)).Rebalance(allocations, ImmutableHashSet<string>.Empty);

    private static ImmutableDictionary<IActorRef, IImmutableList<string>> None(params IActorRef[] workers) =>
        workers.ToImmutableDictionary(worker => worker, _ => (IImmutableList<string>)ImmutableList<string>.Empty);

    private IActorRef Worker(params string[] tags) => Worker(tags, []);

    private IActorRef Worker(string[] tags, string[] idle)
    {
        var region = _system.ActorOf(Props.Create(() => new Region(idle)));
        _workers[region] = tags.ToHashSet();
        return region;
    }

    private sealed class Workers(Dictionary<IActorRef, IReadOnlySet<string>> known) : IWorkers
    {
        public IReadOnlyList<WorkerNode> Up => [.. known.Keys.Select(Of).OfType<WorkerNode>()];

        public WorkerNode? Of(IActorRef actor) => known.TryGetValue(actor, out var tags) ? new WorkerNode(actor.Path.Address, tags) : null;
    }

    /// <summary>Stands for a shard region: has a tester in every shard that is not said to be idle.</summary>
    private sealed class Region : ReceiveActor
    {
        public Region(string[] idle) => Receive<GetShardRegionStats>(_ => Sender.Tell(new ShardRegionStats(
            new[] { "0-0", "0-1", "0-2", "0-3", "0-0@eu", "0-1@eu", "0-2@eu" }.ToImmutableDictionary(shard => shard, shard => idle.Contains(shard) ? 0 : 1),
            ImmutableHashSet<string>.Empty)));
    }
}
