using System.Data.Common;
using System.Globalization;
using AkkaApiBench.Node.Journal.Store;

namespace AkkaApiBench.Node.ReadModel.Store;

/// <summary>The tables of the read model, beside the journal they are made from. The same text serves SQLite and PostgreSQL.</summary>
internal static class ReadModelSchema
{
    /// <summary>The version that this program makes and reads.</summary>
    public const int Version = 1;

    /// <summary>
    /// Times are seconds since 1970, UTC. <c>position</c> is the number of the last event that is contained, <c>rebuilt_to</c> the
    /// one that was contained when everything was last made anew. <c>series_horizons</c> tells from when on a target's history can
    /// be made anew: the events before may be deleted. Sequence numbers are those of the first and the last window of an hour.
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
        """;

    /// <summary>Makes what is missing.</summary>
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
    }
}
