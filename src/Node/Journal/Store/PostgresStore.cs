using System.Data.Common;
using Akka.Configuration;
using LinqToDB;
using Npgsql;

namespace AkkaApiBench.Node.Journal.Store;

/// <summary>A PostgreSQL database, for nodes on any number of machines.</summary>
/// <param name="Reference">The connection string, or <c>file:PATH</c> of a file that has it.</param>
internal sealed record PostgresStore(string Reference) : JournalStore
{
    public const string Scheme = "postgres:";
    public const string FileScheme = "file:";

    /// <summary>Any number that other programs on the same database are not likely to lock.</summary>
    private const long SchemaLock = 0x6170_6962_656e_6368;

    private static readonly TimeSpan PauseForWriters = TimeSpan.FromMilliseconds(20);

    /// <summary>Host, port, database and user; the rest may be secret.</summary>
    public override string Place
    {
        get
        {
            if (Reference.StartsWith(FileScheme, StringComparison.Ordinal))
                return Scheme + Reference;
            var connection = ConnectionString;
            return $"{Scheme}{connection.Host}:{connection.Port}/{connection.Database}";
        }
    }

    /// <summary>Reads a store; null when it is no connection string, names no host, or has no path.</summary>
    public static PostgresStore? TryParse(string text)
    {
        if (!text.StartsWith(Scheme, StringComparison.Ordinal))
            return null;
        var reference = text[Scheme.Length..];
        var isGood = reference.StartsWith(FileScheme, StringComparison.Ordinal) ? reference.Length > FileScheme.Length : Read(reference) is not null;
        return isGood ? new PostgresStore(reference) : null;
    }

    internal override Config Tuning => JournalTuning.With(parallelWrites: 3);

    internal override DataOptions Connections => new DataOptions().UseConnectionString(ProviderName.PostgreSQL15, ConnectionString.ToString());

    internal override string Tables => """
        CREATE TABLE IF NOT EXISTS journal (
          ordering bigint NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          created bigint NOT NULL,
          deleted boolean NOT NULL,
          persistence_id text NOT NULL,
          sequence_number bigint NOT NULL,
          message bytea NOT NULL,
          manifest text,
          identifier integer,
          writer_uuid text);
        CREATE UNIQUE INDEX IF NOT EXISTS journal_uq ON journal (persistence_id, sequence_number);
        CREATE TABLE IF NOT EXISTS tags (
          ordering_id bigint NOT NULL,
          tag text NOT NULL,
          sequence_nr bigint NOT NULL,
          persistence_id text NOT NULL,
          PRIMARY KEY (ordering_id, tag));
        CREATE INDEX IF NOT EXISTS tags_persistence_id_sequence_nr_idx ON tags (persistence_id, sequence_nr);
        CREATE INDEX IF NOT EXISTS tags_tag_idx ON tags (tag);
        CREATE TABLE IF NOT EXISTS snapshot (
          persistence_id text NOT NULL,
          sequence_number bigint NOT NULL,
          created bigint NOT NULL,
          snapshot bytea,
          manifest text,
          serializer_id integer,
          PRIMARY KEY (persistence_id, sequence_number));
        """;

    internal override string Ordinal => "COLLATE \"C\"";

    internal override DbConnection Connect() => new NpgsqlConnection(ConnectionString.ToString());

    private protected override void Lock(DbTransaction transaction)
    {
        using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"SELECT pg_advisory_xact_lock({SchemaLock})";
        command.ExecuteNonQuery();
    }

    /// <summary>
    /// A number is taken some time before its event can be seen. Who takes numbers holds a lock on the table until it is done:
    /// once those are gone that held one when the newest event was seen, nothing below it is missing any more.
    /// </summary>
    internal override async Task<long> SettledEndAsync(DbConnection connection, CancellationToken cancellation)
    {
        var end = await connection.ScalarAsync<long>(NewestEvent, cancellation) ?? 0;
        var writers = await WritersAsync(connection, cancellation);
        while (writers.Count > 0)
        {
            await Task.Delay(PauseForWriters, cancellation);
            writers.IntersectWith(await WritersAsync(connection, cancellation));
        }

        return end;
    }

    private static async Task<HashSet<string>> WritersAsync(DbConnection connection, CancellationToken cancellation) =>
    [
        .. await connection.QueryAsync(
            """
            SELECT virtualtransaction FROM pg_locks
            WHERE relation = 'journal'::regclass AND mode = 'RowExclusiveLock'
              AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """,
            row => row.GetString(0), cancellation),
    ];

    /// <summary>What a database does in the background takes no file descriptors of ours, and a lost one is found out soon.</summary>
    private NpgsqlConnectionStringBuilder ConnectionString
    {
        get
        {
            var text = Reference.StartsWith(FileScheme, StringComparison.Ordinal) ? File.ReadAllText(Reference[FileScheme.Length..]).Trim() : Reference;
            var connection = Read(text)
                ?? throw new SchemaException("it has no connection string such as Host=db;Database=apibench;Username=apibench;Password=...");
            SetDefault("Application Name", "apibench");
            SetDefault("Timeout", 5);
            SetDefault("Command Timeout", 10);
            SetDefault("Max Auto Prepare", 20);
            return connection;

            void SetDefault(string name, object value)
            {
                if (!connection.ShouldSerialize(name))
                    connection[name] = value;
            }
        }
    }

    private static NpgsqlConnectionStringBuilder? Read(string text)
    {
        try
        {
            var connection = new NpgsqlConnectionStringBuilder(text);
            return string.IsNullOrEmpty(connection.Host) ? null : connection;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException)
        {
            return null;
        }
    }

    /// <summary>A record tells its fields; this one must not.</summary>
    public override string ToString() => Place;
}
