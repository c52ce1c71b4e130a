using AkkaApiBench.Cli.Outputs;
using AkkaApiBench.Providers.Keys;

namespace AkkaApiBench.Cli.Sites;

/// <summary>A site with what it needs for as long as it is up.</summary>
/// <param name="site">Taken down first.</param>
/// <param name="needed">Taken down after it, in this order.</param>
internal sealed class HeldSite(IBenchSite site, params IReadOnlyList<IAsyncDisposable> needed) : IBenchSite
{
    public Uri Gateway => site.Gateway;

    public ApiKey Key => site.Key;

    public string Mode => site.Mode;

    public string? RecordsDirectory => site.RecordsDirectory;

    public string? NameOf(string worker) => site.NameOf(worker);

    /// <summary>Starts a node in this process on a data directory that nobody else may use meanwhile.</summary>
    /// <exception cref="CliException">The data directory cannot be had.</exception>
    public static Task<IBenchSite> StartNodeAsync(ISites sites, NodeSettings settings, CancellationToken stop) =>
        StartAsync(settings, () => sites.StartNodeAsync(settings, stop));

    /// <summary>Starts processes on a data directory that nobody else may use meanwhile.</summary>
    /// <exception cref="CliException">The data directory cannot be had, or a process could not start.</exception>
    public static Task<IBenchSite> StartClusterAsync(ISites sites, NodeSettings settings, int workers, CancellationToken stop) =>
        StartAsync(settings, () => sites.StartClusterAsync(settings, workers, stop));

    private static async Task<IBenchSite> StartAsync(NodeSettings settings, Func<Task<IBenchSite>> start)
    {
        var claim = DataDirectory.Claim(settings.DataDirectory);
        try
        {
            Directory.CreateDirectory(settings.RecordsDirectory);
            return new HeldSite(await start(), claim);
        }
        catch
        {
            await claim.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        foreach (var one in needed)
            await one.DisposeAsync();
    }
}
