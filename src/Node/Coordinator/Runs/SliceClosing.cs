using Akka.Actor;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Messages.Slices;
using AkkaApiBench.Node.Journal;

namespace AkkaApiBench.Node.Coordinator.Runs;

/// <summary>
/// Closes the accounts of slices that nobody works on: what is not accounted for is lost, the rest is not sent. Tells the run
/// of each end as its tester would, or by <see cref="Failed"/>.
/// </summary>
internal sealed class SliceClosing(RunSettings settings, IActorRef run, CancellationToken stopped)
{
    private readonly HashSet<SliceId> _closing = [];

    public bool Contains(SliceId slice) => _closing.Contains(slice);

    public void Forget(SliceId slice) => _closing.Remove(slice);

    /// <summary>Closes the account of a slice in an epoch that no tester was given.</summary>
    public void Begin(SliceStarted started, TargetId target, Load share, SliceOutcome outcome, string reason)
    {
        _closing.Add(started.Slice);
        var writer = new WindowWriter(settings.Journals, started.Slice, target, started.Epoch, settings.Time);
        CloseAsync(writer, share).PipeTo(run,
            success: () => new SliceDone(started.Slice, started.Epoch, outcome, reason, default),
            failure: error => new Failed(started.Slice, error));
    }

    private async Task CloseAsync(WindowWriter writer, Load share)
    {
        var position = await writer.WriteAsync(writer.Blank(), stopped);
        if (position.IsFinal)
            return;
        var notSent = Math.Max(0, (share.Planned ?? 0) - position.Consumed);
        await writer.WriteAsync(writer.Blank() with { NotSent = notSent, IsFinal = true }, stopped);
    }

    /// <summary>The account of a slice could not be closed.</summary>
    internal sealed record Failed(SliceId Slice, Exception Cause);
}
