using Akka.Actor;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Node.Coordinator.Runs;
using AkkaApiBench.Node.Worker.Placement;

namespace AkkaApiBench.Node.Tests.Coordinator;

public sealed class WorkerSearchTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;
    private readonly Workers _workers = new();

    [Fact]
    public void Without_workers_a_slice_waits() => Search().WhyWaiting(null).ShouldBe("waits for a worker: none is up");

    [Fact]
    public void What_is_missing_is_said_beside_what_there_is()
    {
        _workers.Add(4001, "us", "api:openai");
        _workers.Add(4002);

        Search().WhyWaiting("eu+gpu").ShouldBe("waits for a worker with the tags eu, gpu; up are akka.tcp://apibench@127.0.0.1:4001 with api:openai, us; akka.tcp://apibench@127.0.0.1:4002 with none");
    }

    [Fact]
    public void With_a_worker_that_has_everything_no_slice_waits()
    {
        _workers.Add(4001, "us", "eu");

        Search().WhyWaiting("eu").ShouldBeNull();
    }

    [Fact]
    public void A_run_gives_up_after_its_worker_timeout()
    {
        var (search, run) = (Search(), Begun());

        search.GiveUp(run, Now).ShouldBeEmpty();
        search.GiveUp(run, Now.AddSeconds(30)).ShouldBeEmpty();
        search.GiveUp(run, Now.AddSeconds(31)).ShouldHaveSingleItem().ShouldBe(
            new RunStopping(run.Run, RunStatus.Failed, "no worker within 30s: waits for a worker with the tags eu; none is up", Now.AddSeconds(31)));
    }

    [Fact]
    public void A_worker_that_comes_gives_a_run_its_whole_patience_again()
    {
        var (search, run) = (Search(), Begun());
        search.GiveUp(run, Now).ShouldBeEmpty();

        _workers.Add(4001, "eu");
        search.GiveUp(run, Now.AddSeconds(29)).ShouldBeEmpty();
        _workers.Clear();

        search.GiveUp(run, Now.AddSeconds(31)).ShouldBeEmpty();
        search.GiveUp(run, Now.AddSeconds(62)).ShouldNotBeEmpty();
    }

    private WorkerSearch Search() => new(_workers);

    private static RunState Begun()
    {
        var state = new RunState { Run = new RunId("20261124-170201-abcdef") };
        var plan = new Plan
        {
            Name = "plan",
            Targets = [new Target { Provider = "openai", Model = "m", BaseUrl = new Uri("http://127.0.0.1:1") }],
            Tests = [new Test("latency", TestType.Latency, new IterationsLoad(10, 2))],
            Tags = ["eu"],
            WorkerTimeout = TimeSpan.FromSeconds(30),
        };
        state = state.Accept(plan, Now).Aggregate(state, (before, happened) => before.Apply(happened));
        return state.Begin(Now).Aggregate(state, (before, happened) => before.Apply(happened));
    }

    private sealed class Workers : IWorkers
    {
        private readonly List<WorkerNode> _up = [];

        public IReadOnlyList<WorkerNode> Up => _up;

        public void Add(int port, params string[] tags) => _up.Add(new WorkerNode(new Address("akka.tcp", "apibench", "127.0.0.1", port), tags.ToHashSet()));

        public void Clear() => _up.Clear();

        public WorkerNode? Of(IActorRef actor) => null;
    }
}
