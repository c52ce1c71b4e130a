using AkkaApiBench.Simulator;
using AkkaApiBench.Simulator.Profiles;

namespace AkkaApiBench.Cli.Sites;

/// <summary>Nodes and simulators of this machine.</summary>
internal sealed class EmbeddedSites : ISites
{
    public IReadOnlyList<string> SimulatedProviders => [.. BuiltInProfiles.All.Select(profile => profile.Name)];

    public async Task<IBenchSite> StartNodeAsync(NodeSettings settings, CancellationToken cancellation) =>
        await EmbeddedNode.StartAsync(settings, cancellation);

    public async Task<IBenchSite> StartClusterAsync(NodeSettings settings, int workers, CancellationToken cancellation) =>
        await ProcessCluster.StartAsync(settings, workers, cancellation);

    public async Task<ISimulation> StartSimulationAsync(IReadOnlyList<string> providers, int? seed, CancellationToken cancellation)
    {
        // They count as their models do, so that a test of token counts has something to find right.
        var profiles = providers.Select(name => BuiltInProfiles.All.Single(profile => profile.Name == name) with
        {
            RequiresKey = false,
            Counting = new Counting { IsO200k = true },
        });
        var options = new SimulatorOptions { Profiles = [.. profiles], Seed = seed ?? Random.Shared.Next(), TruthCapacity = 0 };
        return new Simulation(await SimulatorHost.StartAsync(options, cancellation));
    }
}
