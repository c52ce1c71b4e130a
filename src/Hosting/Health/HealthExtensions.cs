using Akka.Hosting;

namespace AkkaApiBench.Hosting.Health;

/// <summary>Health checks of a cluster node, for ASP.NET's health endpoints.</summary>
public static class HealthExtensions
{
    /// <summary>Tag of checks that fail when the process should be started again.</summary>
    public const string Live = "live";

    /// <summary>Tag of checks that fail while the process should get no requests.</summary>
    public const string Ready = "ready";

    /// <summary>Tag of checks that fail until the process has started.</summary>
    public const string Started = "started";

    /// <summary>Adds the check <c>akka.actorsystem</c> (<see cref="Live"/>), <c>join</c> (<see cref="Started"/>) and <c>cluster</c> (<see cref="Ready"/>).</summary>
    public static AkkaConfigurationBuilder AddApiBenchHealth(this AkkaConfigurationBuilder akka) => akka
        .WithActorSystemLivenessCheck(tags: [Live])
        .WithHealthCheck("join", new JoinedCheck(), tags: [Started])
        .WithHealthCheck("cluster", new ClusterMemberCheck(), tags: [Ready]);
}
