using System.Data.Common;
using Akka.Configuration;
using LinqToDB;
using Microsoft.Data.Sqlite;

namespace AkkaApiBench.Node.Journal.Store;

/// <summary>A database in a file, for one machine.</summary>
/// <param name="Path">The file; its directory must be there.</param>
internal sealed record SqliteStore(string Path) : JournalStore
{
    public const string Scheme = "sqlite:";

    /// <summary>
    /// With a write-ahead log, NORMAL syncs at checkpoints: a power cut may cost the last moments, the end of a process costs
    /// nothing, and a commit does not wait for the disk. Who finds the one writer's place taken looks again within milliseconds;
    /// the driver by itself would sleep 150.
    /// </summary>
    private const string PerConnection = "PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 2000";

    private string ConnectionString => new SqliteConnectionStringBuilder { DataSource = Path }.ToString();

    public override string Place => Path;

    public static SqliteStore? TryParse(string text) =>
        text.StartsWith(Scheme, StringComparison.Ordinal) && text.Length > Scheme.Length ? new SqliteStore(text[Scheme.Length..]) : null;

    /// <summary>One writer: SQLite has no more, and others would only wait for its lock.</summary>
    internal override Config Tuning => JournalTuning.With(parallelWrites: 1);

    internal override DataOptions Connections => new DataOptions()
        .UseConnectionString(ProviderName.SQLiteMS, ConnectionString)
        .UseAfterConnectionOpened(
            connection => Execute(connection, PerConnection),
            ConfigureAsync);

    internal override string Tables => """
        CREATE TABLE IF NOT EXISTS journal (
          ordering INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
          created INTEGER NOT NULL,
          deleted BIT NOT NULL,
          persistence_id NVARCHAR(255) NOT NULL,
          sequence_number INTEGER NOT NULL,
          message VARBINARY NOT NULL,
          manifest NVARCHAR(500) NULL,
          identifier INTEGER NULL,
          writer_uuid NVARCHAR(128) NULL);
        CREATE UNIQUE INDEX IF NOT EXISTS journal_uq ON journal (persistence_id, sequence_number);
        CREATE TABLE IF NOT EXISTS tags (
          ordering_id INTEGER NOT NULL,
          tag NVARCHAR(64) NOT NULL,
          sequence_nr INTEGER NOT NULL,
          persistence_id NVARCHAR(255) NOT NULL,
          PRIMARY KEY (ordering_id, tag));
        CREATE INDEX IF NOT EXISTS tags_persistence_id_sequence_nr_idx ON tags (persistence_id, sequence_nr);
        CREATE INDEX IF NOT EXISTS tags_tag_idx ON tags (tag);
        CREATE TABLE IF NOT EXISTS snapshot (
          persistence_id NVARCHAR(255) NOT NULL,
          sequence_number INTEGER NOT NULL,
          created INTEGER NOT NULL,
          snapshot VARBINARY NULL,
          manifest NVARCHAR(500) NULL,
          serializer_id INTEGER NULL,
          PRIMARY KEY (persistence_id, sequence_number));
        """;

    internal override void RequireThere()
    {
        if (!File.Exists(Path))
            throw new FileNotFoundException("there is no such file");
    }

    internal override string Ordinal => "COLLATE BINARY";

    internal override DbConnection Connect() => new SqliteConnection(ConnectionString);

    private protected override Task ConfigureAsync(DbConnection connection, CancellationToken cancellation) =>
        connection.ExecuteAsync(PerConnection, cancellation);

    /// <summary>There is one writer at a time, so what is seen has nothing missing below it.</summary>
    internal override async Task<long> SettledEndAsync(DbConnection connection, CancellationToken cancellation) =>
        await connection.ScalarAsync<long>(NewestEvent, cancellation) ?? 0;

    /// <summary>With a write-ahead log reading does not hold up writing; the file keeps that setting.</summary>
    private protected override void Configure(DbConnection connection) => Execute(connection, "PRAGMA journal_mode = WAL");

    private static void Execute(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
