using Akka.Configuration;
using Akka.Hosting;

namespace AkkaApiBench.Hosting.Serialization;

/// <summary>Serialization by contract only: what no contract names cannot leave the process.</summary>
public static class ContractSerialization
{
    /// <summary>
    /// Takes away Akka's serializers for any type and adds the contracts given. May be called several times. Akka's own
    /// messages keep their serializers, and so do strings, integers and byte arrays, whose forms Akka has fixed and uses itself.
    /// </summary>
    public static AkkaConfigurationBuilder WithContractSerialization(this AkkaConfigurationBuilder akka, params MessageContract[] contracts) =>
        akka.AddHocon(Config(contracts), HoconAddMode.Prepend);

    /// <summary>The same as configuration, for an actor system without a host.</summary>
    public static Config Config(params MessageContract[] contracts)
    {
        var refusing = NameOf(typeof(RefusingSerializer));
        // "json" writes any object and "proto" any generated protobuf class, both by the name of the CLR type.
        return ConfigurationFactory.ParseString($$"""
            akka.actor {
              serializers {
                json = "{{refusing}}"
                proto = "{{refusing}}"
                {{Lines(contracts.Select(contract => $"{contract.Name} = \"{NameOf(contract.Serializer)}\""))}}
              }
              serialization-bindings {
                {{Lines(contracts.SelectMany(contract => contract.Types.Select(type => $"\"{NameOf(type)}\" = {contract.Name}")))}}
              }
            }
            """);
    }

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);

    private static string NameOf(Type type) => $"{type.FullName}, {type.Assembly.GetName().Name}";
}
