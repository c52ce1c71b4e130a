using Akka.Hosting;

namespace AkkaApiBench.Hosting.Health;

/// <summary>Health checks of a cluster node, for ASP.NET's health endpoints.</summary>
public static class HealthExtensions
{
    /// <summary>Tag of checks that fail when the process should be started again.</summary>
    public const string Live = "live";

    /// <summary>Tag of checks that fail while the process should get no requests.</summary>
    public const string Ready = "ready";

    /// <summary>Adds the check <c>akka.actorsystem</c> (<see cref="Live"/>) and <c>cluster</c> (<see cref="Ready"/>).</summary>
    public static AkkaConfigurationBuilder AddApiBenchHealth(this AkkaConfigurationBuilder akka) => akka
        .WithActorSystemLivenessCheck(tags: [Live])
        .WithHealthCheck("cluster", new ClusterMemberCheck(), tags: [Ready]);
}
