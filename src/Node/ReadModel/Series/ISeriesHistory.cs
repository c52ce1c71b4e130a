using AkkaApiBench.Messages.Identifiers;

namespace AkkaApiBench.Node.ReadModel.Series;

/// <summary>What was measured at targets over all runs, warm-ups and probes left out. Some seconds behind the journal.</summary>
internal interface ISeriesHistory
{
    /// <summary>The finest resolution.</summary>
    static readonly TimeSpan Finest = TimeSpan.FromMinutes(1);

    /// <summary>The targets with a history, by name.</summary>
    /// <exception cref="ReadModelMissingException">The node does not know the journal's database.</exception>
    Task<IReadOnlyList<TargetWithHistory>> ListTargetsAsync(CancellationToken cancellation);

    /// <summary>A target's history.</summary>
    /// <param name="target">The target; one that is not known has a history without points.</param>
    /// <param name="from">The first moment of interest; points begin at multiples of the resolution, so the first may begin earlier.</param>
    /// <param name="to">The end, not included.</param>
    /// <param name="resolution">The length of a point: whole minutes.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The resolution is not whole minutes.</exception>
    /// <exception cref="ReadModelMissingException">The node does not know the journal's database.</exception>
    Task<SeriesHistory> ReadAsync(TargetId target, DateTimeOffset from, DateTimeOffset to, TimeSpan resolution, CancellationToken cancellation);
}

/// <summary>A target of which something was measured.</summary>
/// <param name="Target">The target.</param>
/// <param name="First">When the first hour with load began, UTC.</param>
/// <param name="Last">When the last minute with load began, or the hour where minutes are not kept any more, UTC.</param>
internal sealed record TargetWithHistory(TargetId Target, DateTimeOffset First, DateTimeOffset Last);
