using Akka.Actor;
using Akka.Cluster.Sharding;
using Akka.Event;
using Akka.Persistence;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Journal;

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
    private JournalState _state = JournalState.Empty;

    public MetricJournal(string target)
    {
        PersistenceId = $"metrics-{target}";

        Recover<IJournalEvent>(happened => _state = _state.Apply(happened));
        Recover<SnapshotOffer>(offer => _state = JournalState.From((JournalSnapshot)offer.Snapshot));

        Command<RecordWindow>(Record);
        Command<GetTestTotals>(query => Sender.Tell(_state.Answer(query)));
        Command<ReleaseRun>(Release);
        Command<SaveSnapshotSuccess>(saved => DeleteSnapshots(new SnapshotSelectionCriteria(saved.Metadata.SequenceNr - 1)));
        Command<SaveSnapshotFailure>(failed => _log.Warning(failed.Cause, "Snapshot of {0} failed; the journal stays complete.", PersistenceId));
        Command<DeleteSnapshotsSuccess>(_ => { });
        Command<DeleteSnapshotsFailure>(failed => _log.Warning(failed.Cause, "Old snapshots of {0} were not deleted.", PersistenceId));
        Command<ReceiveTimeout>(_ => Context.Parent.Tell(new Passivate(PoisonPill.Instance)));
        Context.SetReceiveTimeout(IdleTime);
    }

    public override string PersistenceId { get; }

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
                    Keep(recorded);
                    Sender.Tell(new WindowAcknowledged(window.Slice, window.Epoch, window.Sequence, _state.PositionOf(window.Slice)));
                });
                break;
        }
    }

    private void Release(ReleaseRun command)
    {
        if (_state.Knows(command.Run))
            Persist(new RunReleased(command.Target, command.Run), Keep);
    }

    private void Keep(IJournalEvent happened)
    {
        _state = _state.Apply(happened);
        if (LastSequenceNr % EventsPerSnapshot == 0)
            SaveSnapshot(_state.ToSnapshot());
    }
}
