using Akka.Actor;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Node.Gateway.Live;

namespace AkkaApiBench.Node.Tests.Gateway.Live;

public sealed class LiveHubTests : TestKit
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly DateTimeOffset Begin = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly Target Target = new() { Provider = "openai", Model = "m", BaseUrl = new Uri("http://127.0.0.1:1/v1"), HasOwnBaseUrl = true };

    private readonly TestProbe _coordinator;
    private readonly TestProbe _journals;
    private readonly IActorRef _hub;
    private int _cut;

    public LiveHubTests()
        : base("akka.actor.provider = cluster\nakka.remote.dot-netty.tcp.port = 0\nakka.remote.dot-netty.tcp.hostname = 127.0.0.1")
    {
        _coordinator = CreateTestProbe();
        _journals = CreateTestProbe();
        var sources = new LiveSources(_coordinator, _journals);
        _hub = Sys.ActorOf(Props.Create(() => new LiveHub(sources, () => Interlocked.Increment(ref _cut))));
        _coordinator.FishForMessage<WatchRuns>(_ => true, Patience);
    }

    [Fact]
    public async Task Who_listens_to_a_run_is_told_how_far_it_is_up_to_its_end()
    {
        var run = Listen(RunStatus.Running);
        _coordinator.FishForMessage<WatchRun>(question => question.Run == Id, Patience);
        _journals.FishForMessage<WatchAnomalies>(question => question == new WatchAnomalies(Target.Id, Begin), Patience);

        _hub.Tell(Progress(RunStatus.Running));
        _hub.Tell(Progress(RunStatus.Completed));

        (await NamesAsync(run)).ShouldBe(["progress", "end"]);
    }

    [Fact]
    public async Task A_run_that_has_ended_long_ago_is_told_to_who_asks_for_it_and_to_nobody_else()
    {
        var all = ListenToAll();
        var run = Listen(RunStatus.Completed);

        _hub.Tell(Progress(RunStatus.Completed));

        (await NamesAsync(run)).ShouldBe(["end"]);
        (await EndAsync(all)).ShouldBe([]);
    }

    [Fact]
    public async Task The_end_of_a_run_is_told_once_to_all_however_often_it_is_asked_for()
    {
        var all = ListenToAll();
        var first = Listen(RunStatus.Running);
        _hub.Tell(Header(RunStatus.Running));
        _hub.Tell(Progress(RunStatus.Completed));
        (await NamesAsync(first)).ShouldBe(["end"]);

        var second = Listen(RunStatus.Completed);
        _hub.Tell(Progress(RunStatus.Completed));

        (await NamesAsync(second)).ShouldBe(["end"]);
        (await EndAsync(all)).ShouldBe(["run", "run", "end"]);
    }

    [Fact]
    public async Task An_anomaly_is_told_once_for_each_change_however_often_the_journal_tells_it()
    {
        var run = Listen(RunStatus.Running);
        var worse = Anomaly() with { Severity = Severity.Critical };

        _hub.Tell(new TargetAnomalies(Target.Id, [Anomaly()]));
        _hub.Tell(new AnomalyNoted(Target.Id, Anomaly()));
        _hub.Tell(new AnomalyNoted(Target.Id, worse));
        _hub.Tell(new TargetAnomalies(Target.Id, [worse]));
        _hub.Tell(Progress(RunStatus.Completed));

        (await ReadAsync(run)).Select(told => told.News).OfType<LiveNews.AnomalyChanged>().Select(news => news.Noted.Anomaly).ShouldBe([Anomaly(), worse]);
    }

    [Fact]
    public async Task Anomalies_of_other_targets_and_other_times_are_not_told_with_a_run()
    {
        var run = Listen(RunStatus.Running);

        _hub.Tell(new AnomalyNoted(new TargetId("other/m"), Anomaly()));
        _hub.Tell(new AnomalyNoted(Target.Id, Anomaly() with { Start = Begin.AddHours(-2), End = Begin.AddHours(-1) }));
        _hub.Tell(Progress(RunStatus.Completed));

        (await NamesAsync(run)).ShouldBe(["end"]);
    }

    [Fact]
    public async Task A_run_that_ended_while_nobody_was_heard_is_asked_for_and_its_end_is_told_to_all()
    {
        var all = ListenToAll();
        _hub.Tell(new RunPage([Header(RunStatus.Running)], HasMore: false));
        _coordinator.FishForMessage<GetRunPlan>(question => question.Run == Id, Patience);
        _hub.Tell(Run(RunStatus.Running));

        _hub.Tell(new RunPage([], HasMore: false));
        _coordinator.FishForMessage<WatchRun>(question => question.Run == Id, Patience);
        _hub.Tell(Progress(RunStatus.Failed));

        (await EndAsync(all)).ShouldBe(["run", "run", "end"]);
    }

    [Fact]
    public async Task A_run_that_is_removed_is_told_and_ends_the_streams_of_it()
    {
        var (all, run) = (ListenToAll(), Listen(RunStatus.Paused));

        _hub.Tell(new RunRemoved(Id));

        (await NamesAsync(run)).ShouldBe([]);
        (await EndAsync(all)).ShouldBe(["removed"]);
    }

    [Fact]
    public async Task Who_comes_back_is_told_what_it_missed()
    {
        var first = ListenToAll();
        _hub.Tell(Header(RunStatus.Accepted));
        var last = (await first.Queue.ReadAsync()).Id;
        _hub.Tell(new LiveHub.Leave(first));
        _hub.Tell(Header(RunStatus.Running));

        var again = ListenToAll(last);

        (await again.Beginning).Select(told => told.News).ShouldBe([new LiveNews.RunChanged(Header(RunStatus.Running))]);
    }

    [Fact]
    public async Task Who_comes_back_with_an_event_of_another_gateway_begins_anew_and_is_told_so()
    {
        _hub.Tell(Header(RunStatus.Accepted));

        var again = ListenToAll("elsewhere-7");

        (await again.Beginning).Select(told => told.News.Name).ShouldBe(["reset", "run"]);
    }

    [Fact]
    public async Task Who_has_not_read_the_end_of_a_run_yet_is_not_too_slow_for_what_comes_after_it()
    {
        var (all, run) = (ListenToAll(), Listen(RunStatus.Running));
        _hub.Tell(Progress(RunStatus.Completed));

        _hub.Tell(new AnomalyNoted(Target.Id, Anomaly()));

        (await all.Queue.ReadAsync()).News.ShouldBeOfType<LiveNews.AnomalyChanged>();
        run.CutOff.IsCancellationRequested.ShouldBeFalse();
        (await NamesAsync(run)).ShouldBe(["end"]);
    }

    [Fact]
    public async Task A_reader_that_lets_its_queue_fill_is_cut_off_and_others_are_not()
    {
        var (slow, fast) = (ListenToAll(), ListenToAll());
        await fast.Beginning;

        for (var i = 0; i <= LiveSubscriber.QueueLength; i++)
        {
            _hub.Tell(new RunRemoved(new RunId($"r{i}")));
            await fast.Queue.ReadAsync();
        }

        slow.CutOff.IsCancellationRequested.ShouldBeTrue();
        fast.CutOff.IsCancellationRequested.ShouldBeFalse();
        _cut.ShouldBe(1);
    }

    private static RunId Id => new("r");

    private LiveSubscriber Listen(RunStatus status)
    {
        var subscriber = new LiveSubscriber(LiveFilter.Of(Run(status)), lastEventId: null) { Run = Run(status) };
        _hub.Tell(new LiveHub.Join(subscriber));
        return subscriber;
    }

    private LiveSubscriber ListenToAll(string? lastEventId = null)
    {
        var subscriber = new LiveSubscriber(news => news is not LiveNews.Ping, lastEventId);
        _hub.Tell(new LiveHub.Join(subscriber));
        return subscriber;
    }

    /// <summary>What was told up to now.</summary>
    private async Task<IEnumerable<string>> EndAsync(LiveSubscriber subscriber)
    {
        await WatchAsync(_hub);
        // Behind all that was told.
        _hub.Tell(PoisonPill.Instance);
        ExpectTerminated(_hub, Patience);
        return await NamesAsync(subscriber);
    }

    private static async Task<IEnumerable<string>> NamesAsync(LiveSubscriber subscriber) => (await ReadAsync(subscriber)).Select(told => told.News.Name);

    private static async Task<List<LiveEvent>> ReadAsync(LiveSubscriber subscriber)
    {
        var told = new List<LiveEvent>(await subscriber.Beginning.WaitAsync(Patience));
        using var patience = new CancellationTokenSource(Patience);
        await foreach (var one in subscriber.Queue.ReadAllAsync(patience.Token))
        {
            if (one.News is not LiveNews.Ping)
                told.Add(one);
        }

        return told;
    }

    private static RunPlan Run(RunStatus status) => new(Header(status), new Plan { Name = "n", Targets = [Target, Target], Tests = [] });

    private static RunProgress Progress(RunStatus status) => new(Header(status), []);

    private static RunHeader Header(RunStatus status) => new(Id, "n", status, null, Begin.AddMinutes(-1), Begin, null);

    private static Anomaly Anomaly() => new()
    {
        Metric = "latency.p50", Kind = AnomalyKind.LatencySpike, Severity = Severity.High, Confidence = 0.9,
        Start = Begin.AddMinutes(1), Peak = Begin.AddMinutes(2), Expected = 400, Observed = 900,
    };
}
