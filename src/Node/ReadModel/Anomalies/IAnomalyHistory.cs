using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Identifiers;

namespace AkkaApiBench.Node.ReadModel.Anomalies;

/// <summary>All that went wrong at targets. Some seconds behind the journals, which themselves remember the newest only.</summary>
internal interface IAnomalyHistory
{
    /// <summary>A target's anomalies of which some is in a time, both ends included, by rising start.</summary>
    Task<IReadOnlyList<Anomaly>> ReadAsync(TargetId target, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation);

    /// <summary>False for a target of which nothing was measured; true where nobody knows.</summary>
    Task<bool> MayHaveAsync(TargetId target, CancellationToken cancellation);
}
