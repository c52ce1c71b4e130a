using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Simulator;

namespace AkkaApiBench.Cli.Sites;

/// <summary>The simulator in this process.</summary>
internal sealed class Simulation(SimulatorHost host) : ISimulation
{
    public IReadOnlyList<SimulatedTarget> Targets { get; } = [.. host.Endpoints.Select(TargetOf)];

    public ValueTask DisposeAsync() => host.DisposeAsync();

    private static SimulatedTarget TargetOf(SimulatedEndpoint endpoint)
    {
        var price = endpoint.Profile.Price;
        return new SimulatedTarget(endpoint.Profile.Name, endpoint.Profile.Models[0], endpoint.BaseUrl,
            new Price(price.Input, price.CachedInput, price.Output, "simulator"));
    }
}
