using AkkaApiBench.Node.Journal.Store;
using AkkaApiBench.Node.ReadModel.Anomalies;
using AkkaApiBench.Node.ReadModel.Runs;
using AkkaApiBench.Node.ReadModel.Series;
using AkkaApiBench.Node.ReadModel.Store;
using AkkaApiBench.Node.Telemetry;

namespace AkkaApiBench.Node.ReadModel;

/// <summary>
/// Brings the read model up to the journal. What events come to and how far the journal was read are written in one
/// transaction, so that each event counts exactly once, whenever the process ends; and only from the position that was read
/// before, so that of two that do so at a time one gives way.
/// </summary>
internal sealed class Projection(JournalStore store, NodeMeter? meter = null)
{
    private static readonly IReadOnlyList<IReadModelPart> Parts = [new SeriesPart(), new AnomaliesPart(), new RunsPart()];

    private readonly JournalReader _reader = new(Parts.SelectMany(part => part.Manifests).Distinct());

    /// <summary>Takes in everything that happened up to now.</summary>
    /// <returns>How many events that was.</returns>
    /// <exception cref="ProjectionOvertakenException">Another one does it at the same time.</exception>
    public async Task<long> CatchUpAsync(CancellationToken cancellation)
    {
        await using var connection = await store.OpenAsync(cancellation);
        var position = await connection.ScalarAsync<long>("SELECT position FROM read_model", cancellation) ?? 0;
        var known = await Horizons.ReadAsync(connection, cancellation);
        var end = await store.SettledEndAsync(connection, cancellation);
        var count = 0L;
        meter?.Observe(position, end);
        while (position < end)
        {
            var page = await _reader.ReadAsync(connection, position, end, cancellation);
            var changes = Parts.Select(part => part.ChangesOf(page.Events, known)).ToList();

            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            var moved = await transaction.ExecuteAsync(
                "UPDATE read_model SET position = @end WHERE position = @position", cancellation, ("end", page.End), ("position", position));
            if (moved == 0)
                throw new ProjectionOvertakenException();
            foreach (var write in changes)
                await write(transaction, cancellation);
            await transaction.CommitAsync(cancellation);

            position = page.End;
            meter?.Observe(position, end);
            count += page.Events.Count;
        }

        return count;
    }

    /// <summary>Makes everything anew.</summary>
    /// <returns>How many events that took.</returns>
    public async Task<long> RebuildAsync(CancellationToken cancellation)
    {
        await BeginAgainAsync(cancellation);
        var count = 0L;
        while (true)
        {
            try
            {
                return count + await CatchUpAsync(cancellation);
            }
            catch (ProjectionOvertakenException)
            {
                // A node goes on with it, too.
            }
        }
    }

    /// <summary>
    /// Empties the read model and lets it begin again with the first event. What the journal may not have any more stays: all that
    /// began before a target's horizon. When it ends early, the next one to catch up goes on with it.
    /// </summary>
    public async Task BeginAgainAsync(CancellationToken cancellation)
    {
        await using var connection = await store.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await transaction.ExecuteAsync(ReadModelSchema.BeginAgain, cancellation);
        await transaction.CommitAsync(cancellation);
    }
}

/// <summary>The read model is further than it was when its position was read.</summary>
internal sealed class ProjectionOvertakenException() : Exception("Something else brings the read model up to the journal at the same time.");
