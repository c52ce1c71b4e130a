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

    public WriteChanges ChangesOf(IReadOnlyList<StoredEvent> events, Horizons known)
    {
        var hours =
            (from stored in events
             where stored.Happened is WindowRecorded
             let rollup = MinuteRollup.Of(((WindowRecorded)stored.Happened).Window)
             where rollup is not null && !known.Contain(stored.Number, rollup.Target, rollup.Start)
             group (stored.Sequence, Rollup: rollup) by (rollup.Target, Start: HourOf(rollup.Start))).Select(hour => new HourRollup(
                 hour.Key.Target, hour.Key.Start, hour.Min(window => window.Sequence), hour.Max(window => window.Sequence),
                 MinuteRollup.Merge(hour.Select(window => window.Rollup)))).ToList();
        return async (transaction, cancellation) =>
        {
            foreach (var hour in hours)
            {
                var more = 0L;
                foreach (var minute in hour.Minutes)
                    more += await AddAsync(transaction, minute, cancellation);
                await AddAsync(transaction, hour, more, cancellation);
            }
        };
    }

    private static DateTimeOffset HourOf(DateTimeOffset minute) => minute.AddMinutes(-minute.Minute);

    /// <summary>Adds to a minute; gives how many more of its seconds had load.</summary>
    private static async Task<long> AddAsync(DbTransaction transaction, MinuteRollup rollup, CancellationToken cancellation)
    {
        var start = rollup.Start.ToUnixTimeSeconds();
        var before = await FindAsync(transaction, "series_minutes", rollup.Target, start, cancellation);
        var after = before is var (seconds, measured) ? rollup.Merge(seconds, measured) : rollup;
        await transaction.ExecuteAsync(
            """
            INSERT INTO series_minutes (target, starts_at, seconds, measured) VALUES (@target, @start, @seconds, @measured)
            ON CONFLICT (target, starts_at) DO UPDATE SET seconds = excluded.seconds, measured = excluded.measured
            """,
            cancellation, ("target", rollup.Target.Value), ("start", start), ("seconds", after.Seconds), ("measured", AggregateFormat.Write(after.Measured)));
        return BitOperations.PopCount((ulong)after.Seconds) - BitOperations.PopCount((ulong)(before?.Seconds ?? 0));
    }

    private static async Task AddAsync(DbTransaction transaction, HourRollup rollup, long seconds, CancellationToken cancellation)
    {
        var start = rollup.Start.ToUnixTimeSeconds();
        var before = await FindAsync(transaction, "series_hours", rollup.Target, start, cancellation) ?? (0, Aggregate.Empty);
        var measured = rollup.Minutes.Aggregate(before.Measured, (sum, minute) => sum.Merge(minute.Measured));
        await transaction.ExecuteAsync(
            """
            INSERT INTO series_hours (target, starts_at, seconds, measured, first_sequence, last_sequence)
            VALUES (@target, @start, @seconds, @measured, @first, @last)
            ON CONFLICT (target, starts_at) DO UPDATE SET
              seconds = excluded.seconds, measured = excluded.measured,
              first_sequence = CASE WHEN excluded.first_sequence < series_hours.first_sequence THEN excluded.first_sequence ELSE series_hours.first_sequence END,
              last_sequence = CASE WHEN excluded.last_sequence > series_hours.last_sequence THEN excluded.last_sequence ELSE series_hours.last_sequence END
            """,
            cancellation, ("target", rollup.Target.Value), ("start", start), ("seconds", Math.Min(before.Seconds + seconds, SecondsPerHour)),
            ("measured", AggregateFormat.Write(measured)), ("first", rollup.FirstSequence), ("last", rollup.LastSequence));
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

    /// <summary>What some events come to in an hour of a target.</summary>
    private sealed record HourRollup(TargetId Target, DateTimeOffset Start, long FirstSequence, long LastSequence, IReadOnlyList<MinuteRollup> Minutes);
}
