using AkkaApiBench.Cli.Plans;
using AkkaApiBench.Hosting.Membership;
using AkkaApiBench.Node;
using AkkaApiBench.Node.Journal.Store;
using AkkaApiBench.Providers.Keys;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace AkkaApiBench.Cli.Sites;

/// <summary>A node with all roles in this process: a cluster of one.</summary>
internal sealed class EmbeddedNode : IBenchSite
{
    private readonly WebApplication _host;

    private EmbeddedNode(WebApplication host, NodeSettings settings) =>
        (_host, Mode, RecordsDirectory) = (host, settings.Mode, settings.RecordsDirectory);

    public Uri Gateway => _host.HttpAddress();

    public ApiKey Key => ApiKey.None;

    public string Mode { get; }

    public string? RecordsDirectory { get; }

    public string? NameOf(string worker) => null;

    /// <exception cref="CliException">The data directory or the log file cannot be used.</exception>
    public static async Task<IBenchSite> StartAsync(NodeSettings settings, CancellationToken cancellation)
    {
        try
        {
            var host = NodeHost.Build(
                new NodeOptions
                {
                    Cluster = new ClusterNodeOptions
                    {
                        Embedded = true,
                        LogLevel = Enum.Parse<LogLevel>(settings.LogLevel, ignoreCase: true),
                        LogFile = settings.LogFile,
                    },
                    DataDirectory = settings.DataDirectory,
                    Journal = JournalStore.In(settings.DataDirectory),
                    RecordsDirectory = settings.RecordsDirectory,
                    ResumesRuns = false,
                },
                Catalog.Load(settings.PriceFile));
            await host.StartAsync(cancellation);
            return new EmbeddedNode(host, settings);
        }
        catch (NodeStartException error)
        {
            throw CliException.Usage(error.Message);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await _host.DisposeAsync();
    }
}
