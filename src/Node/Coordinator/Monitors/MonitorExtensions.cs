using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Cluster.Tools.PublishSubscribe;
using Akka.Hosting;
using Akka.Pattern;
using AkkaApiBench.Hosting.Membership;
using AkkaApiBench.Messages.Monitors;

namespace AkkaApiBench.Node.Coordinator.Monitors;

/// <summary>The monitors, beside the coordinator.</summary>
internal static class MonitorExtensions
{
    private const string SingletonName = "monitors";
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>Adds the scheduler, a cluster singleton.</summary>
    public static AkkaConfigurationBuilder AddMonitors(this AkkaConfigurationBuilder akka, TimeProvider time) =>
        akka.WithSingleton<MonitorScheduler>(
            SingletonName,
            (system, registry, _) =>
            {
                var mediator = DistributedPubSub.Get(system).Mediator;
                var settings = new MonitorSettings(
                    registry.Get<TestCoordinator>(), notice => mediator.Tell(new Publish(MonitorTopic.Name, notice)), time);
                // A persistent actor stops when its database fails, and nobody else would start the singleton again.
                return BackoffSupervisor.Props(Backoff.OnStop(
                    Props.Create(() => new MonitorScheduler(settings)), "scheduler", ShortestPause, LongestPause, 0.1, -1));
            },
            new ClusterSingletonOptions { Role = ClusterRoles.Coordinator });

    /// <summary>Adds the way to the scheduler on another node.</summary>
    public static AkkaConfigurationBuilder AddMonitorsProxy(this AkkaConfigurationBuilder akka) =>
        akka.WithSingletonProxy<MonitorScheduler>(SingletonName, new ClusterSingletonOptions { Role = ClusterRoles.Coordinator });
}
