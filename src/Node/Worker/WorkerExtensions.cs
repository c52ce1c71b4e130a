using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Cluster.Sharding;
using Akka.Hosting;
using AkkaApiBench.Hosting.Health;
using AkkaApiBench.Hosting.Membership;
using AkkaApiBench.Node.Journal;
using AkkaApiBench.Node.Worker.Load;
using AkkaApiBench.Node.Worker.Placement;

namespace AkkaApiBench.Node.Worker;

/// <summary>The role worker: sends the load.</summary>
internal static class WorkerExtensions
{
    private const string RegionName = "testers";

    /// <summary>Adds the shards of testers.</summary>
    public static AkkaConfigurationBuilder AddWorker(this AkkaConfigurationBuilder akka, WorkerServices services) => akka
        .WithHealthCheck("worker", new WorkerCheck(), tags: [HealthExtensions.Ready])
        .AddHocon($"{LoadStream.PacingDispatcher} {{ type = PinnedDispatcher }}", HoconAddMode.Append)
        // Akka.Hosting's extension knows no allocation strategy.
        .WithActors((system, registry) => registry.Register<ProviderTester>(ClusterSharding.Get(system).Start(
            RegionName,
            _ => Props.Create(() => new ProviderTester(registry.Get<MetricJournal>(), services)),
            ClusterShardingSettings.Create(system).WithRole(ClusterRoles.Worker),
            new TesterShards(),
            new SliceAllocation(new ClusterWorkers(Akka.Cluster.Cluster.Get(system))),
            PoisonPill.Instance)));

    /// <summary>Adds the way to testers on other nodes.</summary>
    public static AkkaConfigurationBuilder AddWorkerProxy(this AkkaConfigurationBuilder akka) =>
        akka.WithShardRegionProxy<ProviderTester>(RegionName, ClusterRoles.Worker, new TesterShards());
}
