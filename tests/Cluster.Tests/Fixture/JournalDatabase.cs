namespace AkkaApiBench.Cluster.Tests.Fixture;

/// <summary>The database that a cluster under test keeps its journals in.</summary>
internal sealed class JournalDatabase : IAsyncDisposable
{
    public const string Sqlite = "sqlite";
    public const string Postgres = "postgres";

    private JournalDatabase(PostgresServer? server, IReadOnlyList<string> flags) => (Server, Flags) = (server, flags);

    /// <summary>The server; null for SQLite, which has none.</summary>
    public PostgresServer? Server { get; }

    /// <summary>What a node is told, so that it uses the database.</summary>
    public IReadOnlyList<string> Flags { get; }

    /// <summary>Makes a database.</summary>
    /// <param name="kind"><see cref="Sqlite"/> or <see cref="Postgres"/>.</param>
    /// <param name="folder">For SQLite's file, or for the file with PostgreSQL's connection string.</param>
    public static async Task<JournalDatabase> StartAsync(string kind, TestFolder folder)
    {
        if (kind == Sqlite)
            return new JournalDatabase(null, ["--journal", $"sqlite:{folder.PathOf("journal.db")}"]);
        var server = await PostgresServer.StartAsync();
        return new JournalDatabase(server, ["--journal", $"postgres:file:{folder.Write("connection", server.ConnectionString)}"]);
    }

    public ValueTask DisposeAsync() => Server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
