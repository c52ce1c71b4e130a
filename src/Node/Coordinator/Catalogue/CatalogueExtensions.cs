using Akka.Actor;
using Akka.Hosting;

namespace AkkaApiBench.Node.Coordinator.Catalogue;

/// <summary>The catalogue of targets, a cluster singleton of the role coordinator.</summary>
internal static class CatalogueExtensions
{
    private const string SingletonName = "catalogue";

    /// <summary>Adds the catalogue.</summary>
    public static AkkaConfigurationBuilder AddCatalogue(this AkkaConfigurationBuilder akka) =>
        akka.WithCoordinatorSingleton<TargetCatalogue>(SingletonName, "targets", (_, _) => Props.Create(() => new TargetCatalogue()));

    /// <summary>Adds the way to the catalogue on another node.</summary>
    public static AkkaConfigurationBuilder AddCatalogueProxy(this AkkaConfigurationBuilder akka) =>
        akka.WithCoordinatorSingletonProxy<TargetCatalogue>(SingletonName);
}
