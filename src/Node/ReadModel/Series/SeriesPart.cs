using System.Data.Common;
using System.Numerics;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Journal;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Protocol;
using AkkaApiBench.Node.Journal.Store;
using AkkaApiBench.Node.ReadModel.Store;

namespace AkkaApiBench.Node.ReadModel.Series;

/// <summary>The history of every target, by minute and by hour.</summary>
internal sealed class SeriesPart : IReadModelPart
{
    private const long SecondsPerHour = 3600;

    public IReadOnlyCollection<string> Manifests { get; } = [ProtocolSerializer.ManifestOf<WindowRecorded>()];

    public WriteChanges ChangesOf(IReadOnlyList<StoredEvent> events)
    {
        var minutes = MinuteRollup.Of(events.Select(stored => stored.Happened).OfType<WindowRecorded>().Select(recorded => recorded.Window));
        return async (transaction, cancellation) =>
        {
            foreach (var hour in minutes.GroupBy(minute => (minute.Target, Start: HourOf(minute.Start.ToUnixTimeSeconds()))))
            {
                var more = 0L;
                foreach (var minute in hour)
                    more += await AddAsync(transaction, minute, cancellation);
                await AddHourAsync(transaction, hour.Key.Target, hour.Key.Start, more, hour.Select(minute => minute.Measured).Aggregate((left, right) => left.Merge(right)), cancellation);
            }
        };
    }

    private static long HourOf(long second) => second - (second % SecondsPerHour);

    /// <summary>Adds to a minute; gives how many more of its seconds had load.</summary>
    private static async Task<long> AddAsync(DbTransaction transaction, MinuteRollup rollup, CancellationToken cancellation)
    {
        var start = rollup.Start.ToUnixTimeSeconds();
        var before = await FindAsync(transaction, "series_minutes", rollup.Target, start, cancellation);
        var after = before is var (seconds, measured) ? rollup.Merge(seconds, measured) : rollup;
        await KeepAsync(transaction, "series_minutes", rollup.Target, start, after.Seconds, after.Measured, cancellation);
        return BitOperations.PopCount((ulong)after.Seconds) - BitOperations.PopCount((ulong)(before?.Seconds ?? 0));
    }

    private static async Task AddHourAsync(
        DbTransaction transaction, TargetId target, long start, long seconds, Aggregate measured, CancellationToken cancellation)
    {
        var before = await FindAsync(transaction, "series_hours", target, start, cancellation) ?? (0, Aggregate.Empty);
        await KeepAsync(
            transaction, "series_hours", target, start, Math.Min(before.Seconds + seconds, SecondsPerHour), before.Measured.Merge(measured), cancellation);
    }

    private static async Task<(long Seconds, Aggregate Measured)?> FindAsync(
        DbTransaction transaction, string table, TargetId target, long start, CancellationToken cancellation)
    {
        var found = await transaction.QueryAsync(
            $"SELECT seconds, measured FROM {table} WHERE target = @target AND starts_at = @start",
            row => (row.GetInt64(0), AggregateFormat.Read(row.GetFieldValue<byte[]>(1))),
            cancellation, ("target", target.Value), ("start", start));
        return found is [var one] ? one : null;
    }

    private static Task<int> KeepAsync(
        DbTransaction transaction, string table, TargetId target, long start, long seconds, Aggregate measured, CancellationToken cancellation) =>
        transaction.ExecuteAsync(
            $"""
            INSERT INTO {table} (target, starts_at, seconds, measured) VALUES (@target, @start, @seconds, @measured)
            ON CONFLICT (target, starts_at) DO UPDATE SET seconds = excluded.seconds, measured = excluded.measured
            """,
            cancellation, ("target", target.Value), ("start", start), ("seconds", seconds), ("measured", AggregateFormat.Write(measured)));
}
