using AkkaApiBench.Cli.Sites;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Providers.Keys;

namespace AkkaApiBench.Cli.Tests.Fakes;

/// <summary>Sites whose node is a <see cref="FakeGateway"/>.</summary>
internal sealed class FakeSites(FakeGateway? gateway) : ISites
{
    private static readonly Uri Simulator = new("http://127.0.0.1:9/");

    public IReadOnlyList<string> SimulatedProviders => ["openai", "groq"];

    public int NodesStopped { get; private set; }

    public int SimulationsStopped { get; private set; }

    public int? Seed { get; private set; }

    /// <summary>The workers of the cluster that was started last.</summary>
    public int? WorkersStarted { get; private set; }

    public Exception? NodeFails { get; init; }

    /// <summary>The settings of the node that was started last.</summary>
    public NodeSettings? Node { get; private set; }

    public async Task<IBenchSite> StartNodeAsync(NodeSettings settings, CancellationToken cancellation)
    {
        if (NodeFails is not null)
            throw NodeFails;
        Node = settings;
        await File.WriteAllTextAsync(Path.Combine(settings.RecordsDirectory, $"{FakeGateway.RunId}.jsonl"), "{\"record\":1}\n", cancellation);
        return new Site(this, gateway!.Address, settings.RecordsDirectory);
    }

    public Task<IBenchSite> StartClusterAsync(NodeSettings settings, int workers, CancellationToken cancellation)
    {
        WorkersStarted = workers;
        return StartNodeAsync(settings, cancellation);
    }

    public Task<ISimulation> StartSimulationAsync(IReadOnlyList<string> providers, int? seed, CancellationToken cancellation)
    {
        Seed = seed;
        return Task.FromResult<ISimulation>(new Simulation(this,
            [.. providers.Select(name => new SimulatedTarget(name, "m", new Uri(Simulator, name), new Price(1, 0.5m, 2, "simulator")))]));
    }

    private sealed record Site(FakeSites Owner, Uri Gateway, string? RecordsDirectory) : IBenchSite
    {
        public ApiKey Key => ApiKey.None;

        public string Mode => "simulation";

        public string? NameOf(string worker) => null;

        public ValueTask DisposeAsync()
        {
            Owner.NodesStopped++;
            return ValueTask.CompletedTask;
        }
    }

    private sealed record Simulation(FakeSites Owner, IReadOnlyList<SimulatedTarget> Targets) : ISimulation
    {
        public ValueTask DisposeAsync()
        {
            Owner.SimulationsStopped++;
            return ValueTask.CompletedTask;
        }
    }
}
