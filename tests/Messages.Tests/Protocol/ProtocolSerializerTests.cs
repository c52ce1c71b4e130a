using System.Runtime.Serialization;
using Akka.Actor;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Journal;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Protocol;
using CsCheck;

namespace AkkaApiBench.Messages.Tests.Protocol;

public sealed class ProtocolSerializerTests : IAsyncLifetime
{
    private readonly ActorSystem _system = ActorSystem.Create("protocol");
    private ProtocolSerializer _serializer = null!;

    public static TheoryData<string> Contracts => [.. Messages.Protocol.Contracts.All.Select(contract => contract.Manifest)];

    public Task InitializeAsync()
    {
        _serializer = new ProtocolSerializer((ExtendedActorSystem)_system);
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => _system.Terminate();

    [Fact]
    public void A_message_without_a_contract_is_refused_by_name() =>
        Should.Throw<SerializationException>(() => _serializer.ToBinary(new Unknown())).Message.ShouldContain(nameof(Unknown));

    [Fact]
    public void A_manifest_of_a_newer_version_is_refused_by_name() =>
        Should.Throw<SerializationException>(() => _serializer.FromBinary([], "from-the-future")).Message.ShouldContain("from-the-future");

    [Fact]
    public void Every_type_of_the_protocol_has_a_contract()
    {
        var types = typeof(IProtocolMessage).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false, IsInterface: false } && typeof(IProtocolMessage).IsAssignableFrom(type));

        types.Except(Messages.Protocol.Contracts.All.Select(contract => contract.Type)).ShouldBeEmpty();
    }

    [Fact]
    public void No_two_contracts_have_the_same_manifest_or_type()
    {
        Messages.Protocol.Contracts.All.Select(contract => contract.Manifest).ShouldBeUnique();
        Messages.Protocol.Contracts.All.Select(contract => contract.Type).ShouldBeUnique();
    }

    [Theory]
    [MemberData(nameof(Contracts))]
    public void Every_field_of_a_message_comes_back(string manifest)
    {
        var type = Messages.Protocol.Contracts.All.Single(contract => contract.Manifest == manifest).Type;

        Gen.Int.Sample(seed =>
        {
            var message = new AnyMessage(seed).Of(type);
            _serializer.Manifest(message).ShouldBe(manifest);
            var back = _serializer.FromBinary(_serializer.ToBinary(message), manifest);
            AnyMessage.Describe(back).ShouldBe(AnyMessage.Describe(message));
        }, iter: 30, threads: 1);
    }

    [Fact]
    public void A_window_of_a_busy_second_stays_small()
    {
        var latencies = Distribution.Of(Enumerable.Range(0, 10_000).Select(i => 200_000L + i * 7 % 100_000));
        var measured = new Aggregate
        {
            Succeeded = 10_000,
            Distributions = Aggregate.Empty.Distributions.Add(Measure.Latency, latencies),
        };
        var window = new Window
        {
            Slice = new SliceId(new RunId("r"), 0, 0, 0),
            Target = new TargetId("openai/gpt"),
            Epoch = 1,
            Sequence = 1,
            StartedAt = DateTimeOffset.UnixEpoch,
            Duration = TimeSpan.FromSeconds(1),
            Reserved = 10_000,
            Measured = measured,
        };

        _serializer.ToBinary(new WindowRecorded(window)).Length.ShouldBeLessThan(4 * 1024);
    }

    private sealed record Unknown : IWithRunId
    {
        public RunId Run => default;
    }
}
