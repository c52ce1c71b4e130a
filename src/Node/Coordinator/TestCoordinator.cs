using Akka.Actor;
using Akka.Event;
using Akka.Persistence;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Protocol;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Node.Coordinator.Runs;

namespace AkkaApiBench.Node.Coordinator;

/// <summary>
/// The one place where runs are accepted: keeps the list and the queue, begins runs when it is their turn, and passes on what
/// is asked of one. A cluster singleton.
/// </summary>
internal sealed class TestCoordinator : ReceivePersistentActor, IWithTimers
{
    /// <summary>Under which its events are.</summary>
    public const string PersistenceIdOfAll = "coordinator";

    private static readonly TimeSpan AcceptTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PauseBeforeRevival = TimeSpan.FromSeconds(1);

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly RunSettings _settings;
    private readonly DateTimeOffset? _abandonsRunsBefore;
    private readonly HashSet<RunId> _begun = [];
    private readonly Dictionary<string, List<IActorRef>> _waiting = new(StringComparer.Ordinal);
    private readonly Watchers _watchers = new(Context);
    private CoordinatorState _state = CoordinatorState.Empty;

    /// <param name="settings">What runs need.</param>
    /// <param name="abandonsRunsBefore">Runs accepted before this time, and not ended, fail instead of going on; null to let all go on.</param>
    public TestCoordinator(RunSettings settings, DateTimeOffset? abandonsRunsBefore)
    {
        _settings = settings;
        _abandonsRunsBefore = abandonsRunsBefore;

        Recover<ICoordinatorEvent>(happened => _state = _state.Apply(happened));
        Recover<RecoveryCompleted>(_ => Self.Tell(Recovered.Instance));

        Command<Recovered>(_ => ResumeRuns());
        Command<SubmitRun>(Submit);
        Command<Accepted>(OnAccepted);
        Command<NotAccepted>(failed =>
        {
            _log.Error(failed.Cause, "Run {0} was not accepted.", failed.Command.Run);
            foreach (var submitter in WaitersOf(failed.Command).Prepend(failed.Submitter))
                submitter.Tell(new Status.Failure(failed.Cause));
        });
        Command<RunHeader>(List);
        Command<Terminated>(stopped =>
        {
            _watchers.Forget(stopped.ActorRef);
            OnRunStopped(new RunId(stopped.ActorRef.Path.Name));
        });
        Command<Revive>(revive => ChildOf(revive.Run));
        Command<ListRuns>(query => Sender.Tell(_state.Page(query)));
        Command<WatchRuns>(_ =>
        {
            _watchers.Add(Sender);
            Sender.Tell(_state.NotEnded());
        });
        Command<RemoveRun>(Remove);
        Command<IWithRunId>(Forward);
    }

    public override string PersistenceId => PersistenceIdOfAll;

    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>A run that fails starts again and goes on from its events.</summary>
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(maxNrOfRetries: -1, withinTimeRange: null, _ => Directive.Restart);

    protected override void PostStop() => _settings.Meter?.Observe(null, 0);

    private void ResumeRuns()
    {
        foreach (var run in _state.AtWork)
        {
            _begun.Add(run.Run);
            ChildOf(run.Run);
        }

        // One that must not go on ends now.
        foreach (var run in _state.Paused)
            ChildOf(run.Run);
        BeginNext();
    }

    private void Submit(SubmitRun command)
    {
        if (command.IdempotencyKey is { } key)
        {
            if (_state.ByIdempotencyKey.TryGetValue(key, out var run))
            {
                Sender.Tell(new RunSubmitted(run, IsNew: false));
                return;
            }

            // Answered when the first one with this key is recorded: before, there is no run to tell of.
            if (_waiting.TryGetValue(key, out var waiters))
            {
                waiters.Add(Sender);
                return;
            }

            _waiting[key] = [];
        }

        var submitter = Sender;
        ChildOf(command.Run).Ask<RunHeader>(new AcceptRun(command.Plan) { Monitor = command.Monitor }, AcceptTime).PipeTo(Self,
            success: header => new Accepted(command, header, submitter),
            failure: error => new NotAccepted(command, submitter, error));
    }

    private void OnAccepted(Accepted accepted) =>
        Persist(new RunQueued(accepted.Command.Run, accepted.Header.Name, accepted.Command.IdempotencyKey, accepted.Header.AcceptedAt)
        {
            Priority = accepted.Header.Priority,
            Monitor = accepted.Header.Monitor,
        }, queued =>
        {
            _state = _state.Apply(queued);
            _log.Info("Run {0} '{1}' was accepted.", queued.Run, queued.Name);
            _watchers.Tell(_state.Runs[queued.Run]);
            accepted.Submitter.Tell(new RunSubmitted(queued.Run, IsNew: true));
            foreach (var waiter in WaitersOf(accepted.Command))
                waiter.Tell(new RunSubmitted(queued.Run, IsNew: false));
            BeginNext();
        });

    private List<IActorRef> WaitersOf(SubmitRun command) =>
        command.IdempotencyKey is { } key && _waiting.Remove(key, out var waiters) ? waiters : [];

    private void List(RunHeader header)
    {
        // A run that was started again before it heard that it is its turn says so.
        if (header.Status is RunStatus.Accepted && _begun.Contains(header.Run))
            Sender.Tell(BeginRun.Instance);
        if (!_state.Runs.TryGetValue(header.Run, out var known) || known == header)
            return;
        Persist(new RunListed(header), listed =>
        {
            _state = _state.Apply(listed);
            _watchers.Tell(listed.Header);
            if (listed.Header.Status.IsAtWork())
                _begun.Add(listed.Run);
            else if (listed.Header.Status is not RunStatus.Accepted)
                _begun.Remove(listed.Run);
            BeginNext();
        });
    }

    private void BeginNext()
    {
        _settings.Meter?.Observe(_state, _settings.ParallelRuns);
        foreach (var run in _state.Queue)
        {
            if (_begun.Count >= _settings.ParallelRuns)
                return;
            if (_begun.Add(run.Run))
                ChildOf(run.Run).Tell(BeginRun.Instance);
        }
    }

    /// <summary>A persistent actor stops when its database fails: a run that has not ended starts again, too.</summary>
    private void OnRunStopped(RunId run)
    {
        if (_begun.Contains(run))
            Timers.StartSingleTimer(run, new Revive(run), PauseBeforeRevival);
    }

    private void Remove(RemoveRun command)
    {
        if (!_state.Runs.TryGetValue(command.Run, out var header))
        {
            Sender.Tell(new RunNotFound(command.Run));
            return;
        }

        if (!header.Status.IsEnd())
        {
            Sender.Tell(new RunStillActive(command.Run));
            return;
        }

        Persist(new RunRemoved(command.Run), removed =>
        {
            _state = _state.Apply(removed);
            ChildOf(removed.Run).Tell(EraseRun.Instance);
            _watchers.Tell(removed);
            Sender.Tell(removed);
        });
    }

    private void Forward(IWithRunId message)
    {
        if (_state.Runs.ContainsKey(message.Run))
            ChildOf(message.Run).Forward(message);
        else
            Sender.Tell(new RunNotFound(message.Run));
    }

    private IActorRef ChildOf(RunId run)
    {
        var child = Context.Child(run.Value);
        if (!child.IsNobody())
            return child;
        var isAbandoned = _state.Runs.TryGetValue(run, out var header) && header.AcceptedAt < _abandonsRunsBefore;
        return Context.Watch(Context.ActorOf(Props.Create(() => new TestRun(run, _settings, isAbandoned)), run.Value));
    }

    private sealed class Recovered
    {
        public static readonly Recovered Instance = new();
    }

    private sealed record Revive(RunId Run);

    private sealed record Accepted(SubmitRun Command, RunHeader Header, IActorRef Submitter);

    private sealed record NotAccepted(SubmitRun Command, IActorRef Submitter, Exception Cause);
}
