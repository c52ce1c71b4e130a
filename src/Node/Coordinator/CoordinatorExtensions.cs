using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Hosting;
using Akka.Hosting;
using Akka.Pattern;
using AkkaApiBench.Hosting.Membership;
using AkkaApiBench.Node.Coordinator.Runs;
using AkkaApiBench.Node.Journal;
using AkkaApiBench.Node.Telemetry;
using AkkaApiBench.Node.Worker;
using AkkaApiBench.Node.Worker.Placement;

namespace AkkaApiBench.Node.Coordinator;

/// <summary>The role coordinator: accepts runs and drives them.</summary>
internal static class CoordinatorExtensions
{
    private const string SingletonName = "coordinator";
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>Adds the coordinator, a cluster singleton.</summary>
    public static AkkaConfigurationBuilder AddCoordinator(this AkkaConfigurationBuilder akka, TimeProvider time, bool resumesRuns, int parallelRuns, NodeMeter meter) =>
        akka.WithSingleton<TestCoordinator>(
            SingletonName,
            (system, registry, _) =>
            {
                var settings = new RunSettings
                {
                    Testers = registry.Get<ProviderTester>(),
                    Journals = registry.Get<MetricJournal>(),
                    Workers = new ClusterWorkers(Cluster.Get(system)),
                    Time = time,
                    ParallelRuns = parallelRuns,
                    Meter = meter,
                };
                DateTimeOffset? abandonsRunsBefore = resumesRuns ? null : time.GetUtcNow();
                // A persistent actor stops when its database fails, and nobody else would start the singleton again.
                return BackoffSupervisor.Props(Backoff.OnStop(
                    Props.Create(() => new TestCoordinator(settings, abandonsRunsBefore)), "runs", ShortestPause, LongestPause, 0.1, -1));
            },
            new ClusterSingletonOptions { Role = ClusterRoles.Coordinator });

    /// <summary>Adds the way to the coordinator on another node.</summary>
    public static AkkaConfigurationBuilder AddCoordinatorProxy(this AkkaConfigurationBuilder akka) =>
        akka.WithSingletonProxy<TestCoordinator>(SingletonName, new ClusterSingletonOptions { Role = ClusterRoles.Coordinator });
}
