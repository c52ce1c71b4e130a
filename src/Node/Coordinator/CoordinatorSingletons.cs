using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Hosting;
using Akka.Pattern;
using AkkaApiBench.Hosting.Membership;

namespace AkkaApiBench.Node.Coordinator;

/// <summary>Persistent actors of which the cluster has one each, on a node with the role coordinator.</summary>
internal static class CoordinatorSingletons
{
    private static readonly ClusterSingletonOptions Placement = new() { Role = ClusterRoles.Coordinator };
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>Adds one. A persistent actor stops when its database fails, and nobody else would start the singleton again.</summary>
    /// <param name="akka">The actor system.</param>
    /// <param name="name">The singleton's name.</param>
    /// <param name="child">The actor's name below what starts it again.</param>
    /// <param name="props">Makes the actor.</param>
    public static AkkaConfigurationBuilder WithCoordinatorSingleton<T>(
        this AkkaConfigurationBuilder akka, string name, string child, Func<ActorSystem, IActorRegistry, Props> props) => akka.WithSingleton<T>(
        name,
        (system, registry, _) => BackoffSupervisor.Props(Backoff.OnStop(props(system, registry), child, ShortestPause, LongestPause, 0.1, -1)),
        Placement);

    /// <summary>Adds the way to one on another node.</summary>
    public static AkkaConfigurationBuilder WithCoordinatorSingletonProxy<T>(this AkkaConfigurationBuilder akka, string name) => akka.WithSingletonProxy<T>(name, Placement);
}
