using System.Data.Common;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Protocol;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Node.Coordinator.Runs;
using AkkaApiBench.Node.Journal.Store;
using AkkaApiBench.Node.ReadModel.Store;

namespace AkkaApiBench.Node.ReadModel.Runs;

/// <summary>A line for every run, and what those that have ended came to.</summary>
internal sealed class RunsPart : IReadModelPart
{
    public IReadOnlyCollection<string> Manifests { get; } =
    [
        ProtocolSerializer.ManifestOf<RunQueued>(), ProtocolSerializer.ManifestOf<RunListed>(), ProtocolSerializer.ManifestOf<RunRemoved>(),
        ProtocolSerializer.ManifestOf<RunEnded>(),
    ];

    /// <summary>What was known of a run is replaced, so that it does no harm to take in again what is known.</summary>
    public WriteChanges ChangesOf(IReadOnlyList<StoredEvent> events, Horizons known) => async (transaction, cancellation) =>
    {
        foreach (var stored in events)
        {
            switch (stored.Happened)
            {
                case RunRemoved removed:
                    await RemoveAsync(transaction, removed.Run, cancellation);
                    break;
                case ICoordinatorEvent { Line: { } line }:
                    await ListAsync(transaction, line, cancellation);
                    break;
                case RunEnded ended:
                    await KeepResultAsync(transaction, ended.Run, stored.Number, cancellation);
                    break;
            }
        }
    };

    private static Task<int> ListAsync(DbTransaction transaction, RunHeader line, CancellationToken cancellation) => transaction.ExecuteAsync(
        """
        INSERT INTO runs (run, monitor, line) VALUES (@run, @monitor, @line)
        ON CONFLICT (run) DO UPDATE SET monitor = excluded.monitor, line = excluded.line
        """,
        cancellation, ("run", line.Run.Value), ("monitor", line.Monitor?.Value ?? ""), ("line", ProtocolSerializer.Write(line)));

    private static async Task RemoveAsync(DbTransaction transaction, RunId run, CancellationToken cancellation)
    {
        foreach (var table in new[] { "runs", "run_plans", "run_measurements" })
            await transaction.ExecuteAsync($"DELETE FROM {table} WHERE run = @run", cancellation, ("run", run.Value));
    }

    /// <summary>The run's own events tell all of it; of one that was removed since they may be gone.</summary>
    private static async Task KeepResultAsync(DbTransaction transaction, RunId run, long end, CancellationToken cancellation)
    {
        var events = await transaction.QueryAsync(
            "SELECT manifest, message FROM journal WHERE persistence_id = @id AND ordering <= @end AND NOT deleted ORDER BY sequence_number",
            row => (IRunEvent)ProtocolSerializer.Read(row.GetFieldValue<byte[]>(1), row.GetString(0)),
            cancellation, ("id", TestRun.PersistenceIdOf(run)), ("end", end));
        var state = events.Aggregate(new RunState { Run = run }, (state, happened) => state.Apply(happened));
        if (state is not { Described: { } plan, Status: var status } || !status.IsEnd())
            return;

        await transaction.ExecuteAsync(
            "INSERT INTO run_plans (run, described) VALUES (@run, @described) ON CONFLICT (run) DO UPDATE SET described = excluded.described",
            cancellation, ("run", run.Value), ("described", ProtocolSerializer.Write(plan)));
        foreach (var measured in events.OfType<TestMeasured>())
        {
            await transaction.ExecuteAsync(
                """
                INSERT INTO run_measurements (run, target, test, tag, measured) VALUES (@run, @target, @test, @tag, @measured)
                ON CONFLICT (run, target, test, tag) DO UPDATE SET measured = excluded.measured
                """,
                cancellation, ("run", run.Value), ("target", measured.Target), ("test", measured.Measurement.Test),
                ("tag", measured.Measurement.Tag ?? ""), ("measured", ProtocolSerializer.Write(measured)));
        }
    }
}
