using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Protocol;
using AkkaApiBench.Node.Journal.Store;
using AkkaApiBench.Node.ReadModel.Store;

namespace AkkaApiBench.Node.ReadModel.Anomalies;

/// <summary>Every anomaly, as it was noted last.</summary>
internal sealed class AnomaliesPart : IReadModelPart
{
    public IReadOnlyCollection<string> Manifests { get; } = [ProtocolSerializer.ManifestOf<AnomalyNoted>()];

    /// <summary>What was known of an anomaly is replaced, so that it does no harm to take in again what is known.</summary>
    public WriteChanges ChangesOf(IReadOnlyList<StoredEvent> events, Horizons known)
    {
        var last = events.Select(stored => stored.Happened).OfType<AnomalyNoted>()
            .GroupBy(noted => (noted.Target, noted.Anomaly.Metric, noted.Anomaly.Start)).Select(same => same.Last()).ToList();
        return async (transaction, cancellation) =>
        {
            foreach (var noted in last)
            {
                await transaction.ExecuteAsync(
                    """
                    INSERT INTO anomalies (target, metric, starts_at, ends_at, noted) VALUES (@target, @metric, @start, @end, @noted)
                    ON CONFLICT (target, metric, starts_at) DO UPDATE SET ends_at = excluded.ends_at, noted = excluded.noted
                    """,
                    cancellation, ("target", noted.Target.Value), ("metric", noted.Anomaly.Metric), ("start", noted.Anomaly.Start.ToUnixTimeSeconds()),
                    ("end", noted.Anomaly.End?.ToUnixTimeSeconds()), ("noted", ProtocolSerializer.Write(noted)));
            }
        };
    }
}
