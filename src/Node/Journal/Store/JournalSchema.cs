using System.Data.Common;
using System.Globalization;

namespace AkkaApiBench.Node.Journal.Store;

/// <summary>
/// The version of the tables, kept in a row beside them. What is stored in the tables has versions of its own: contracts that
/// only ever gain fields.
/// </summary>
internal static class JournalSchema
{
    /// <summary>The version that this program makes and reads.</summary>
    public const int Version = 1;

    private const string VersionTable = "apibench_schema";

    /// <summary>Makes what is missing.</summary>
    /// <exception cref="SchemaException">A newer program made the tables.</exception>
    public static void Ensure(DbTransaction transaction, string tables)
    {
        Execute(transaction, $"CREATE TABLE IF NOT EXISTS {VersionTable} (version integer NOT NULL)");
        using var query = Command(transaction, $"SELECT MAX(version) FROM {VersionTable}");
        var found = query.ExecuteScalar() is { } value and not DBNull ? Convert.ToInt32(value, CultureInfo.InvariantCulture) : (int?)null;
        if (found > Version)
        {
            throw new SchemaException(string.Create(CultureInfo.InvariantCulture,
                $"its tables have version {found}, and this program knows versions up to {Version}: a newer program wrote them; use that one, or another database"));
        }

        Execute(transaction, tables);
        if (found is null)
            Execute(transaction, string.Create(CultureInfo.InvariantCulture, $"INSERT INTO {VersionTable} (version) VALUES ({Version})"));
    }

    private static void Execute(DbTransaction transaction, string sql)
    {
        using var command = Command(transaction, sql);
        command.ExecuteNonQuery();
    }

    private static DbCommand Command(DbTransaction transaction, string sql)
    {
        var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        return command;
    }
}

/// <summary>A database that this program cannot work with.</summary>
internal sealed class SchemaException(string message) : Exception(message);
