using Akka.Actor;
using AkkaApiBench.Messages.Journal;
using AkkaApiBench.Node.Journal;

namespace AkkaApiBench.Node.Tests.Worker.Streams;

/// <summary>A target's journal as it decides, without the disk.</summary>
internal sealed class MemoryJournal : ReceiveActor
{
    private JournalState _state = JournalState.Empty;

    public MemoryJournal()
    {
        Receive<RecordWindow>(command =>
        {
            var window = command.Window;
            switch (_state.Judge(window))
            {
                case WindowVerdict.Refuse refused:
                    Sender.Tell(new WindowRefused(window.Slice, window.Epoch, window.Sequence, refused.Reason));
                    return;
                case WindowVerdict.Record:
                    _state = _state.Apply(new WindowRecorded(window));
                    break;
            }

            Sender.Tell(new WindowAcknowledged(window.Slice, window.Epoch, window.Sequence, _state.PositionOf(window.Slice)));
        });
        Receive<GetTestTotals>(query => Sender.Tell(_state.Answer(query)));
    }
}
