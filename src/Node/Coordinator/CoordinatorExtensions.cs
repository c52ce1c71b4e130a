using Akka.Actor;
using Akka.Cluster;
using Akka.Hosting;
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

    /// <summary>Adds the coordinator, a cluster singleton.</summary>
    public static AkkaConfigurationBuilder AddCoordinator(this AkkaConfigurationBuilder akka, TimeProvider time, bool resumesRuns, int parallelRuns, NodeMeter meter) =>
        akka.WithCoordinatorSingleton<TestCoordinator>(
            SingletonName,
            "runs",
            (system, registry) =>
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
                return Props.Create(() => new TestCoordinator(settings, abandonsRunsBefore));
            });

    /// <summary>Adds the way to the coordinator on another node.</summary>
    public static AkkaConfigurationBuilder AddCoordinatorProxy(this AkkaConfigurationBuilder akka) =>
        akka.WithCoordinatorSingletonProxy<TestCoordinator>(SingletonName);
}
