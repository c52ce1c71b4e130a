using Akka.Hosting;
using AkkaApiBench.Hosting.Membership;
using static AkkaApiBench.Hosting.Health.HealthExtensions;

namespace AkkaApiBench.Node.Health;

/// <summary>The checks of a node beside those of every member.</summary>
internal static class HealthSetup
{
    /// <summary>Adds <c>database</c> where the node uses it, and <c>coordinator</c> to gateways, which are of no use without.</summary>
    public static AkkaConfigurationBuilder AddNodeHealth(this AkkaConfigurationBuilder akka, NodeOptions options)
    {
        if (options.HasDatabase)
            akka.WithHealthCheck("database", new DatabaseCheck(options.Journal), tags: [Ready]);
        if (options.Cluster.Roles.Contains(ClusterRoles.Gateway))
            akka.WithHealthCheck("coordinator", new CoordinatorCheck(), tags: [Ready]);
        return akka;
    }
}
