using System.Globalization;
using Akka;
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
    /// <summary>The type of the shards of testers.</summary>
    public const string RegionName = "testers";


    /// <summary>Longer than requests in flight are given, shorter than supervisors wait before they kill.</summary>
    private static readonly TimeSpan HandOverTime = TimeSpan.FromSeconds(20);

    /// <summary>Adds the shards of testers.</summary>
    public static AkkaConfigurationBuilder AddWorker(this AkkaConfigurationBuilder akka, WorkerServices services) => akka
        .WithHealthCheck("worker", new WorkerCheck(), tags: [HealthExtensions.Ready])
        .AddHocon(
            string.Create(CultureInfo.InvariantCulture, $"akka.coordinated-shutdown.phases.before-cluster-shutdown.timeout = {HandOverTime.TotalSeconds}s"),
            HoconAddMode.Prepend)
        .AddHocon($"{LoadStream.PacingDispatcher} {{ type = PinnedDispatcher }}", HoconAddMode.Append)
        // Akka.Hosting's extension knows no allocation strategy.
        .WithActors((system, registry) => registry.Register<ProviderTester>(ClusterSharding.Get(system).Start(
            RegionName,
            _ => Props.Create(() => new ProviderTester(registry.Get<MetricJournal>(), services)),
            ClusterShardingSettings.Create(system).WithRole(ClusterRoles.Worker),
            new TesterShards(),
            new SliceAllocation(new ClusterWorkers(Akka.Cluster.Cluster.Get(system))),
            LeaveSlice.Instance)))
        .WithActors((system, registry) => CoordinatedShutdown.Get(system).AddTask(
            CoordinatedShutdown.PhaseBeforeClusterShutdown, "hand-slices-over", () => HandOverAsync(registry.Get<ProviderTester>())));

    /// <summary>
    /// Lets the shards of testers go while everything else is still up, so that their last windows find a journal and their runs
    /// hear of it.
    /// </summary>
    private static async Task<Done> HandOverAsync(IActorRef testers)
    {
        await ((Task)testers.GracefulStop(HandOverTime, GracefulShutdown.Instance)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return Done.Instance;
    }

    /// <summary>Adds the way to testers on other nodes.</summary>
    public static AkkaConfigurationBuilder AddWorkerProxy(this AkkaConfigurationBuilder akka) =>
        akka.WithShardRegionProxy<ProviderTester>(RegionName, ClusterRoles.Worker, new TesterShards());
}
