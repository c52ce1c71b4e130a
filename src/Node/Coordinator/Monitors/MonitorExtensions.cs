using Akka.Actor;
using Akka.Cluster.Tools.PublishSubscribe;
using Akka.Hosting;
using AkkaApiBench.Messages.Monitors;

namespace AkkaApiBench.Node.Coordinator.Monitors;

/// <summary>The monitors, beside the coordinator.</summary>
internal static class MonitorExtensions
{
    private const string SingletonName = "monitors";

    /// <summary>Adds the scheduler, a cluster singleton.</summary>
    public static AkkaConfigurationBuilder AddMonitors(this AkkaConfigurationBuilder akka, TimeProvider time) =>
        akka.WithCoordinatorSingleton<MonitorScheduler>(
            SingletonName,
            "scheduler",
            (system, registry) =>
            {
                var mediator = DistributedPubSub.Get(system).Mediator;
                var settings = new MonitorSettings(
                    registry.Get<TestCoordinator>(), notice => mediator.Tell(new Publish(MonitorTopic.Name, notice)), time);
                return Props.Create(() => new MonitorScheduler(settings));
            });

    /// <summary>Adds the way to the scheduler on another node.</summary>
    public static AkkaConfigurationBuilder AddMonitorsProxy(this AkkaConfigurationBuilder akka) =>
        akka.WithCoordinatorSingletonProxy<MonitorScheduler>(SingletonName);
}
