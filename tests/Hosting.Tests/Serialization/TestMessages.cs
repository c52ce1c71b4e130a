using System.Runtime.Serialization;
using System.Text;
using Akka.Actor;
using Akka.Cluster;
using Akka.Serialization;
using AkkaApiBench.Hosting.Serialization;

namespace AkkaApiBench.Hosting.Tests.Serialization;

internal interface ITestMessage;

internal sealed record Ping(string Id) : ITestMessage;

/// <summary>Says who answered, and from where.</summary>
internal sealed record Pong(string From) : ITestMessage;

internal sealed record WithoutContract(string Text);

internal sealed class TestMessageSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    public static MessageContract Contract { get; } = MessageContract.Of<TestMessageSerializer>("test-messages", typeof(ITestMessage));

    public override int Identifier => 9001;

    public override string Manifest(object o) => o switch
    {
        Ping => "ping",
        Pong => "pong",
        _ => throw new SerializationException(o.GetType().FullName),
    };

    public override byte[] ToBinary(object obj) => Encoding.UTF8.GetBytes(obj is Ping ping ? ping.Id : ((Pong)obj).From);

    public override object FromBinary(byte[] bytes, string manifest) =>
        manifest is "ping" ? new Ping(Encoding.UTF8.GetString(bytes)) : new Pong(Encoding.UTF8.GetString(bytes));
}

/// <summary>Answers a ping with the address of its node; answers what has no contract, if it ever comes, too.</summary>
internal sealed class Echo : ReceiveActor
{
    public Echo()
    {
        var address = Cluster.Get(Context.System).SelfAddress.ToString();
        Receive<Ping>(_ => Sender.Tell(new Pong(address)));
        Receive<WithoutContract>(_ => Sender.Tell(new Pong("without contract")));
    }
}
