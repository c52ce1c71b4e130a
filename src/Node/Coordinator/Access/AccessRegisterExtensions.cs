using Akka.Actor;
using Akka.Hosting;

namespace AkkaApiBench.Node.Coordinator.Access;

/// <summary>The register of keys, a cluster singleton of the role coordinator.</summary>
internal static class AccessRegisterExtensions
{
    private const string SingletonName = "access";

    /// <summary>Adds the register.</summary>
    /// <param name="akka">The actor system.</param>
    /// <param name="time">The clock.</param>
    /// <param name="showFirstKey">Shows the first key, once; null makes none.</param>
    public static AkkaConfigurationBuilder AddAccessRegister(this AkkaConfigurationBuilder akka, TimeProvider time, Action<string>? showFirstKey) =>
        akka.WithCoordinatorSingleton<AccessRegister>(SingletonName, "register", (_, _) => Props.Create(() => new AccessRegister(time, showFirstKey)));

    /// <summary>Adds the way to the register on another node.</summary>
    public static AkkaConfigurationBuilder AddAccessRegisterProxy(this AkkaConfigurationBuilder akka) =>
        akka.WithCoordinatorSingletonProxy<AccessRegister>(SingletonName);
}
