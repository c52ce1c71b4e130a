using Akka.Actor;
using Akka.Cluster.Tools.PublishSubscribe;
using AkkaApiBench.Messages.Alerts;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Monitors;
using AkkaApiBench.Messages.Runs;

namespace AkkaApiBench.Node.Gateway.Live;

/// <summary>
/// Listens to the cluster for all readers of this gateway's live streams: what one more reader costs, the gateway pays alone. Asks
/// again at times, for the coordinator, a run or a journal may have moved to another node; what changed in between is found then.
/// </summary>
internal sealed class LiveHub : ReceiveActor, IWithTimers
{
    private const int EventsKept = 1_000;
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(5);

    private readonly LiveHistory _history = new(RandomName(), EventsKept);
    private readonly KnownAnomalies _anomalies = new();
    private readonly Dictionary<RunId, RunHeader> _headers = [];
    private readonly HashSet<RunId> _toldEnds = [];
    private readonly Dictionary<RunId, WatchedRun> _runs = [];
    private readonly HashSet<LiveSubscriber> _subscribers = [];
    private readonly LiveSources _sources;
    private readonly Action _onCut;

    /// <param name="sources">Where news comes from.</param>
    /// <param name="onCut">Told of each reader that was too slow.</param>
    public LiveHub(LiveSources sources, Action onCut)
    {
        _sources = sources;
        _onCut = onCut;

        Receive<Join>(join => Add(join.Subscriber));
        Receive<Leave>(leave => Remove(leave.Subscriber));
        Receive<Tick>(_ => AskAgain());
        Receive<PingDue>(_ => Tell(new LiveEvent(new LiveNews.Ping())));

        Receive<RunPage>(Hear);
        Receive<RunHeader>(Hear);
        Receive<RunPlan>(Hear);
        Receive<RunProgress>(Hear);
        Receive<RunNotFound>(lost => End(lost.Run));
        Receive<RunRemoved>(removed =>
        {
            ForgetHeader(removed.Run);
            Publish(new LiveNews.RunGone(removed.Run));
            End(removed.Run);
        });
        Receive<AnomalyNoted>(noted => Hear(noted, isNewsToAll: true));
        Receive<TargetAnomalies>(answer =>
        {
            var wasKnown = _anomalies.Knows(answer.Target);
            foreach (var anomaly in answer.Anomalies)
                Hear(new AnomalyNoted(answer.Target, anomaly), wasKnown);
        });
        Receive<IMonitorNotice>(notice => Publish(new LiveNews.MonitorTold(notice)));
        Receive<AlertNews>(news => Publish(new LiveNews.AlertChanged(news.Alert)));
        Receive<SubscribeAck>(_ => { });
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        foreach (var topic in new[] { MonitorTopic.Name, AlertNews.Topic })
            DistributedPubSub.Get(Context.System).Mediator.Tell(new Subscribe(topic, Self));
        Self.Tell(new Tick());
        Timers.StartPeriodicTimer(nameof(Tick), new Tick(), AskAgainAfter);
        Timers.StartPeriodicTimer(nameof(PingDue), new PingDue(), PingEvery);
    }

    protected override void PostStop()
    {
        foreach (var subscriber in _subscribers)
            subscriber.End();
    }

    private void AskAgain()
    {
        _sources.Coordinator.Tell(new WatchRuns());
        foreach (var (id, run) in _runs)
            Watch(id, run);
    }

    private void Watch(RunId id, WatchedRun run)
    {
        _sources.Coordinator.Tell(new WatchRun(id));
        if (run.Plan is not { } plan)
        {
            _sources.Coordinator.Tell(new GetRunPlan(id));
            return;
        }

        foreach (var target in plan.Plan.Targets.Select(target => target.Id).Distinct())
            _sources.Journals.Tell(new WatchAnomalies(target, plan.Header.StartedAt ?? plan.Header.AcceptedAt));
    }

    private void Add(LiveSubscriber subscriber)
    {
        _subscribers.Add(subscriber);
        subscriber.Begin([.. BeginningOf(subscriber).Where(told => subscriber.Wants(told.News))]);
        if (subscriber.Run is not { } plan)
            return;

        var isNew = !_runs.TryGetValue(plan.Run, out var run);
        run ??= _runs[plan.Run] = new WatchedRun();
        run.Plan ??= plan;
        run.Subscribers.Add(subscriber);
        if (isNew)
            Watch(plan.Run, run);
    }

    private IEnumerable<LiveEvent> BeginningOf(LiveSubscriber subscriber)
    {
        if (subscriber.LastEventId is { } last && _history.After(last) is { } missed)
            return missed;
        var now = _headers.Values.Where(header => !header.Status.IsEnd()).Select(header => new LiveEvent(new LiveNews.RunChanged(header)))
            .Concat(_anomalies.All.Where(noted => subscriber.Run is not null || noted.Anomaly.End is null).Select(noted => new LiveEvent(new LiveNews.AnomalyChanged(noted))))
            .Concat(_history.Progress.OrderBy(told => told.Number));
        return subscriber.LastEventId is null ? now : now.Prepend(new LiveEvent(new LiveNews.Reset()));
    }

    private void Remove(LiveSubscriber subscriber)
    {
        _subscribers.Remove(subscriber);
        if (subscriber.Run is { } plan)
            _runs.GetValueOrDefault(plan.Run)?.Subscribers.Remove(subscriber);
        subscriber.Dispose();
    }

    private void Hear(RunPage notEnded)
    {
        foreach (var header in notEnded.Runs)
            Hear(header);
        if (notEnded.HasMore)
            return;
        // What is not there any more has ended, which may have been told while nobody here was heard, or was told and need not be kept.
        var alive = notEnded.Runs.Select(header => header.Run).ToHashSet();
        foreach (var (id, header) in _headers.Where(known => !alive.Contains(known.Key)).ToList())
        {
            if (header.Status.IsEnd())
                ForgetHeader(id);
            else
                Watch(id, Watched(id));
        }

        foreach (var (id, run) in _runs.Where(run => run.Value.Subscribers.Count == 0 && !_headers.ContainsKey(run.Key)).ToList())
            Forget(id);
    }

    private void Hear(RunHeader header)
    {
        var known = _headers.GetValueOrDefault(header.Run);
        if (known == header || (known is not null && known.Status.IsEnd()))
            return;
        _headers[header.Run] = header;
        Publish(new LiveNews.RunChanged(header));
        if (header.Status.IsAtWork() && !_runs.ContainsKey(header.Run))
            Watch(header.Run, Watched(header.Run));
    }

    private void Hear(RunPlan plan)
    {
        if (!_runs.TryGetValue(plan.Run, out var run) || run.Plan is not null)
            return;
        run.Plan = plan;
        Watch(plan.Run, run);
        if (run.Untold is { } progress)
            Hear(progress);
    }

    private void Hear(RunProgress progress)
    {
        if (!_runs.TryGetValue(progress.Run, out var run))
            return;
        if (run.Plan is not { } plan)
        {
            run.Untold = progress;
            return;
        }

        var news = new LiveNews.RunProgressed(progress, plan.Plan);
        if (!progress.Header.Status.IsEnd())
        {
            run.WasGoingOn = true;
            Publish(news);
            return;
        }

        var isNewsToAll = run.WasGoingOn || _headers.ContainsKey(progress.Run);
        if (isNewsToAll && _toldEnds.Add(progress.Run))
        {
            Hear(progress.Header);
            Publish(news);
        }
        else
        {
            var told = new LiveEvent(news);
            foreach (var subscriber in run.Subscribers.ToList())
                Tell(subscriber, told);
        }

        End(progress.Run);
    }

    private void Hear(AnomalyNoted noted, bool isNewsToAll)
    {
        if (!_anomalies.Take(noted))
            return;
        var news = new LiveNews.AnomalyChanged(noted);
        if (isNewsToAll)
        {
            Publish(news);
            return;
        }

        var told = new LiveEvent(news);
        foreach (var subscriber in _subscribers.Where(subscriber => subscriber.Run is not null && subscriber.Wants(news)).ToList())
            Tell(subscriber, told);
    }

    private void ForgetHeader(RunId id)
    {
        _headers.Remove(id);
        _toldEnds.Remove(id);
    }

    private WatchedRun Watched(RunId id) => _runs.TryGetValue(id, out var run) ? run : _runs[id] = new WatchedRun();

    /// <summary>A run is over for those who listen to it alone.</summary>
    private void End(RunId id)
    {
        if (_runs.GetValueOrDefault(id) is { } run)
        {
            foreach (var subscriber in run.Subscribers)
                subscriber.End();
        }

        Forget(id);
    }

    private void Forget(RunId id)
    {
        _runs.Remove(id);
        _history.Forget(id);
    }

    private void Publish(LiveNews news) => Tell(_history.Add(news));

    private void Tell(LiveEvent told)
    {
        foreach (var subscriber in _subscribers.Where(subscriber => subscriber.Wants(told.News)).ToList())
            Tell(subscriber, told);
    }

    private void Tell(LiveSubscriber subscriber, LiveEvent told)
    {
        if (subscriber.TryTell(told))
            return;
        _subscribers.Remove(subscriber);
        subscriber.Cut();
        _onCut();
    }

    private static string RandomName() => Guid.NewGuid().ToString("N")[..8];

    /// <summary>A reader comes.</summary>
    public sealed record Join(LiveSubscriber Subscriber);

    /// <summary>A reader has gone.</summary>
    public sealed record Leave(LiveSubscriber Subscriber);

    private sealed record Tick;

    private sealed record PingDue;
}

/// <summary>Where the hub's news comes from.</summary>
/// <param name="Coordinator">The coordinator, on whatever node it is.</param>
/// <param name="Journals">The journals of targets.</param>
internal sealed record LiveSources(IActorRef Coordinator, IActorRef Journals);
