using AkkaApiBench.Node.Tests.Runs;

namespace AkkaApiBench.Node.Tests.Gateway;

/// <summary>One node for several classes of short tests.</summary>
[CollectionDefinition(Name)]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1711", Justification = "It is what xunit calls a collection.")]
public sealed class GatewayBench : ICollectionFixture<BenchFixture>
{
    public const string Name = "gateway";
}
