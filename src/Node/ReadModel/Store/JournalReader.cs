using System.Data.Common;
using AkkaApiBench.Messages.Protocol;
using AkkaApiBench.Node.Journal.Store;

namespace AkkaApiBench.Node.ReadModel.Store;

/// <summary>An event of any actor, as the journal has it.</summary>
/// <param name="Number">Its place among all events of the database.</param>
/// <param name="Sequence">Its place among the events of its actor.</param>
/// <param name="Happened">The event.</param>
internal sealed record StoredEvent(long Number, long Sequence, IProtocolMessage Happened);

/// <summary>A part of the journal in the order of its numbers.</summary>
/// <param name="Events">The events of interest.</param>
/// <param name="End">The number up to which nothing was left out.</param>
internal sealed record JournalPage(IReadOnlyList<StoredEvent> Events, long End);

/// <summary>
/// Reads the events of all actors in their common order. Akka.Persistence.Query would wait some time for a number that is
/// missing and then go on without it; here the database itself tells when nothing more can come
/// (<see cref="JournalStore.SettledEndAsync"/>).
/// </summary>
/// <param name="manifests">The kinds of events that are of interest; they are ours and need no escaping.</param>
internal sealed class JournalReader(IEnumerable<string> manifests)
{
    private const int PageSize = 500;

    private readonly string _query = $"""
        SELECT ordering, sequence_number, manifest, message FROM journal
        WHERE ordering > @after AND ordering <= @end AND NOT deleted AND manifest IN ({string.Join(", ", manifests.Select(manifest => $"'{manifest}'"))})
        ORDER BY ordering LIMIT {PageSize}
        """;

    /// <summary>The next events.</summary>
    /// <param name="connection">Where they are.</param>
    /// <param name="after">The number of the last event that is known.</param>
    /// <param name="end">The number up to which may be read.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<JournalPage> ReadAsync(DbConnection connection, long after, long end, CancellationToken cancellation)
    {
        var events = await connection.QueryAsync(
            _query,
            row => new StoredEvent(row.GetInt64(0), row.GetInt64(1), ProtocolSerializer.Read(row.GetFieldValue<byte[]>(3), row.GetString(2))),
            cancellation, ("after", after), ("end", end));
        return new JournalPage(events, events.Count < PageSize ? end : events[^1].Number);
    }
}
