using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Protocol;
using AkkaApiBench.Node.Journal.Store;

namespace AkkaApiBench.Node.ReadModel.Anomalies;

/// <summary>Reads anomalies from their table.</summary>
internal sealed class StoredAnomalyHistory(JournalStore store) : IAnomalyHistory
{
    public async Task<IReadOnlyList<Anomaly>> ReadAsync(TargetId target, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        await using var connection = await store.OpenAsync(cancellation);
        var found = await connection.QueryAsync(
            """
            SELECT noted FROM anomalies
            WHERE target = @target AND starts_at <= @to AND (ends_at IS NULL OR ends_at >= @from) ORDER BY starts_at, metric
            """,
            row => ((AnomalyNoted)ProtocolSerializer.Read(row.GetFieldValue<byte[]>(0), ProtocolSerializer.ManifestOf<AnomalyNoted>())).Anomaly,
            cancellation, ("target", target.Value), ("from", from.ToUnixTimeSeconds()), ("to", to.ToUnixTimeSeconds()));
        // The table has whole seconds.
        return [.. found.Where(anomaly => anomaly.IsWithin(from, to))];
    }

    public async Task<bool> MayHaveAsync(TargetId target, CancellationToken cancellation)
    {
        await using var connection = await store.OpenAsync(cancellation);
        return (await connection.QueryAsync(
            "SELECT 1 WHERE EXISTS (SELECT 1 FROM series_hours WHERE target = @target) OR EXISTS (SELECT 1 FROM anomalies WHERE target = @target)",
            row => true, cancellation, ("target", target.Value))).Count > 0;
    }
}
