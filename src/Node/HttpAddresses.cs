using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace AkkaApiBench.Node;

/// <summary>Where a started node serves HTTP.</summary>
public static class HttpAddresses
{
    /// <summary>The base URL of a started node, with the port that the system chose; an address that means all becomes the loopback.</summary>
    /// <exception cref="InvalidOperationException">The node was not started.</exception>
    public static Uri HttpAddress(this WebApplication node)
    {
        var addresses = node.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var address = addresses.FirstOrDefault() ?? throw new InvalidOperationException("The node was not started.");
        return new Uri(address.Replace("[::]", "127.0.0.1", StringComparison.Ordinal).Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal));
    }
}
