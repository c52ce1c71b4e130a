using System.Data.Common;
using System.Globalization;
using AkkaApiBench.Node.Journal.Store;

namespace AkkaApiBench.Node.ReadModel.Store;

/// <summary>The tables of the read model, beside the journal they are made from. The same text serves SQLite and PostgreSQL.</summary>
internal static class ReadModelSchema
{
    /// <summary>The version that this program makes and reads.</summary>
    public const int Version = 2;

    /// <summary>
    /// Times are seconds since 1970, UTC. <c>position</c> is the number of the last event that is contained, <c>rebuilt_to</c> the
    /// one that was contained when everything was last made anew. <c>series_horizons</c> tells from when on a target's history can
    /// be made anew: the events before may be deleted. A text that may be missing is empty where it is. Sequence numbers are those of the first and the last window of an hour.
    /// </summary>
    private const string Tables = """
        CREATE TABLE IF NOT EXISTS read_model (
          version integer NOT NULL,
          position bigint NOT NULL,
          rebuilt_to bigint NOT NULL);
        CREATE TABLE IF NOT EXISTS series_minutes (
          target text NOT NULL,
          starts_at bigint NOT NULL,
          seconds bigint NOT NULL,
          measured bytea NOT NULL,
          PRIMARY KEY (target, starts_at));
        CREATE TABLE IF NOT EXISTS series_hours (
          target text NOT NULL,
          starts_at bigint NOT NULL,
          seconds bigint NOT NULL,
          measured bytea NOT NULL,
          first_sequence bigint NOT NULL,
          last_sequence bigint NOT NULL,
          PRIMARY KEY (target, starts_at));
        CREATE TABLE IF NOT EXISTS series_horizons (
          target text NOT NULL PRIMARY KEY,
          starts_at bigint NOT NULL);
        CREATE TABLE IF NOT EXISTS anomalies (
          target text NOT NULL,
          metric text NOT NULL,
          starts_at bigint NOT NULL,
          ends_at bigint,
          noted bytea NOT NULL,
          PRIMARY KEY (target, metric, starts_at));
        CREATE TABLE IF NOT EXISTS runs (
          run text NOT NULL PRIMARY KEY,
          monitor text NOT NULL,
          line bytea NOT NULL);
        CREATE TABLE IF NOT EXISTS run_plans (
          run text NOT NULL PRIMARY KEY,
          described bytea NOT NULL);
        CREATE TABLE IF NOT EXISTS run_measurements (
          run text NOT NULL,
          target bigint NOT NULL,
          test bigint NOT NULL,
          tag text NOT NULL,
          measured bytea NOT NULL,
          PRIMARY KEY (run, target, test, tag));
        """;

    /// <summary>
    /// Empties the tables, to be filled from the first event on. What the journal may not have any more stays: all that began
    /// before a target's horizon.
    /// </summary>
    public static readonly string BeginAgain = string.Join('\n',
    [
        "UPDATE read_model SET rebuilt_to = CASE WHEN position > rebuilt_to THEN position ELSE rebuilt_to END, position = 0;",
        .. from table in (string[])["series_minutes", "series_hours", "anomalies"]
           select $"DELETE FROM {table} WHERE starts_at >= COALESCE((SELECT h.starts_at FROM series_horizons h WHERE h.target = {table}.target), 0);",
        .. from table in (string[])["runs", "run_plans", "run_measurements"] select $"DELETE FROM {table};",
    ]);

    /// <summary>Makes what is missing; what an older program made is filled anew.</summary>
    /// <exception cref="SchemaException">A newer program made the tables.</exception>
    public static void Ensure(DbTransaction transaction)
    {
        transaction.Execute(Tables);
        var found = transaction.Scalar<int>("SELECT MAX(version) FROM read_model");
        if (found > Version)
        {
            throw new SchemaException(string.Create(CultureInfo.InvariantCulture,
                $"the tables of its read model have version {found}, and this program knows versions up to {Version}: a newer program wrote them; use that one, or another database"));
        }

        if (found is null)
            transaction.Execute(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO read_model (version, position, rebuilt_to) VALUES ({Version}, 0, 0)"));
        else if (found < Version)
            transaction.Execute(string.Create(CultureInfo.InvariantCulture, $"{BeginAgain}\nUPDATE read_model SET version = {Version}"));
    }
}
