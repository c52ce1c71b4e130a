using Microsoft.Data.Sqlite;

namespace AkkaApiBench.Node.Journal;

/// <summary>A database for journals and snapshots.</summary>
/// <param name="Path">The SQLite file; its directory is made when it is missing.</param>
public sealed record JournalStore(string Path)
{
    /// <summary>What may be given as a store.</summary>
    public const string Allowed = "sqlite:PATH";

    private const string Scheme = "sqlite:";

    /// <summary>The connection string.</summary>
    internal string ConnectionString => new SqliteConnectionStringBuilder { DataSource = Path }.ToString();

    /// <summary>Reads a store; null when <paramref name="text"/> is none.</summary>
    public static JournalStore? Parse(string text) =>
        text.StartsWith(Scheme, StringComparison.Ordinal) && text.Length > Scheme.Length ? new JournalStore(text[Scheme.Length..]) : null;

    /// <summary>The store of a node that was not told otherwise.</summary>
    public static JournalStore In(string directory) => new(System.IO.Path.Combine(directory, "journal.db"));

    /// <summary>Makes the file, with a write-ahead log so that reading does not hold up writing.</summary>
    /// <exception cref="SqliteException">The file cannot be made or is no database.</exception>
    internal void Prepare()
    {
        using var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL";
        command.ExecuteNonQuery();
    }
}
