using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Configuration;
using Akka.Serialization;

namespace AkkaApiBench.Hosting.Serialization;

/// <summary>
/// Stands where Akka has its serializers for any type, and writes none: a message or an event without a contract would be
/// stored and sent in a form that nobody has decided on and nobody keeps.
/// </summary>
internal sealed class RefusingSerializer(ExtendedActorSystem system) : Serializer(system)
{
    /// <summary>What Akka calls for a serializer that has settings, as <c>json</c> has by default.</summary>
    public RefusingSerializer(ExtendedActorSystem system, Config _)
        : this(system)
    {
    }

    public override int Identifier => 1000;

    public override bool IncludeManifest => true;

    public override byte[] ToBinary(object obj) => throw Refusal(obj.GetType());

    public override object FromBinary(byte[] bytes, Type type) => throw Refusal(type);

    private static SerializationException Refusal(Type? type) => new(
        $"{type?.FullName ?? "A message"} has no contract: it can neither be sent to another node nor be stored. "
        + $"Bind its type to a serializer with {nameof(ContractSerialization.WithContractSerialization)}.");
}
