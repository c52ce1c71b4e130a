using System.Data.Common;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Protocol;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Node.Coordinator;
using AkkaApiBench.Node.Journal.Store;

namespace AkkaApiBench.Node.ReadModel.Runs;

/// <summary>
/// Reads runs from their tables. These are some seconds behind, and are being filled while the read model is made anew; what
/// the coordinator noted since is read from its own events, so that a run is listed as soon as it is accepted.
/// </summary>
internal sealed class StoredRunHistory(JournalStore store) : IRunHistory
{
    private const int EventsAtATime = 100;

    public async Task<RunPage?> ListAsync(ListRuns query, CancellationToken cancellation)
    {
        await using var connection = await store.OpenAsync(cancellation);
        var newer = await NewerLinesAsync(connection, cancellation);
        var stored = await connection.QueryAsync(
            $"""
            SELECT line FROM runs
            WHERE {(query.Before is null ? "1 = 1" : $"run {store.Ordinal} < @before")} AND {(query.Monitor is null ? "1 = 1" : "monitor = @monitor")}
            ORDER BY run {store.Ordinal} DESC LIMIT @limit
            """,
            row => ReadOf<RunHeader>(row, 0), cancellation,
            ("before", query.Before?.Value ?? ""), ("monitor", query.Monitor?.Value ?? ""), ("limit", query.Limit + 1 + newer.Count));
        var found = stored.Where(line => !newer.ContainsKey(line.Run)).Concat(newer.Values.OfType<RunHeader>())
            .Where(query.Includes).OrderByDescending(line => line.Run).Take(query.Limit + 1).ToList();
        return new RunPage([.. found.Take(query.Limit)], found.Count > query.Limit);
    }

    public async Task<MeasuredRun?> FindAsync(RunId run, CancellationToken cancellation)
    {
        await using var connection = await store.OpenAsync(cancellation);
        if ((await NewerLinesAsync(connection, cancellation)).TryGetValue(run, out var line) && line is null)
            return null;
        var plans = await connection.QueryAsync(
            "SELECT described FROM run_plans WHERE run = @run", row => ReadOf<RunPlan>(row, 0), cancellation, ("run", run.Value));
        var measured = await connection.QueryAsync(
            $"SELECT measured FROM run_measurements WHERE run = @run ORDER BY target, test, tag {store.Ordinal}",
            row => ReadOf<TestMeasured>(row, 0), cancellation, ("run", run.Value));
        return plans is not [var plan] ? null : new MeasuredRun(plan,
        [
            .. from test in measured
               group test.Measurement by test.Target into ofTarget
               select new TargetMeasurements(run, ofTarget.Key, [.. ofTarget]),
        ]);
    }

    /// <summary>The runs whose lines changed since the tables were written; null stands for one that was removed.</summary>
    private static async Task<Dictionary<RunId, RunHeader?>> NewerLinesAsync(DbConnection connection, CancellationToken cancellation)
    {
        var position = await connection.ScalarAsync<long>("SELECT position FROM read_model", cancellation) ?? 0;
        var newer = new Dictionary<RunId, RunHeader?>();
        for (var before = long.MaxValue; ;)
        {
            // From the newest on, for which there is an index, up to one that is contained.
            var events = await connection.QueryAsync(
                """
                SELECT ordering, sequence_number, manifest, message FROM journal
                WHERE persistence_id = @id AND sequence_number < @before AND NOT deleted ORDER BY sequence_number DESC LIMIT @limit
                """,
                row => (Number: row.GetInt64(0), Sequence: row.GetInt64(1), Happened: (ICoordinatorEvent)ProtocolSerializer.Read(row.GetFieldValue<byte[]>(3), row.GetString(2))),
                cancellation, ("id", TestCoordinator.PersistenceIdOfAll), ("before", before), ("limit", EventsAtATime));
            foreach (var (_, _, happened) in events.TakeWhile(stored => stored.Number > position))
                newer.TryAdd(happened.Run, happened.Line);
            if (events.Count < EventsAtATime || events[^1].Number <= position)
                return newer;
            before = events[^1].Sequence;
        }
    }

    private static T ReadOf<T>(DbDataReader row, int column)
        where T : IProtocolMessage => (T)ProtocolSerializer.Read(row.GetFieldValue<byte[]>(column), ProtocolSerializer.ManifestOf<T>());
}
