using System.Data.Common;
using AkkaApiBench.Cluster.Tests.Fixture;
using AkkaApiBench.Messages.Journal;
using AkkaApiBench.Messages.Protocol;
using AkkaApiBench.Node.Journal;
using AkkaApiBench.Node.Journal.Store;
using AkkaApiBench.Node.ReadModel;

namespace AkkaApiBench.Node.Tests.ReadModel;

/// <summary>A database of a test's own, with events as Akka's journal writes them.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly PostgresServer? _server;

    private TestDatabase(PostgresServer? server)
    {
        _server = server;
        Store = server is null ? JournalStore.In(_folder.Path) : JournalStore.Parse($"postgres:{server.ConnectionString}")!;
        Store.Prepare();
    }

    public JournalStore Store { get; }

    public static async Task<TestDatabase> StartAsync(string kind) =>
        new(kind == OnPostgresAttribute.Kind ? await PostgresServer.StartAsync() : null);

    public Task<DbConnection> OpenAsync() => Store.OpenAsync(CancellationToken.None);

    /// <summary>Brings the read model up to the journal, whoever else does.</summary>
    public async Task CatchUpAsync()
    {
        while (true)
        {
            try
            {
                if (await new Projection(Store).CatchUpAsync(CancellationToken.None) == 0)
                    return;
            }
            catch (ProjectionOvertakenException)
            {
                // Another one was faster.
            }
        }
    }

    /// <summary>Deletes events of a journal as their actor would.</summary>
    public async Task ForgetAsync(ForgetEvents events)
    {
        await using var connection = await OpenAsync();
        await connection.ExecuteAsync(
            "DELETE FROM journal WHERE persistence_id = @id AND sequence_number <= @last", CancellationToken.None,
            ("id", MetricJournal.PersistenceIdOf(events.Target)), ("last", events.UpTo));
    }

    /// <summary>Adds events to the journal of each one's target.</summary>
    public async Task AddAsync(IEnumerable<IJournalEvent> events)
    {
        foreach (var ofTarget in events.GroupBy(happened => happened.Target))
            await AddAsync(MetricJournal.PersistenceIdOf(ofTarget.Key), ofTarget);
    }

    /// <summary>Adds events to a journal.</summary>
    public async Task AddAsync(string persistenceId, IEnumerable<IProtocolMessage> events)
    {
        await using var connection = await OpenAsync();
        var sequence = await connection.ScalarAsync<long>(
            "SELECT MAX(sequence_number) FROM journal WHERE persistence_id = @id", CancellationToken.None, ("id", persistenceId)) ?? 0;
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var happened in events)
            await AddAsync(transaction, persistenceId, ++sequence, happened);
        await transaction.CommitAsync();
    }

    /// <summary>Adds one event, to be seen when the transaction ends.</summary>
    public static Task<int> AddAsync(DbTransaction transaction, string persistenceId, long sequence, IProtocolMessage happened) => transaction.ExecuteAsync(
        """
        INSERT INTO journal (created, deleted, persistence_id, sequence_number, message, manifest, identifier)
        VALUES (0, false, @id, @sequence, @message, @manifest, @serializer)
        """,
        CancellationToken.None, ("id", persistenceId), ("sequence", sequence), ("message", ProtocolSerializer.Write(happened)),
        ("manifest", new ProtocolSerializer(null!).Manifest(happened)), ("serializer", ProtocolSerializer.Id));

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }
}
