using Akka.Serialization;

namespace AkkaApiBench.Hosting.Serialization;

/// <summary>Says which serializer writes which types.</summary>
/// <param name="Name">The serializer's name in Akka's configuration.</param>
/// <param name="Serializer">A <see cref="Akka.Serialization.Serializer"/> with an identifier of its own, above the 0 to 100 that are Akka's.</param>
/// <param name="Types">The types it writes, with all that derive from them.</param>
public sealed record MessageContract(string Name, Type Serializer, IReadOnlyList<Type> Types)
{
    /// <summary>The contract of <typeparamref name="TSerializer"/>.</summary>
    /// <param name="name">The serializer's name in Akka's configuration.</param>
    /// <param name="types">The types it writes, with all that derive from them.</param>
    public static MessageContract Of<TSerializer>(string name, params Type[] types)
        where TSerializer : Serializer => new(name, typeof(TSerializer), types);
}
