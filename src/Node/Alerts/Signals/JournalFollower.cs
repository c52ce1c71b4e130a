using AkkaApiBench.Messages.Alerts;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Protocol;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Node.Journal.Store;
using AkkaApiBench.Node.ReadModel.Store;

namespace AkkaApiBench.Node.Alerts.Signals;

/// <summary>
/// Reads the anomalies that journals have noted since a place, and the runs that have ended, so that none is lost while nobody
/// listens. The first time it begins at the end: what was noted before there were alerts is history.
/// </summary>
/// <param name="store">The journals' database.</param>
/// <param name="judge">Says what an ended run came to.</param>
internal sealed class JournalFollower(JournalStore store, RunJudge judge)
{
    private readonly JournalReader _reader = new([ProtocolSerializer.ManifestOf<AnomalyNoted>(), ProtocolSerializer.ManifestOf<RunListed>()]);

    /// <summary>What is new, and the place up to which it was read.</summary>
    public async Task<Followed> ReadAsync(long? position, CancellationToken cancellation)
    {
        await using var connection = await store.OpenAsync(cancellation);
        var end = await store.SettledEndAsync(connection, cancellation);
        if (position is not { } after)
            return new Followed([], end);
        if (after >= end)
            return new Followed([], after);
        var page = await _reader.ReadAsync(connection, after, end, cancellation);
        var signals = new List<Signal>();
        foreach (var stored in page.Events)
        {
            switch (stored.Happened)
            {
                case AnomalyNoted noted:
                    signals.Add(SignalSources.Of(noted));
                    break;
                case RunListed { Header: var run } when run.Status.IsEnd():
                    signals.AddRange(await judge.SignalsOfAsync(run, cancellation));
                    break;
            }
        }

        return new Followed(signals, page.End);
    }
}

/// <summary>A part of the journals.</summary>
/// <param name="Signals">What stands there.</param>
/// <param name="Position">Where it ends.</param>
internal sealed record Followed(IReadOnlyList<Signal> Signals, long Position);
