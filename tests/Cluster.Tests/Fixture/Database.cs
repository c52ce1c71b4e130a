using Microsoft.Data.Sqlite;

namespace AkkaApiBench.Cluster.Tests.Fixture;

/// <summary>The database of a node, seen from outside.</summary>
internal static class Database
{
    private const string Trigger = "no_more";

    /// <summary>Has it take nothing more of the actors whose persistence id is like this.</summary>
    public static Task RefuseAsync(string file, string persistenceId) => ExecuteAsync(file, $"""
        CREATE TRIGGER {Trigger} BEFORE INSERT ON journal WHEN NEW.persistence_id LIKE '{persistenceId}'
        BEGIN SELECT RAISE(ABORT, 'the disk is full'); END
        """);

    /// <summary>Has it take everything again.</summary>
    public static Task AcceptAsync(string file) => ExecuteAsync(file, $"DROP TRIGGER {Trigger}");

    private static async Task ExecuteAsync(string file, string sql)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
