using System.Data.Common;
using Akka.Configuration;
using AkkaApiBench.Node.ReadModel.Store;
using LinqToDB;

namespace AkkaApiBench.Node.Journal.Store;

/// <summary>A database for journals and snapshots.</summary>
public abstract record JournalStore
{
    /// <summary>What may be given as a store.</summary>
    public const string Allowed = $"{SqliteStore.Scheme}PATH, '{PostgresStore.Scheme}CONNECTION STRING', or {PostgresStore.Scheme}{PostgresStore.FileScheme}PATH of a file that has the connection string";

    /// <summary>Which database it is, without anything secret.</summary>
    public abstract string Place { get; }

    /// <summary>The tables, made where they are missing.</summary>
    internal abstract string Tables { get; }

    /// <summary>How Akka's journal writes to it.</summary>
    internal abstract Config Tuning { get; }

    /// <summary>How connections are opened.</summary>
    internal abstract DataOptions Connections { get; }

    /// <summary>Reads a store; null when <paramref name="text"/> is none.</summary>
    public static JournalStore? Parse(string text) => SqliteStore.TryParse(text) ?? (JournalStore?)PostgresStore.TryParse(text);

    /// <summary>The store of a node that was not told otherwise.</summary>
    public static JournalStore In(string directory) => new SqliteStore(Path.Combine(directory, "journal.db"));

    /// <summary>Makes the tables where they are missing, and makes sure that this version can read what is there.</summary>
    /// <exception cref="DbException">The database cannot be reached, or is none.</exception>
    /// <exception cref="SchemaException">A newer version wrote it.</exception>
    /// <exception cref="IOException">A file that names it cannot be read.</exception>
    internal void Prepare()
    {
        using var connection = Connect();
        connection.Open();
        Configure(connection);
        using var transaction = connection.BeginTransaction();
        Lock(transaction);
        JournalSchema.Ensure(transaction, Tables);
        ReadModelSchema.Ensure(transaction);
        transaction.Commit();
    }

    /// <summary>Makes sure that <see cref="Prepare"/> would not make a database where there was none.</summary>
    /// <exception cref="IOException">There is none.</exception>
    internal virtual void RequireThere()
    {
    }

    /// <summary>Has texts sorted as identifiers are, by their characters' numbers.</summary>
    internal abstract string Ordinal { get; }

    /// <summary>A connection that is not open yet.</summary>
    internal abstract DbConnection Connect();

    /// <summary>A connection that is open.</summary>
    /// <exception cref="DbException">The database cannot be reached.</exception>
    internal async Task<DbConnection> OpenAsync(CancellationToken cancellation)
    {
        var connection = Connect();
        try
        {
            await connection.OpenAsync(cancellation);
            await ConfigureAsync(connection, cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// The place in the journal up to which nothing more can come: every event before it is there, or never will be. Who follows
    /// the journal goes no further, for events become visible in another order than that of their numbers.
    /// </summary>
    /// <returns>The number (<c>ordering</c>) of the newest such event; 0 without events.</returns>
    internal abstract Task<long> SettledEndAsync(DbConnection connection, CancellationToken cancellation);

    /// <summary>Asks for the newest event that can be seen.</summary>
    private protected const string NewestEvent = "SELECT MAX(ordering) FROM journal";

    /// <summary>Sets what holds for a connection.</summary>
    private protected virtual Task ConfigureAsync(DbConnection connection, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Sets what holds for the database.</summary>
    private protected virtual void Configure(DbConnection connection)
    {
    }

    /// <summary>Keeps other nodes that start at the same time waiting.</summary>
    private protected virtual void Lock(DbTransaction transaction)
    {
    }
}
