using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Cli.Sites;

/// <summary>How a node in this process is set up.</summary>
internal sealed record NodeSettings
{
    /// <summary>Where it keeps its journal; an absolute path to a directory that is there.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The least severe events to log: trace, debug, information, warning or error.</summary>
    public required string LogLevel { get; init; }

    /// <summary>Where the log goes; never to the terminal, which shows progress.</summary>
    public required string LogFile { get; init; }

    /// <summary>A file of prices that goes before those built in; null without.</summary>
    public string? PriceFile { get; init; }

    /// <summary>How results call this way to run.</summary>
    public string Mode { get; init; } = "embedded";

    /// <summary>Where the node's worker writes the records of a run.</summary>
    public string RecordsDirectory => Path.Combine(DataDirectory, "records");
}

/// <summary>A simulated provider that is being served.</summary>
/// <param name="Provider">Its name, also as a provider in plans.</param>
/// <param name="Model">The model it serves.</param>
/// <param name="BaseUrl">Where.</param>
/// <param name="Price">What it charges.</param>
internal sealed record SimulatedTarget(string Provider, string Model, Uri BaseUrl, Price Price);

/// <summary>Simulated providers in this process.</summary>
internal interface ISimulation : IAsyncDisposable
{
    /// <summary>What they serve, a target a provider, in the order asked for.</summary>
    IReadOnlyList<SimulatedTarget> Targets { get; }
}

/// <summary>Starts what runs in this process, on ports of loopback that the system chooses.</summary>
internal interface ISites
{
    /// <summary>The simulated providers that there are.</summary>
    IReadOnlyList<string> SimulatedProviders { get; }

    /// <summary>Starts a node with all roles and waits until its gateway can take a plan.</summary>
    Task<IBenchSite> StartNodeAsync(NodeSettings settings, CancellationToken cancellation);

    /// <summary>Starts a cluster of processes on this machine and waits until all are ready for work.</summary>
    /// <param name="settings">For all of them.</param>
    /// <param name="workers">How many send load.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<IBenchSite> StartClusterAsync(NodeSettings settings, int workers, CancellationToken cancellation);

    /// <summary>Serves some of <see cref="SimulatedProviders"/>.</summary>
    /// <param name="providers">Which.</param>
    /// <param name="seed">Makes their behaviour the same each time; null does not.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<ISimulation> StartSimulationAsync(IReadOnlyList<string> providers, int? seed, CancellationToken cancellation);
}
