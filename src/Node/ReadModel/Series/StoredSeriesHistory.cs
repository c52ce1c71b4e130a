using System.Data.Common;
using System.Numerics;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Protocol;
using AkkaApiBench.Node.Journal.Store;

namespace AkkaApiBench.Node.ReadModel.Series;

/// <summary>Reads histories from their tables.</summary>
internal sealed class StoredSeriesHistory(JournalStore store) : ISeriesHistory
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public async Task<IReadOnlyList<TargetWithHistory>> ListTargetsAsync(CancellationToken cancellation)
    {
        await using var connection = await store.OpenAsync(cancellation);
        return await connection.QueryAsync(
            """
            SELECT target, MIN(starts_at), MAX(COALESCE((SELECT MAX(m.starts_at) FROM series_minutes m WHERE m.target = h.target), starts_at))
            FROM series_hours h GROUP BY target ORDER BY target
            """,
            row => new TargetWithHistory(new TargetId(row.GetString(0)), TimeOf(row.GetInt64(1)), TimeOf(row.GetInt64(2))),
            cancellation);
    }

    public async Task<SeriesHistory> ReadAsync(
        TargetId target, DateTimeOffset from, DateTimeOffset to, TimeSpan resolution, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(resolution, ISeriesHistory.Finest);
        ArgumentOutOfRangeException.ThrowIfNotEqual(resolution.Ticks % ISeriesHistory.Finest.Ticks, 0, nameof(resolution));
        var step = (long)resolution.TotalSeconds;
        var (first, end) = (Floor(from.ToUnixTimeSeconds(), step), Floor(to.ToUnixTimeSeconds() + step - 1, step));
        var isOfHours = resolution.Ticks % Hour.Ticks == 0;

        await using var connection = await store.OpenAsync(cancellation);
        var rows = await connection.QueryAsync(
            $"""
            SELECT starts_at, seconds, measured FROM {(isOfHours ? "series_hours" : "series_minutes")}
            WHERE target = @target AND starts_at >= @first AND starts_at < @end ORDER BY starts_at
            """,
            row => PartOf(row, isOfHours), cancellation, ("target", target.Value), ("first", first), ("end", end));
        return new SeriesHistory(target, TimeOf(first), TimeOf(end), resolution,
        [
            .. from row in rows
               group row by Floor(row.Start.ToUnixTimeSeconds(), step) into parts
               select new SeriesPoint(
                   TimeOf(parts.Key),
                   parts.Aggregate(TimeSpan.Zero, (sum, part) => sum + part.Loaded),
                   parts.Aggregate(Aggregate.Empty, (sum, part) => sum.Merge(part.Measured))),
        ]);
    }

    private static SeriesPoint PartOf(DbDataReader row, bool isOfHours)
    {
        var seconds = row.GetInt64(1);
        return new SeriesPoint(
            TimeOf(row.GetInt64(0)),
            TimeSpan.FromSeconds(isOfHours ? seconds : BitOperations.PopCount((ulong)seconds)),
            AggregateFormat.Read(row.GetFieldValue<byte[]>(2)));
    }

    private static long Floor(long second, long step) => second - (((second % step) + step) % step);

    private static DateTimeOffset TimeOf(long second) => DateTimeOffset.FromUnixTimeSeconds(second);
}
