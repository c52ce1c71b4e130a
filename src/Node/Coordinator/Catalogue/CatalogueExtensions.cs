using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Hosting;
using Akka.Pattern;
using AkkaApiBench.Hosting.Membership;

namespace AkkaApiBench.Node.Coordinator.Catalogue;

/// <summary>The catalogue of targets, a cluster singleton of the role coordinator.</summary>
internal static class CatalogueExtensions
{
    private const string SingletonName = "catalogue";
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>Adds the catalogue.</summary>
    public static AkkaConfigurationBuilder AddCatalogue(this AkkaConfigurationBuilder akka) => akka.WithSingleton<TargetCatalogue>(
        SingletonName,
        // A persistent actor stops when its database fails, and nobody else would start the singleton again.
        (_, _, _) => BackoffSupervisor.Props(Backoff.OnStop(
            Props.Create(() => new TargetCatalogue()), "targets", ShortestPause, LongestPause, 0.1, -1)),
        new ClusterSingletonOptions { Role = ClusterRoles.Coordinator });

    /// <summary>Adds the way to the catalogue on another node.</summary>
    public static AkkaConfigurationBuilder AddCatalogueProxy(this AkkaConfigurationBuilder akka) =>
        akka.WithSingletonProxy<TargetCatalogue>(SingletonName, new ClusterSingletonOptions { Role = ClusterRoles.Coordinator });
}
