using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Hosting;
using Akka.Persistence.Sql.Hosting;
using AkkaApiBench.Hosting.Membership;
using AkkaApiBench.Node.Journal.Store;

namespace AkkaApiBench.Node.Journal;

/// <summary>The role journal: keeps what was measured.</summary>
internal static class JournalExtensions
{
    /// <summary>The type of the shards of journals.</summary>
    public const string RegionName = "journals";

    /// <summary>Adds the database of journals and snapshots, for every actor that persists.</summary>
    public static AkkaConfigurationBuilder AddJournalStore(this AkkaConfigurationBuilder akka, JournalStore store) => akka
        // As options and not as text, so that a password is no part of the actor system's configuration.
        .WithSqlPersistence(store.Connections, autoInitialize: false)
        .AddHocon(store.Tuning, HoconAddMode.Prepend);

    /// <summary>Adds the shards of the targets' journals.</summary>
    public static AkkaConfigurationBuilder AddJournal(this AkkaConfigurationBuilder akka) =>
        akka.WithShardRegion<MetricJournal>(RegionName, target => Props.Create(() => new MetricJournal(target)), new JournalShards(),
            new ShardOptions { Role = ClusterRoles.Journal, RememberEntities = false });

    /// <summary>Adds the way to journals on other nodes.</summary>
    public static AkkaConfigurationBuilder AddJournalProxy(this AkkaConfigurationBuilder akka) =>
        akka.WithShardRegionProxy<MetricJournal>(RegionName, ClusterRoles.Journal, new JournalShards());
}
