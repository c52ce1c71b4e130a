using System.Data.Common;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Journal;
using AkkaApiBench.Node.Journal;
using AkkaApiBench.Node.Journal.Store;

namespace AkkaApiBench.Node.ReadModel.Retention;

/// <summary>Thins out the read model, and finds what the journals need not keep any more.</summary>
internal sealed class Cleaning(JournalStore store, RetentionTimes kept, TimeProvider time)
{
    private const long SecondsPerHour = 3600;

    /// <summary>
    /// Deletes minutes, hours and anomalies that were kept long enough. Of journals, the events before the first window that is to
    /// be kept are named, once they are contained in the read model; how far that makes the read model the only one to know is
    /// noted before anything is deleted.
    /// </summary>
    /// <returns>What to tell the journals.</returns>
    public async Task<IReadOnlyList<ForgetEvents>> CleanAsync(CancellationToken cancellation)
    {
        await using var connection = await store.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // Nothing moves on meanwhile; and what is being made anew has its events before it.
        if (await transaction.ExecuteAsync("UPDATE read_model SET position = position WHERE position >= rebuilt_to", cancellation) == 0)
            return [];

        var old = await OldEventsAsync(transaction, cancellation);
        foreach (var events in old)
            await NoteHorizonAsync(transaction, events, cancellation);
        await DeleteAsync(transaction, "series_minutes", kept.Minutes, cancellation);
        await DeleteAsync(transaction, "series_hours", kept.Hours, cancellation);
        await DeleteAsync(transaction, "anomalies", kept.Hours, cancellation);
        await transaction.CommitAsync(cancellation);
        return old;
    }

    /// <summary>The events of each target before its first window that is to be kept; of a target without such, all up to its last.</summary>
    private async Task<IReadOnlyList<ForgetEvents>> OldEventsAsync(DbTransaction transaction, CancellationToken cancellation)
    {
        var found = await transaction.QueryAsync(
            """
            SELECT target, COALESCE(MIN(CASE WHEN starts_at >= @cutoff THEN first_sequence END) - 1, MAX(last_sequence))
            FROM series_hours GROUP BY target
            """,
            row => new ForgetEvents(new TargetId(row.GetString(0)), row.GetInt64(1)), cancellation, ("cutoff", Cutoff(kept.Windows)));
        var old = new List<ForgetEvents>();
        foreach (var events in found.Where(events => events.UpTo > 0))
        {
            var isThere = await transaction.QueryAsync(
                "SELECT 1 FROM journal WHERE persistence_id = @id AND sequence_number <= @last AND NOT deleted LIMIT 1",
                _ => true, cancellation, ("id", MetricJournal.PersistenceIdOf(events.Target)), ("last", events.UpTo));
            if (isThere.Count > 0)
                old.Add(events);
        }

        return old;
    }

    /// <summary>An hour of which an event is deleted cannot be made anew, and so no hour up to it.</summary>
    private static Task<int> NoteHorizonAsync(DbTransaction transaction, ForgetEvents events, CancellationToken cancellation) => transaction.ExecuteAsync(
        $"""
        INSERT INTO series_horizons (target, starts_at)
        SELECT @target, MAX(starts_at) + {SecondsPerHour} FROM series_hours WHERE target = @target AND first_sequence <= @last HAVING MAX(starts_at) IS NOT NULL
        ON CONFLICT (target) DO UPDATE SET
          starts_at = CASE WHEN excluded.starts_at > series_horizons.starts_at THEN excluded.starts_at ELSE series_horizons.starts_at END
        """,
        cancellation, ("target", events.Target.Value), ("last", events.UpTo));

    private Task<int> DeleteAsync(DbTransaction transaction, string table, TimeSpan age, CancellationToken cancellation) =>
        transaction.ExecuteAsync($"DELETE FROM {table} WHERE starts_at < @cutoff", cancellation, ("cutoff", Cutoff(age)));

    /// <summary>Whole hours are kept.</summary>
    private long Cutoff(TimeSpan age)
    {
        var second = (time.GetUtcNow() - age).ToUnixTimeSeconds();
        return second - (second % SecondsPerHour);
    }
}
