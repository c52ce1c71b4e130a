using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Hosting;
using AkkaApiBench.Hosting.Membership;
using AkkaApiBench.Node.Journal;
using AkkaApiBench.Node.Journal.Store;
using AkkaApiBench.Node.ReadModel.Anomalies;
using AkkaApiBench.Node.ReadModel.Retention;
using AkkaApiBench.Node.ReadModel.Runs;
using AkkaApiBench.Node.ReadModel.Series;
using AkkaApiBench.Node.Telemetry;

namespace AkkaApiBench.Node.ReadModel;

/// <summary>What people see of the past: tables that follow the journal.</summary>
internal static class ReadModelExtensions
{
    /// <summary>Adds what keeps the tables up to date.</summary>
    public static AkkaConfigurationBuilder AddReadModelProjector(
        this AkkaConfigurationBuilder akka, JournalStore store, RetentionTimes kept, TimeProvider time, NodeMeter meter) =>
        akka.WithSingleton<ReadModelProjector>(
            "read-model",
            (_, registry, _) =>
            {
                var journals = registry.Get<MetricJournal>();
                return Props.Create(() => new ReadModelProjector(new Projection(store, meter), new Cleaning(store, kept, time), journals, meter));
            },
            new ClusterSingletonOptions { Role = ClusterRoles.Journal });

    /// <summary>Adds the reading of it.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="store">The journal's database; null on nodes that do not have it.</param>
    /// <param name="kept">How long what is kept.</param>
    public static IServiceCollection AddReadModel(this IServiceCollection services, JournalStore? store, RetentionTimes kept) => services
        .AddSingleton(kept)
        .AddSingleton<ISeriesHistory>(store is null ? new MissingReadModel() : new StoredSeriesHistory(store))
        .AddSingleton<IRunHistory>(store is null ? new MissingReadModel() : new StoredRunHistory(store))
        .AddSingleton<IAnomalyHistory>(store is null ? new MissingReadModel() : new StoredAnomalyHistory(store));
}
