using System.Data.Common;
using System.Globalization;

namespace AkkaApiBench.Node.Journal.Store;

/// <summary>Statements with parameters, on any of the databases.</summary>
internal static class Sql
{
    public static void Execute(this DbTransaction transaction, string sql)
    {
        using var command = CommandOf(transaction.Connection!, transaction, sql, []);
        command.ExecuteNonQuery();
    }

    /// <summary>The first column of the first row; null when there is none, or it is null.</summary>
    public static T? Scalar<T>(this DbTransaction transaction, string sql)
        where T : struct
    {
        using var command = CommandOf(transaction.Connection!, transaction, sql, []);
        return ValueOf<T>(command.ExecuteScalar());
    }

    /// <summary>How many rows it concerned.</summary>
    public static Task<int> ExecuteAsync(this DbConnection connection, string sql, CancellationToken cancellation, params (string Name, object? Value)[] parameters) =>
        ExecuteAsync(CommandOf(connection, null, sql, parameters), cancellation);

    /// <summary>How many rows it concerned.</summary>
    public static Task<int> ExecuteAsync(this DbTransaction transaction, string sql, CancellationToken cancellation, params (string Name, object? Value)[] parameters) =>
        ExecuteAsync(CommandOf(transaction.Connection!, transaction, sql, parameters), cancellation);

    /// <summary>The first column of the first row; null when there is none, or it is null.</summary>
    public static async Task<T?> ScalarAsync<T>(this DbConnection connection, string sql, CancellationToken cancellation, params (string Name, object? Value)[] parameters)
        where T : struct
    {
        await using var command = CommandOf(connection, null, sql, parameters);
        return ValueOf<T>(await command.ExecuteScalarAsync(cancellation));
    }

    public static Task<List<T>> QueryAsync<T>(
        this DbConnection connection, string sql, Func<DbDataReader, T> read, CancellationToken cancellation, params (string Name, object? Value)[] parameters) =>
        QueryAsync(CommandOf(connection, null, sql, parameters), read, cancellation);

    public static Task<List<T>> QueryAsync<T>(
        this DbTransaction transaction, string sql, Func<DbDataReader, T> read, CancellationToken cancellation, params (string Name, object? Value)[] parameters) =>
        QueryAsync(CommandOf(transaction.Connection!, transaction, sql, parameters), read, cancellation);

    private static async Task<int> ExecuteAsync(DbCommand command, CancellationToken cancellation)
    {
        await using (command)
            return await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<List<T>> QueryAsync<T>(DbCommand command, Func<DbDataReader, T> read, CancellationToken cancellation)
    {
        await using (command)
        {
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            var rows = new List<T>();
            while (await reader.ReadAsync(cancellation))
                rows.Add(read(reader));
            return rows;
        }
    }

    private static T? ValueOf<T>(object? value)
        where T : struct => value is null or DBNull ? null : (T)Convert.ChangeType(value, typeof(T), CultureInfo.InvariantCulture);

    private static DbCommand CommandOf(DbConnection connection, DbTransaction? transaction, string sql, (string Name, object? Value)[] parameters)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
