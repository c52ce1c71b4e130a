using Akka.Actor;
using Akka.Cluster.Sharding;
using Akka.Event;
using Akka.Persistence;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Journal;
using AkkaApiBench.Node.Journal.Watching;

namespace AkkaApiBench.Node.Journal;

/// <summary>
/// The only record of what was measured at one target: keeps each window once, acknowledges it when it is on disk, and answers
/// with sums.
/// </summary>
/// <remarks>
/// A failed write stops the actor; the shard starts it again with the next window that a tester repeats, so an unreachable
/// database holds the load and loses nothing.
/// </remarks>
internal sealed class MetricJournal : ReceivePersistentActor
{
    private const int EventsPerSnapshot = 500;
    private static readonly TimeSpan IdleTime = TimeSpan.FromMinutes(10);

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly HashSet<SliceId> _beingWritten = [];
    private readonly TargetId _target;
    private readonly TargetWatch _watch = new();
    private readonly Watchers _watchers = new(Context);
    private JournalState _state = JournalState.Empty;

    /// <summary>The last event to be deleted with the next snapshot; 0 for none.</summary>
    private long _forgotten;

    public MetricJournal(string target)
    {
        _target = new TargetId(target);
        PersistenceId = PersistenceIdOf(_target);

        Recover<IJournalEvent>(happened => Apply(happened));
        Recover<SnapshotOffer>(offer => Restore((JournalSnapshot)offer.Snapshot));
        Recover<RecoveryCompleted>(_ => Note(_watch.Due));

        Command<RecordWindow>(Record);
        Command<GetTestTotals>(query => Sender.Tell(_state.Answer(query)));
        Command<GetAnomalies>(query => Sender.Tell(_watch.Answer(query)));
        Command<WatchAnomalies>(Watch);
        Command<Terminated>(gone => _watchers.Forget(gone.ActorRef));
        Command<ReleaseRun>(Release);
        Command<ForgetEvents>(Forget);
        Command<SaveSnapshotSuccess>(OnSnapshot);
        Command<SaveSnapshotFailure>(failed => _log.Warning(failed.Cause, "Snapshot of {0} failed; the journal stays complete.", PersistenceId));
        Command<DeleteSnapshotsSuccess>(_ => { });
        Command<DeleteMessagesSuccess>(deleted => _log.Debug("{0} has forgotten its events up to {1}.", PersistenceId, deleted.ToSequenceNr));
        Command<DeleteMessagesFailure>(failed => _log.Warning(failed.Cause, "Old events of {0} were not deleted; it is tried again.", PersistenceId));
        Command<DeleteSnapshotsFailure>(failed => _log.Warning(failed.Cause, "Old snapshots of {0} were not deleted.", PersistenceId));
        Command<ReceiveTimeout>(_ => Context.Parent.Tell(new Passivate(PoisonPill.Instance)));
        Context.SetReceiveTimeout(IdleTime);
    }

    public override string PersistenceId { get; }

    /// <summary>Under which name a target's events are kept.</summary>
    public static string PersistenceIdOf(TargetId target) => $"metrics-{target}";

    /// <summary>
    /// Windows of several slices are written together; one slice's next is judged when the one before it is on disk.
    /// </summary>
    private void Record(RecordWindow command)
    {
        var window = command.Window;
        if (_beingWritten.Contains(window.Slice))
        {
            DeferAsync(command, Record);
            return;
        }

        switch (_state.Judge(window))
        {
            case WindowVerdict.Refuse refused:
                Sender.Tell(new WindowRefused(window.Slice, window.Epoch, window.Sequence, refused.Reason));
                break;
            case WindowVerdict.Known known:
                Sender.Tell(new WindowAcknowledged(window.Slice, window.Epoch, window.Sequence, known.Position));
                break;
            default:
                _beingWritten.Add(window.Slice);
                PersistAsync(new WindowRecorded(window), recorded =>
                {
                    _beingWritten.Remove(window.Slice);
                    Note(Keep(recorded));
                    Sender.Tell(new WindowAcknowledged(window.Slice, window.Epoch, window.Sequence, _state.PositionOf(window.Slice)));
                });
                break;
        }
    }

    private void Release(ReleaseRun command)
    {
        if (_state.Knows(command.Run))
            Persist(new RunReleased(command.Target, command.Run), released => Keep(released));
    }

    private void Watch(WatchAnomalies query)
    {
        _watchers.Add(Sender);
        Sender.Tell(_watch.Answer(new GetAnomalies(query.Target, query.Since)));
    }

    private void Forget(ForgetEvents command)
    {
        _forgotten = Math.Max(_forgotten, Math.Min(command.UpTo, LastSequenceNr));
        TakeSnapshot();
    }

    private void OnSnapshot(SaveSnapshotSuccess saved)
    {
        DeleteSnapshots(new SnapshotSelectionCriteria(saved.Metadata.SequenceNr - 1));
        if (_forgotten == 0 || _forgotten > saved.Metadata.SequenceNr)
            return;
        DeleteMessages(_forgotten);
        _forgotten = 0;
    }

    /// <summary>Writes down what was found, and tells of it.</summary>
    private void Note(IReadOnlyList<Anomaly> found)
    {
        if (found.Count == 0)
            return;
        PersistAllAsync(found.Select(anomaly => new AnomalyNoted(_target, anomaly)), noted =>
        {
            Keep(noted);
            Context.System.EventStream.Publish(noted);
            _watchers.Tell(noted);
        });
    }

    private void Restore(JournalSnapshot snapshot)
    {
        _state = JournalState.From(snapshot);
        _watch.Restore(snapshot.Watch);
    }

    /// <summary>Takes what happened into the state; gives the anomalies that are new by it.</summary>
    private IReadOnlyList<Anomaly> Apply(IJournalEvent happened)
    {
        _state = _state.Apply(happened);
        return _watch.Apply(happened);
    }

    private void TakeSnapshot() => SaveSnapshot(_state.ToSnapshot() with { Watch = _watch.ToSnapshot() });

    private IReadOnlyList<Anomaly> Keep(IJournalEvent happened)
    {
        var found = Apply(happened);
        if (LastSequenceNr % EventsPerSnapshot == 0)
            TakeSnapshot();
        return found;
    }
}
