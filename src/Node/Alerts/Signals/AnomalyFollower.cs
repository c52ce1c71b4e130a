using AkkaApiBench.Messages.Alerts;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Protocol;
using AkkaApiBench.Node.Journal.Store;
using AkkaApiBench.Node.ReadModel.Store;

namespace AkkaApiBench.Node.Alerts.Signals;

/// <summary>
/// Reads the anomalies that journals have noted since a place, so that none is lost while nobody listens. The first time it
/// begins at the end: what was noted before there were alerts is history.
/// </summary>
internal sealed class AnomalyFollower(JournalStore store)
{
    private readonly JournalReader _reader = new([ProtocolSerializer.ManifestOf<AnomalyNoted>()]);

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
        return new Followed([.. page.Events.Select(stored => SignalSources.Of((AnomalyNoted)stored.Happened))], page.End);
    }
}

/// <summary>A part of the journals.</summary>
/// <param name="Signals">What stands there.</param>
/// <param name="Position">Where it ends.</param>
internal sealed record Followed(IReadOnlyList<Signal> Signals, long Position);
