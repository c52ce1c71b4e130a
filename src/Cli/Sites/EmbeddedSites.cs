namespace AkkaApiBench.Cli.Sites;

/// <summary>Nodes and simulators of this process.</summary>
internal sealed class EmbeddedSites : ISites
{
    public IReadOnlyList<string> SimulatedProviders => ["openai", "anthropic", "groq"];

    public Task<IBenchSite> StartNodeAsync(NodeSettings settings, CancellationToken cancellation) =>
        throw new NotSupportedException("no node can be started in this process yet; give --gateway URL");

    public Task<ISimulation> StartSimulationAsync(IReadOnlyList<string> providers, int? seed, CancellationToken cancellation) =>
        throw new NotSupportedException("no simulator can be started in this process yet");
}
