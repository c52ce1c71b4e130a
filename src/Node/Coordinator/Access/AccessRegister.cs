using Akka.Actor;
using Akka.Event;
using Akka.Persistence;
using AkkaApiBench.Messages.Access;
using AkkaApiBench.Messages.Identifiers;

namespace AkkaApiBench.Node.Coordinator.Access;

/// <summary>The one place that knows which keys there are, and that keeps the audit log. A cluster singleton.</summary>
internal sealed class AccessRegister : ReceivePersistentActor
{
    private const int EventsPerSnapshot = 500;

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private AccessState _state = AccessState.Empty;

    /// <param name="time">The clock.</param>
    /// <param name="showFirstKey">Shows the key that is made when there never was one; null makes none.</param>
    public AccessRegister(TimeProvider time, Action<string>? showFirstKey)
    {
        Recover<IAccessEvent>(happened => _state = _state.Apply(happened));
        Recover<SnapshotOffer>(offer => _state = AccessState.Of((AccessSnapshot)offer.Snapshot));
        Recover<RecoveryCompleted>(_ =>
        {
            if (showFirstKey is not null && !_state.HadKeys)
                MakeFirstKey(time.GetUtcNow(), showFirstKey);
        });

        Command<FindKey>(query => Sender.Tell(new KeyFound(_state.Find(query.Id))));
        Command<ListKeys>(query => Sender.Tell(_state.Page(query)));
        Command<ListChanges>(query => Sender.Tell(_state.Page(query)));
        Command<IAccessCommand>(Decide);
        Command<SaveSnapshotSuccess>(saved => DeleteSnapshots(new SnapshotSelectionCriteria(saved.Metadata.SequenceNr - 1)));
        Command<DeleteSnapshotsSuccess>(_ => { });
        Command<DeleteSnapshotsFailure>(failed => _log.Warning(failed.Cause, "Old snapshots of {0} were not deleted.", PersistenceId));
        Command<SaveSnapshotFailure>(failed => _log.Warning(failed.Cause, "Snapshot of {0} failed; the journal stays complete.", PersistenceId));
    }

    public override string PersistenceId => "access";

    private void Decide(IAccessCommand command)
    {
        var decision = _state.Decide(command);
        if (decision.Happened is not { } happened)
        {
            Sender.Tell(decision.Answer);
            return;
        }

        Persist(happened, recorded =>
        {
            Apply(recorded);
            Sender.Tell(decision.Answer);
        });
    }

    private void Apply(IAccessEvent recorded)
    {
        _state = _state.Apply(recorded);
        var entry = recorded.Entry;
        _log.Info("Audit: {0} of tenant {1} from {2}: {3} {4}", entry.Who, entry.Tenant, entry.From, entry.Action, entry.Subject);
        if (LastSequenceNr % EventsPerSnapshot == 0)
            SaveSnapshot(_state.ToSnapshot());
    }

    private void MakeFirstKey(DateTimeOffset now, Action<string> show)
    {
        var secret = KeySecret.New();
        var entry = new AuditEntry(now, "the cluster", TenantId.Default, "first key", secret.Id, "");
        var key = new AccessKey
        {
            Id = secret.Id, Name = "first", Tenant = TenantId.Default, Role = Role.Admin, Hash = secret.Hash, CreatedAt = now, CreatedBy = entry.Who,
        };
        // Recorded first: one that was shown must be good.
        Persist(new KeyIssued(key, entry), issued =>
        {
            Apply(issued);
            show(secret.Reveal());
        });
    }
}
