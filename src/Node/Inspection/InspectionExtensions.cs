using Akka.Actor;
using Akka.Hosting;
using AkkaApiBench.Hosting.Logging;

namespace AkkaApiBench.Node.Inspection;

/// <summary>What every node tells about itself.</summary>
internal static class InspectionExtensions
{
    /// <summary>Adds the actor that gateways ask.</summary>
    public static AkkaConfigurationBuilder AddInspection(this AkkaConfigurationBuilder akka, RecentLines log) =>
        akka.WithActors((system, _) => system.ActorOf(Props.Create(() => new Inspector(log)), Inspector.Name));
}
