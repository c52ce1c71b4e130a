using System.Data.Common;
using AkkaApiBench.Cluster.Tests.Fixture;
using AkkaApiBench.Messages.Protocol;
using AkkaApiBench.Node.Journal.Store;

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
        CancellationToken.None, ("id", persistenceId), ("sequence", sequence), ("message", Contracts.Write(happened)),
        ("manifest", Contracts.ManifestOf(happened)), ("serializer", ProtocolSerializer.Id));

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private static class Contracts
    {
        private static readonly ProtocolSerializer Serializer = new(null!);

        public static byte[] Write(IProtocolMessage happened) => Serializer.ToBinary(happened);

        public static string ManifestOf(IProtocolMessage happened) => Serializer.Manifest(happened);
    }
}
