using Akka.Actor;
using Akka.Event;
using Akka.Persistence;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Monitors;
using AkkaApiBench.Messages.Protocol;
using AkkaApiBench.Messages.Runs;

namespace AkkaApiBench.Node.Coordinator.Monitors;

/// <summary>What the scheduler needs of the node.</summary>
/// <param name="Coordinator">Makes the runs.</param>
/// <param name="Publish">Tells those who listen.</param>
/// <param name="Time">The clock.</param>
internal sealed record MonitorSettings(IActorRef Coordinator, Action<IMonitorNotice> Publish, TimeProvider Time);

/// <summary>
/// Keeps the monitors: fires them when they are due, and notes what became of it. A firing is persisted with its run's identifier
/// before the run is asked for, and asked for again under the same key until it is accepted: so wherever the scheduler dies,
/// there is one run. A cluster singleton.
/// </summary>
internal sealed class MonitorScheduler : ReceivePersistentActor, IWithTimers
{
    private const int EventsBetweenSnapshots = 200;
    private const int MostMonitors = 500;
    private static readonly TimeSpan AcceptTime = TimeSpan.FromSeconds(15);

    /// <summary>Clocks are set: the longest wait is short.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>How soon a run that was not heard of is asked for again.</summary>
    private static readonly TimeSpan WaitForRun = TimeSpan.FromSeconds(5);

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly MonitorSettings _settings;
    private readonly HashSet<RunId> _asked = [];
    private MonitorsState _state = MonitorsState.Empty;

    public MonitorScheduler(MonitorSettings settings)
    {
        _settings = settings;

        Recover<SnapshotOffer>(offer => _state = new MonitorsState(MonitorsState.Empty.Monitors.AddRange(
            ((MonitorsSnapshot)offer.Snapshot).Monitors.Select(monitor => KeyValuePair.Create(monitor.Id, monitor)))));
        Recover<IMonitorEvent>(happened => _state = _state.Apply(happened));
        Recover<RecoveryCompleted>(_ => Self.Tell(Recovered.Instance));

        Command<Recovered>(_ =>
        {
            foreach (var notice in _state.Monitors.Values.SelectMany(Notices.OfWhatLasts))
                _settings.Publish(notice);
            Wake();
        });
        Command<WakeUp>(_ => Wake());

        Command<SaveMonitor>(Save);
        Command<SwitchMonitor>(command => IfThere(command, monitor => monitor.Spec.IsEnabled == command.IsEnabled
            ? [] : [new MonitorSwitched(monitor.Id, command.IsEnabled, command.By, Now)]));
        Command<RemoveMonitor>(Remove);
        Command<FireMonitor>(Fire);
        Command<GetMonitor>(query => Sender.Tell(_state.Find(query.Monitor)?.Show(Now) ?? (object)new MonitorNotFound(query.Monitor)));
        Command<GetMonitorHistory>(query => Sender.Tell(_state.Find(query.Monitor) is { } monitor
            ? new MonitorHistory(monitor.Id, [.. monitor.Firings().Take(query.Limit)]) : (object)new MonitorNotFound(query.Monitor)));
        Command<ListMonitors>(List);

        Command<RunKnown>(known => OnAccepted(known.Monitor, known.Run, known.Asked));
        Command<NotKnown>(failed =>
        {
            _log.Warning(failed.Cause, "Run {0} of monitor {1} is asked for again.", failed.Run, failed.Monitor);
            _asked.Remove(failed.Run);
        });
        Command<RunProgress>(progress => OnHeader(progress.Header));
        Command<RunNotFound>(gone =>
        {
            if (_state.WithRun(gone.Run) is { Active.IsAccepted: true } monitor)
                Happen([FiringSettlement.Unknown(monitor, gone.Run, Now)]);
        });
        Command<FiringSettled>(settled =>
        {
            _asked.Remove(settled.Run);
            if (_state.WithRun(settled.Run)?.Id == settled.Monitor)
                Happen([settled]);
        });

        Command<SaveSnapshotSuccess>(saved => DeleteSnapshots(new SnapshotSelectionCriteria(saved.Metadata.SequenceNr - 1)));
        Command<SaveSnapshotFailure>(failed => _log.Warning(failed.Cause, "The monitors were not saved as a snapshot."));
        Command<DeleteSnapshotsSuccess>(_ => { });
        Command<DeleteSnapshotsFailure>(failed => _log.Warning(failed.Cause, "Old snapshots of the monitors were not deleted."));
    }

    public override string PersistenceId => "monitors";

    public ITimerScheduler Timers { get; set; } = null!;

    private DateTimeOffset Now => _settings.Time.GetUtcNow();

    private void Wake()
    {
        var now = Now;
        var decided = _state.Monitors.Values.SelectMany(monitor => monitor.Advance(now, () => RunId.New(now))).ToList();
        Happen(decided, () =>
        {
            foreach (var monitor in _state.Monitors.Values.Where(monitor => monitor.Active is not null))
                Follow(monitor);
            Rest();
        });
    }

    private void Rest()
    {
        var now = Now;
        var longest = now + (_state.Monitors.Values.Any(monitor => monitor.Active is not null) ? WaitForRun : LongestWait);
        var next = _state.Monitors.Values.Select(monitor => monitor.NextAt()).OfType<DateTimeOffset>().Append(longest).Min();
        Timers.StartSingleTimer(WakeUp.Instance, WakeUp.Instance, next > now ? next - now : TimeSpan.Zero);
    }

    /// <summary>Asks for the run of a firing until it is accepted, and then to hear of it.</summary>
    private void Follow(MonitorState monitor)
    {
        var firing = monitor.Active!;
        var run = firing.Run!.Value;
        if (firing.IsAccepted)
        {
            if (!_asked.Contains(run))
                _settings.Coordinator.Tell(new WatchRun(run));
            return;
        }

        if (!_asked.Add(run))
            return;
        _settings.Coordinator.Ask<RunSubmitted>(monitor.SubmissionOf(firing), AcceptTime).PipeTo(Self,
            success: submitted => new RunKnown(monitor.Id, submitted.Run, run),
            failure: error => new NotKnown(monitor.Id, run, error));
    }

    private void OnAccepted(MonitorId id, RunId run, RunId asked)
    {
        _asked.Remove(asked);
        if (_state.Find(id) is { Active: { IsAccepted: false } active } && active.Run == asked)
            Happen([new FiringAccepted(id, run)], () => Follow(_state.Find(id)!));
    }

    private void OnHeader(RunHeader header)
    {
        if (!header.Status.IsEnd() || _state.WithRun(header.Run) is not { } monitor || !_asked.Add(header.Run))
            return;
        FiringSettlement.ReadAsync(_settings.Coordinator, monitor, header.Run, Now).PipeTo(Self,
            failure: error => new NotKnown(monitor.Id, header.Run, error));
    }

    private void Save(SaveMonitor command)
    {
        var known = _state.Find(command.Monitor);
        var refused = known switch
        {
            not null when command.MustBeNew => new MonitorRefused(command.Monitor, $"there is a monitor '{command.Monitor}' already", IsStale: false),
            null when _state.Monitors.Count >= MostMonitors => new MonitorRefused(command.Monitor, $"there are {MostMonitors} monitors, and there may not be more", IsStale: false),
            _ when command.Revision is { } revision && revision != (known?.Revision ?? 0) => new MonitorRefused(
                command.Monitor, known is null ? "there is no such monitor" : $"its revision is {known.Revision}, not {revision}", IsStale: true),
            _ => null,
        };
        if (refused is not null)
        {
            Sender.Tell(refused);
            return;
        }

        var sender = Sender;
        // Said twice, it is done once.
        var isSame = known is not null && known.Spec.Source == command.Spec.Source;
        Happen(isSame ? [] : [new MonitorSaved(command.Monitor, command.Spec, command.By, Now)], () =>
        {
            sender.Tell(_state.Find(command.Monitor)!.Show(Now) with { IsNew = known is null });
            Rest();
        });
    }

    private void Remove(RemoveMonitor command)
    {
        var sender = Sender;
        var removed = new MonitorRemoved(command.Monitor, command.By, Now);
        if (_state.Find(command.Monitor) is null)
            sender.Tell(new MonitorNotFound(command.Monitor));
        else
            Happen([removed], () => sender.Tell(removed));
    }

    private void Fire(FireMonitor command)
    {
        if (_state.Find(command.Monitor) is not { } monitor)
        {
            Sender.Tell(new MonitorNotFound(command.Monitor));
            return;
        }

        var now = Now;
        var decided = monitor.Fire(now, now, command.Run, command.By);
        if (decided.Firing.Status is FiringStatus.Running)
            IfThere(command, _ => [decided]);
        else
            Sender.Tell(new MonitorRefused(command.Monitor, decided.Firing.Reason!, IsStale: false));
    }

    private void List(ListMonitors query)
    {
        var now = Now;
        var left = _state.Monitors.Values.Where(monitor => query.After is not { } after || monitor.Id > after).Take(query.Limit + 1)
            .Select(monitor => monitor.Summarize(now)).ToList();
        var page = Frame.Fitting(left.Take(query.Limit), Frame.SizeOf).ToList();
        Sender.Tell(new MonitorPage([.. page], left.Count > page.Count));
    }

    private void IfThere(IWithMonitorId command, Func<MonitorState, IReadOnlyList<IMonitorEvent>> decide)
    {
        var sender = Sender;
        if (_state.Find(command.Monitor) is not { } monitor)
        {
            sender.Tell(new MonitorNotFound(command.Monitor));
            return;
        }

        Happen(decide(monitor), () =>
        {
            sender.Tell(_state.Find(command.Monitor)!.Show(Now));
            Rest();
        });
    }

    private void Happen(IReadOnlyList<IMonitorEvent> events, Action? then = null)
    {
        if (events.Count == 0)
        {
            then?.Invoke();
            return;
        }

        var left = events.Count;
        PersistAll(events, happened =>
        {
            var before = _state.Find(happened.Monitor);
            _state = _state.Apply(happened);
            var after = _state.Find(happened.Monitor);
            foreach (var notice in Notices.Of(happened, before, after))
                _settings.Publish(notice);
            if (happened is FiringDecided { Firing.Status: FiringStatus.Running })
                Follow(after!);
            if (LastSequenceNr % EventsBetweenSnapshots == 0)
                SaveSnapshot(new MonitorsSnapshot([.. _state.Monitors.Values]));
            if (--left == 0)
                then?.Invoke();
        });
    }

    private sealed class Recovered
    {
        public static readonly Recovered Instance = new();
    }

    private sealed class WakeUp
    {
        public static readonly WakeUp Instance = new();
    }

    private sealed record RunKnown(MonitorId Monitor, RunId Run, RunId Asked);

    private sealed record NotKnown(MonitorId Monitor, RunId Run, Exception Cause);
}
