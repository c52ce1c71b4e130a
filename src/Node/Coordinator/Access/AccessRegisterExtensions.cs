using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Hosting;
using Akka.Pattern;
using AkkaApiBench.Hosting.Membership;

namespace AkkaApiBench.Node.Coordinator.Access;

/// <summary>The register of keys, a cluster singleton of the role coordinator.</summary>
internal static class AccessRegisterExtensions
{
    private const string SingletonName = "access";
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>Adds the register.</summary>
    /// <param name="akka">The actor system.</param>
    /// <param name="time">The clock.</param>
    /// <param name="showFirstKey">Shows the first key, once; null makes none.</param>
    public static AkkaConfigurationBuilder AddAccessRegister(this AkkaConfigurationBuilder akka, TimeProvider time, Action<string>? showFirstKey) =>
        akka.WithSingleton<AccessRegister>(
            SingletonName,
            // A persistent actor stops when its database fails, and nobody else would start the singleton again.
            (_, _, _) => BackoffSupervisor.Props(Backoff.OnStop(
                Props.Create(() => new AccessRegister(time, showFirstKey)), "register", ShortestPause, LongestPause, 0.1, -1)),
            new ClusterSingletonOptions { Role = ClusterRoles.Coordinator });

    /// <summary>Adds the way to the register on another node.</summary>
    public static AkkaConfigurationBuilder AddAccessRegisterProxy(this AkkaConfigurationBuilder akka) =>
        akka.WithSingletonProxy<AccessRegister>(SingletonName, new ClusterSingletonOptions { Role = ClusterRoles.Coordinator });
}
