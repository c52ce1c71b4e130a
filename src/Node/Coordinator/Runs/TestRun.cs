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
    private static readonly TimeSpan SilenceBeforeAsking = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan TotalsTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan IdleTimeAfterEnd = TimeSpan.FromMinutes(5);

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly RunSettings _settings;
    private readonly bool _isAbandoned;
    private readonly Dictionary<SliceId, SliceProgress> _reports = [];
    private readonly Dictionary<SliceId, DateTimeOffset> _heard = [];
    private readonly Dictionary<SliceId, Usage> _used = [];
    private readonly HashSet<(int Target, int Test)> _asked = [];
    private readonly Watchers _watchers;
    private readonly SliceClosing _closing;
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
        _watchers = new Watchers(Context);
        _search = new WorkerSearch(settings.Workers);
        _closing = new SliceClosing(settings, Self, _stopped.Token);
        PersistenceId = $"run-{run}";

        Recover<IRunEvent>(happened => _state = _state.Apply(happened));
        Recover<RecoveryCompleted>(_ => Self.Tell(Resume.Instance));

        Command<Resume>(_ => ResumeRun());
        Command<AcceptRun>(command =>
        {
            var sender = Sender;
            Happen(_state.Accept(command.Plan, Now), () => sender.Tell(_state.Header));
        });
        Command<BeginRun>(_ => Happen(isAbandoned ? Abandon() : _state.Begin(Now)));
        Command<CancelRun>(_ =>
        {
            var sender = Sender;
            Happen(_state.Stop(RunStatus.Cancelled, "cancelled by a user", Now), () => sender.Tell(_state.Header));
        });

        Command<SliceProgress>(Hear);
        Command<SliceDone>(End);
        Command<SliceNotRunning>(lost => Happen(_state.Restart(lost.Slice, lost.Epoch, Now)));
        Command<AskAllowance>(Allow);
        Command<TestTotals>(totals => Happen(_state.KeepMeasurement(TargetOf(totals.Target), totals.Measurement, Now)));
        Command<TotalsNotAnswered>(missing => _asked.Remove((missing.Target, missing.Test)));
        Command<SliceClosing.Failed>(failed =>
        {
            _log.Warning(failed.Cause, "Slice {0} could not be closed; trying again.", failed.Slice);
            _closing.Forget(failed.Slice);
        });

        Command<GetRunProgress>(_ => Sender.Tell(Progress));
        Command<GetRunPlan>(_ => Sender.Tell(new RunPlan(_state.Header, _state.Plan!)));
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

    public ITimerScheduler Timers { get; set; } = null!;

    private DateTimeOffset Now => _settings.Time.GetUtcNow();

    private RunProgress Progress => RunProgressView.Of(_state, _reports, _search).Fitting();

    protected override void PostStop()
    {
        _stopped.Cancel();
        _stopped.Dispose();
        base.PostStop();
    }

    private void ResumeRun()
    {
        if (_state.Plan is not null)
            Context.Parent.Tell(_state.Header);
        if (_state.Status.IsEnd())
        {
            Context.SetReceiveTimeout(IdleTimeAfterEnd);
            return;
        }

        Timers.StartPeriodicTimer(Tick.Instance, Tick.Instance, TickInterval);
        if (_state.Status is not RunStatus.Running)
            return;

        _log.Info("Run {0} goes on after a restart.", _state.Run);
        if (_isAbandoned)
            Happen(Abandon());
        Happen(_state.TakeTurns(Now));
        foreach (var (slice, known) in _state.Slices.Where(slice => _state.Stage.Contains(slice.Key.Test) && slice.Value.Epoch > 0))
        {
            if (known.Outcome is null)
                Ask(slice, known.Epoch);
            else
                // It may not have heard that its end was noted, and tells of it to the run that is no more.
                _settings.Testers.Tell(new ReleaseSlice(slice, known.Epoch));
        }
    }

    private IReadOnlyList<IRunEvent> Abandon() => _state.Stop(RunStatus.Failed, "interrupted: the process that ran it ended", Now);

    private void Hear(SliceProgress report)
    {
        if (!_state.Slices.TryGetValue(report.Slice, out var slice) || slice.Epoch != report.Epoch)
            return;
        _heard[report.Slice] = Now;
        _reports[report.Slice] = report;
        _hasNews = true;
        // One that goes on has not heard that it should stop.
        if (slice.Outcome is null && report.Phase is not TestPhase.Ended && _state.Stopping is { } stopping)
            Stop(report.Slice, stopping.Status, stopping.Reason);
    }

    private void Stop(SliceId slice, RunStatus status, string reason) =>
        _settings.Testers.Tell(new StopSlice(slice, OutcomeOf(status), reason));

    private void End(SliceDone done)
    {
        _heard[done.Slice] = Now;
        _closing.Forget(done.Slice);
        Happen(_state.EndSlice(done, Now), () => _settings.Testers.Tell(new ReleaseSlice(done.Slice, done.Epoch)));
    }

    private void Allow(AskAllowance ask)
    {
        var sender = Sender;
        var (events, answer) = _state.Allow(ask, _used);
        if (_state.IsAt(ask.Slice, ask.Epoch))
            _used[ask.Slice] = ask.Used;
        Happen(events, () => sender.Tell(answer));
    }

    private void OnTick()
    {
        Happen(_state.Expire(Now));
        Happen(_search.GiveUp(_state, Now));
        if (_state.Stopping is not null)
            CloseUnserved();

        foreach (var (slice, known) in _state.ActiveSlices)
        {
            if (!_closing.Contains(slice) && Now - _heard.GetValueOrDefault(slice, DateTimeOffset.MinValue) > SilenceBeforeAsking)
                Ask(slice, known.Epoch);
        }

        FetchTotals();
        if (_hasNews)
            TellWatchers();
    }

    /// <summary>What waits for a worker in vain would wait for its end, too.</summary>
    private void CloseUnserved()
    {
        foreach (var (slice, epoch) in _search.Unserved(_state))
        {
            if (!_closing.Contains(slice) && Now - _heard.GetValueOrDefault(slice, DateTimeOffset.MinValue) > SilenceBeforeAsking)
                Happen(_state.Restart(slice, epoch, Now));
        }
    }

    private void Ask(SliceId slice, int epoch)
    {
        _heard[slice] = Now;
        _settings.Testers.Tell(new AdoptSlice(slice, epoch));
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
                FetchTotals();
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
            case RunStarted:
                Context.Parent.Tell(_state.Header);
                break;
            case SliceStarted started when _state.Stopping is { } stopping:
                _used.Remove(started.Slice);
                _closing.Begin(started, _state.Plan!.Targets[started.Slice.Target].Id, _state.ShareOf(started.Slice), OutcomeOf(stopping.Status), stopping.Reason);
                break;
            case SliceStarted started:
                _used.Remove(started.Slice);
                _heard[started.Slice] = Now;
                _settings.Testers.Tell(_state.StartOf(started));
                break;
            case RunStopping stopping:
                foreach (var (slice, _) in _state.ActiveSlices)
                    Stop(slice, stopping.Status, stopping.Reason);
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

    private void FetchTotals()
    {
        foreach (var (target, test) in _state.CellsToMeasure)
        {
            if (!_asked.Add((target, test)))
                continue;
            var query = new GetTestTotals(_state.Plan!.Targets[target].Id, _state.Run, test, _state.SideBySide(target, test));
            _settings.Journals.AskTotalsAsync(query, TotalsTime).PipeTo(Self, failure: _ => new TotalsNotAnswered(target, test));
        }
    }

    private int TargetOf(TargetId target)
    {
        var targets = _state.Plan!.Targets;
        return Enumerable.Range(0, targets.Count).First(index => targets[index].Id == target);
    }

    private static SliceOutcome OutcomeOf(RunStatus status) => status switch
    {
        RunStatus.Cancelled => SliceOutcome.Cancelled,
        RunStatus.BudgetExhausted => SliceOutcome.BudgetExhausted,
        _ => SliceOutcome.Failed,
    };

    private sealed class Resume
    {
        public static readonly Resume Instance = new();
    }

    private sealed class Tick
    {
        public static readonly Tick Instance = new();
    }

    private sealed record TotalsNotAnswered(int Target, int Test);
}
