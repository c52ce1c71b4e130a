using Akka.Actor;
using Akka.Event;
using Akka.Persistence;
using AkkaApiBench.Messages.Catalogue;

namespace AkkaApiBench.Node.Coordinator.Catalogue;

/// <summary>Keeps the targets that plans call by a name. A cluster singleton.</summary>
internal sealed class TargetCatalogue : ReceivePersistentActor
{
    private const int EventsPerSnapshot = 100;

    private readonly ILoggingAdapter _log = Context.GetLogger();
    private CatalogueState _state = CatalogueState.Empty;

    public TargetCatalogue()
    {
        Recover<ICatalogueEvent>(happened => _state = _state.Apply(happened));
        Recover<SnapshotOffer>(offer => _state = CatalogueState.Of((CatalogueSnapshot)offer.Snapshot));

        Command<GetEntry>(query => Sender.Tell(_state.Find(query)));
        Command<ListEntries>(query => Sender.Tell(_state.Page(query)));
        Command<ICatalogueCommand>(Decide);
        Command<SaveSnapshotSuccess>(saved => DeleteSnapshots(new SnapshotSelectionCriteria(saved.Metadata.SequenceNr - 1)));
        Command<DeleteSnapshotsSuccess>(_ => { });
        Command<DeleteSnapshotsFailure>(failed => _log.Warning(failed.Cause, "Old snapshots of {0} were not deleted.", PersistenceId));
        Command<SaveSnapshotFailure>(failed => _log.Warning(failed.Cause, "Snapshot of {0} failed; the journal stays complete.", PersistenceId));
    }

    public override string PersistenceId => "catalogue";

    private void Decide(ICatalogueCommand command)
    {
        var decision = _state.Decide(command);
        if (decision.Happened is not { } happened)
        {
            Sender.Tell(decision.Answer);
            return;
        }

        Persist(happened, recorded =>
        {
            _state = _state.Apply(recorded);
            Sender.Tell(decision.Answer);
            if (LastSequenceNr % EventsPerSnapshot == 0)
                SaveSnapshot(_state.ToSnapshot());
        });
    }
}
