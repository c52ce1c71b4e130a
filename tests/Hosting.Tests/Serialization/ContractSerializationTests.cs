using System.Runtime.Serialization;
using Akka.Actor;
using AkkaApiBench.Hosting.Serialization;
using Google.Protobuf.WellKnownTypes;

namespace AkkaApiBench.Hosting.Tests.Serialization;

public sealed class ContractSerializationTests : IAsyncLifetime
{
    private readonly ActorSystem _system = ActorSystem.Create("strict", ContractSerialization.Config(TestMessageSerializer.Contract));

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _system.Terminate();

    [Fact]
    public void A_type_without_contract_is_refused_by_name_and_with_a_way_out()
    {
        var message = new WithoutContract("text");

        var error = Should.Throw<SerializationException>(() => _system.Serialization.FindSerializerFor(message).ToBinary(message));

        error.Message.ShouldContain(typeof(WithoutContract).FullName!);
        error.Message.ShouldContain(nameof(ContractSerialization.WithContractSerialization));
    }

    [Fact]
    public void A_protobuf_class_is_no_contract_by_itself() =>
        Should.Throw<SerializationException>(() => _system.Serialization.Serialize(new Duration { Seconds = 1 }));

    [Fact]
    public void What_Newtonsoft_has_written_is_not_read() =>
        Should.Throw<SerializationException>(() => _system.Serialization.Deserialize("{}"u8.ToArray(), 1, typeof(WithoutContract)));

    [Fact]
    public void No_serializer_for_any_type_is_left() =>
        _system.Settings.Config.GetConfig("akka.actor.serializers").AsEnumerable().Select(serializer => serializer.Value.GetString())
            .ShouldNotContain(name => name.Contains("Newton", StringComparison.Ordinal));

    [Fact]
    public void A_type_with_a_contract_comes_back_as_it_was()
    {
        var serializer = _system.Serialization.FindSerializerFor(new Ping("1"));

        serializer.ShouldBeOfType<TestMessageSerializer>();
        _system.Serialization.Deserialize(serializer.ToBinary(new Ping("1")), serializer.Identifier, "ping").ShouldBe(new Ping("1"));
    }

    [Fact]
    public void Bytes_keep_the_serializer_that_Akka_has_for_them() =>
        _system.Serialization.FindSerializerFor(new byte[] { 1 }).ToBinary(new byte[] { 1 }).ShouldBe([1]);
}
