using System.Data.Common;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Node.Journal.Store;

namespace AkkaApiBench.Node.ReadModel;

/// <summary>
/// What the read model kept when it was made anew, because the journal may not have all of it any more: of each target, what
/// began before its horizon.
/// </summary>
/// <param name="RebuiltTo">The number of the last event that was contained then.</param>
/// <param name="ByTarget">The horizons, in seconds since 1970.</param>
internal sealed record Horizons(long RebuiltTo, IReadOnlyDictionary<TargetId, long> ByTarget)
{
    /// <summary>Reads them.</summary>
    public static async Task<Horizons> ReadAsync(DbConnection connection, CancellationToken cancellation)
    {
        var rebuiltTo = await connection.ScalarAsync<long>("SELECT rebuilt_to FROM read_model", cancellation) ?? 0;
        var horizons = await connection.QueryAsync(
            "SELECT target, starts_at FROM series_horizons", row => (Target: new TargetId(row.GetString(0)), Start: row.GetInt64(1)), cancellation);
        return new Horizons(rebuiltTo, horizons.ToDictionary(horizon => horizon.Target, horizon => horizon.Start));
    }

    /// <summary>True when what an event tells was kept, and is not to be counted again.</summary>
    /// <param name="number">The event's number.</param>
    /// <param name="target">Of which target it tells.</param>
    /// <param name="start">When what it tells began.</param>
    public bool Contain(long number, TargetId target, DateTimeOffset start) =>
        number <= RebuiltTo && ByTarget.TryGetValue(target, out var horizon) && start.ToUnixTimeSeconds() < horizon;
}
