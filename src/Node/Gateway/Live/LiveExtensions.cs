using Akka.Actor;
using Akka.Hosting;
using AkkaApiBench.Node.Coordinator;
using AkkaApiBench.Node.Journal;
using AkkaApiBench.Node.Telemetry;

namespace AkkaApiBench.Node.Gateway.Live;

/// <summary>The gateway's part in the actor system.</summary>
internal static class LiveExtensions
{
    /// <summary>Adds the hub of live streams. After the ways to the coordinator and to the journals.</summary>
    public static AkkaConfigurationBuilder AddLiveHub(this AkkaConfigurationBuilder akka, NodeMeter meter) => akka.WithActors((system, registry, _) =>
    {
        var sources = new LiveSources(registry.Get<TestCoordinator>(), registry.Get<MetricJournal>());
        registry.Register<LiveHub>(system.ActorOf(Props.Create(() => new LiveHub(sources, () => meter.SubscribersDropped.Add(1))), "live-events"));
    });
}
