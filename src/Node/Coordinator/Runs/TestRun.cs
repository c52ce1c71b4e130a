using System.Diagnostics.CodeAnalysis;
using Akka.Actor;
using Akka.Event;
using Akka.Persistence;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Journal;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Messages.Slices;

namespace AkkaApiBench.Node.Coordinator.Runs;

/// <summary>
/// One run: gives slices to testers, gives them again when a tester is lost, ends them when told to, and keeps what their
/// tests came to. Persists what it decided before it acts on it.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Actors dispose in PostStop.")]
internal sealed class TestRun : ReceivePersistentActor, IWithTimers
{
    private static readonly TimeSpan TickInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan IdleTimeAfterEnd = TimeSpan.FromMinutes(5);

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly RunSettings _settings;
    private readonly bool _isAbandoned;
    private readonly TesterContacts _testers;
    private readonly Watchers _watchers;
    private readonly SliceClosing _closing;
    private readonly MeasurementFetching _fetching;
    private readonly WorkerSearch _search;
    private readonly CancellationTokenSource _stopped = new();
    private RunState _state;
    private bool _hasNews;

    /// <param name="run">The run.</param>
    /// <param name="settings">What it needs.</param>
    /// <param name="isAbandoned">True when it must not go on, because what it measured for went away with an earlier process.</param>
    public TestRun(RunId run, RunSettings settings, bool isAbandoned)
    {
        _state = new RunState { Run = run };
        _settings = settings;
        _isAbandoned = isAbandoned;
        _testers = new TesterContacts(settings.Testers, settings.Time);
        _watchers = new Watchers(Context);
        _search = new WorkerSearch(settings.Workers);
        _closing = new SliceClosing(settings, Self, _stopped.Token);
        _fetching = new MeasurementFetching(settings.Journals, Self);
        PersistenceId = PersistenceIdOf(run);

        Recover<IRunEvent>(happened => _state = _state.Apply(happened));
        Recover<RecoveryCompleted>(_ => Self.Tell(Recovered.Instance));

        Command<Recovered>(_ => OnRecovered());
        Command<AcceptRun>(command =>
        {
            var sender = Sender;
            Happen(_state.Accept(command.Plan, Now, command.Monitor), () => sender.Tell(_state.Header));
        });
        Command<BeginRun>(_ => Happen(isAbandoned ? Abandon() : _state.Begin(Now)));
        Command<CancelRun>(_ =>
        {
            var sender = Sender;
            Happen(_state.Stop(RunStatus.Cancelled, "cancelled by a user", Now), () => sender.Tell(_state.Header));
        });
        Command<PauseRun>(_ => HappenOrRefuse(_state.Pause(Now)));
        Command<ResumeRun>(_ => HappenOrRefuse(_state.Resume(Now)));

        Command<SliceProgress>(Hear);
        Command<SliceDone>(End);
        Command<SliceNotRunning>(lost => Happen(_state.Restart(lost.Slice, lost.Epoch, lost.Used, Now)));
        Command<AskAllowance>(Allow);
        Command<TestTotals>(totals => Happen(_state.KeepMeasurement(TargetOf(totals.Target), totals.Measurement, Now)));
        Command<MeasurementFetching.Failed>(_fetching.Forget);
        Command<SliceClosing.Failed>(failed =>
        {
            _log.Warning(failed.Cause, "Slice {0} could not be closed; trying again.", failed.Slice);
            _closing.Forget(failed.Slice);
        });

        Command<GetRunProgress>(_ => Sender.Tell(Progress));
        Command<GetRunPlan>(_ => Sender.Tell(_state.Described!));
        Command<GetTargetMeasurements>(query => Sender.Tell(_state.Answer(query)));
        Command<WatchRun>(_ =>
        {
            Sender.Tell(Progress);
            if (!_state.Status.IsEnd())
                _watchers.Add(Sender);
        });
        Command<Terminated>(gone => _watchers.Forget(gone.ActorRef));
        Command<EraseRun>(_ => DeleteMessages(LastSequenceNr));
        Command<DeleteMessagesSuccess>(_ => Context.Stop(Self));
        Command<DeleteMessagesFailure>(failed =>
        {
            _log.Warning(failed.Cause, "The events of the removed run {0} were not deleted.", _state.Run);
            Context.Stop(Self);
        });
        Command<Tick>(_ => OnTick());
        Command<ReceiveTimeout>(_ => Context.Stop(Self));
    }

    public override string PersistenceId { get; }

    /// <summary>Under which the events of a run are.</summary>
    public static string PersistenceIdOf(RunId run) => $"run-{run}";

    public ITimerScheduler Timers { get; set; } = null!;

    private DateTimeOffset Now => _settings.Time.GetUtcNow();

    private RunProgress Progress => RunProgressView.Of(_state, _testers.Reports, _search).Fitting();

    protected override void PostStop()
    {
        _stopped.Cancel();
        _stopped.Dispose();
        base.PostStop();
    }

    private void OnRecovered()
    {
        if (_state.Plan is not null)
            Context.Parent.Tell(_state.Header);
        if (_state.Status.IsEnd())
        {
            Context.SetReceiveTimeout(IdleTimeAfterEnd);
            return;
        }

        Timers.StartPeriodicTimer(Tick.Instance, Tick.Instance, TickInterval);
        if (_isAbandoned && _state.Status is not RunStatus.Accepted)
            Happen(Abandon());
        if (!_state.Status.IsAtWork())
            return;

        _log.Info("Run {0} goes on after a restart.", _state.Run);
        Happen(_state.GoOn(Now));
        foreach (var (slice, known) in _state.Slices.Where(slice => _state.Stage.Contains(slice.Key.Test) && slice.Value.Epoch > 0))
        {
            if (known.Outcome is null)
                _testers.Ask(slice, known.Epoch);
            else
                // It may not have heard that its end was noted, and tells of it to the run that is no more.
                _testers.Release(slice, known.Epoch);
        }
    }

    private IReadOnlyList<IRunEvent> Abandon() => _state.Stop(RunStatus.Failed, "interrupted: the process that ran it ended", Now);

    private void Hear(SliceProgress report)
    {
        if (!_state.Slices.TryGetValue(report.Slice, out var slice) || slice.Epoch != report.Epoch)
            return;
        _testers.Hear(report);
        _hasNews = true;
        if (slice.Outcome is not null || report.Phase is TestPhase.Ended)
            return;
        // One that goes on has not heard that it should not.
        if (_state.Stopping is { } stopping)
            _testers.Stop(report.Slice, stopping.Status, stopping.Reason);
        else if (_state.Status is RunStatus.Pausing)
            _testers.Hold(report.Slice, report.Epoch);
    }

    private void End(SliceDone done)
    {
        _testers.Hear(done.Slice);
        _closing.Forget(done.Slice);
        Happen(_state.EndSlice(done, Now), () => _testers.Release(done.Slice, done.Epoch));
    }

    private void Allow(AskAllowance ask)
    {
        var sender = Sender;
        var (events, answer) = _state.Allow(ask, _testers.Used);
        if (_state.IsAt(ask.Slice, ask.Epoch))
            _testers.Use(ask.Slice, ask.Used);
        Happen(events, () => sender.Tell(answer));
    }

    private void OnTick()
    {
        Happen(_state.Expire(Now));
        Happen(_search.GiveUp(_state, Now));
        if (_state.Stopping is not null || _state.Status is RunStatus.Pausing)
            LeaveUnserved();

        foreach (var (slice, known) in _state.ActiveSlices)
        {
            if (!_closing.Contains(slice) && _testers.IsSilent(slice))
                _testers.Ask(slice, known.Epoch);
        }

        _fetching.Begin(_state);
        if (_hasNews)
            TellWatchers();
    }

    /// <summary>What waits for a worker in vain would wait for its end or its pause, too.</summary>
    private void LeaveUnserved()
    {
        foreach (var (slice, epoch) in _search.Unserved(_state))
        {
            if (!_closing.Contains(slice) && _testers.IsSilent(slice))
                Happen(_state.Restart(slice, epoch, used: null, Now));
        }
    }

    private void HappenOrRefuse(IReadOnlyList<IRunEvent> events)
    {
        var sender = Sender;
        if (events.Count == 0)
            sender.Tell(_state.Refusal());
        else
            Happen(events, () => sender.Tell(_state.Header));
    }

    private void Happen(IReadOnlyList<IRunEvent> events, Action? then = null)
    {
        if (events.Count == 0)
        {
            then?.Invoke();
            return;
        }

        var left = events.Count;
        PersistAll(events, happened =>
        {
            _state = _state.Apply(happened);
            _hasNews = true;
            Follow(happened);
            if (--left == 0)
            {
                _fetching.Begin(_state);
                then?.Invoke();
            }
        });
    }

    /// <summary>What an event that is on disk makes the run do.</summary>
    private void Follow(IRunEvent happened)
    {
        switch (happened)
        {
            case RunAccepted:
                Timers.StartPeriodicTimer(Tick.Instance, Tick.Instance, TickInterval);
                break;
            case RunStarted or RunPaused or RunResumed:
                Context.Parent.Tell(_state.Header);
                break;
            case SliceStarted started when _state.Stopping is { } stopping:
                _testers.ForgetUsage(started.Slice);
                _closing.Begin(
                    started, _state.Plan!.Targets[started.Slice.Target].Id, _state.ShareOf(started.Slice), TesterContacts.OutcomeOf(stopping.Status), stopping.Reason);
                break;
            case SliceStarted started:
                _testers.Start(_state.StartOf(started));
                break;
            case RunPausing:
                Context.Parent.Tell(_state.Header);
                foreach (var (slice, known) in _state.ActiveSlices)
                    _testers.Hold(slice, known.Epoch);
                break;
            case RunStopping stopping:
                Context.Parent.Tell(_state.Header);
                foreach (var (slice, _) in _state.ActiveSlices)
                    _testers.Stop(slice, stopping.Status, stopping.Reason);
                break;
            case RunEnded:
                OnEnded();
                break;
        }
    }

    private void OnEnded()
    {
        _log.Info("Run {0} ended: {1}{2}", _state.Run, _state.Status.Name(), _state.Reason is { } reason ? $", {reason}" : "");
        foreach (var target in _state.Plan!.Targets)
            _settings.Journals.Tell(new ReleaseRun(target.Id, _state.Run));
        Context.Parent.Tell(_state.Header);
        TellWatchers();
        _watchers.Clear();
        Timers.Cancel(Tick.Instance);
        Context.SetReceiveTimeout(IdleTimeAfterEnd);
    }

    private void TellWatchers()
    {
        _hasNews = false;
        if (_watchers.Any)
            _watchers.Tell(Progress);
    }

    private int TargetOf(TargetId target)
    {
        var targets = _state.Plan!.Targets;
        return Enumerable.Range(0, targets.Count).First(index => targets[index].Id == target);
    }

    private sealed class Recovered
    {
        public static readonly Recovered Instance = new();
    }

    private sealed class Tick
    {
        public static readonly Tick Instance = new();
    }

}
