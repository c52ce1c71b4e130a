using System.Collections.Frozen;
using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Serialization;

namespace AkkaApiBench.Messages.Protocol;

/// <summary>Writes and reads every <see cref="IProtocolMessage"/> as protobuf, told apart by manifests.</summary>
/// <param name="system">The actor system.</param>
public sealed class ProtocolSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    /// <summary>Names this serializer in journals and on the wire: never changes.</summary>
    public const int Id = 7300;

    private static readonly FrozenDictionary<Type, Contract> ByType = Contracts.All.ToFrozenDictionary(contract => contract.Type);

    private static readonly FrozenDictionary<string, Contract> ByManifest =
        Contracts.All.ToFrozenDictionary(contract => contract.Manifest, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int Identifier => Id;

    /// <summary>The manifests, which journals contain: a name once given stays.</summary>
    public static IReadOnlyCollection<string> Manifests => ByManifest.Keys;

    /// <summary>The manifest of a type.</summary>
    public static string ManifestOf<T>()
        where T : IProtocolMessage => ByType[typeof(T)].Manifest;

    /// <inheritdoc/>
    /// <exception cref="SerializationException">The type has no contract.</exception>
    public override string Manifest(object o) => ContractOf(o).Manifest;

    /// <inheritdoc/>
    /// <exception cref="SerializationException">The type has no contract.</exception>
    public override byte[] ToBinary(object obj) => ContractOf(obj).Write(obj);

    /// <inheritdoc/>
    /// <exception cref="SerializationException">The manifest is not known: the message comes from a newer version.</exception>
    public override object FromBinary(byte[] bytes, string manifest) => Read(bytes, manifest);

    /// <summary>Writes what is read again by its manifest, without an actor system.</summary>
    /// <exception cref="SerializationException">The type has no contract.</exception>
    public static byte[] Write(IProtocolMessage message) => ContractOf(message).Write(message);

    /// <summary>Reads what was written under a manifest, without an actor system.</summary>
    /// <exception cref="SerializationException">The manifest is not known: the message comes from a newer version.</exception>
    public static IProtocolMessage Read(byte[] bytes, string manifest) => ByManifest.TryGetValue(manifest, out var contract)
        ? (IProtocolMessage)contract.Read(bytes)
        : throw new SerializationException($"No contract is named '{manifest}'; a newer version wrote it.");

    private static Contract ContractOf(object message) => ByType.TryGetValue(message.GetType(), out var contract)
        ? contract
        : throw new SerializationException($"{message.GetType()} has no contract; add one to {typeof(Contracts)}.");
}
