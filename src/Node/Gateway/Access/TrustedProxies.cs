using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace AkkaApiBench.Node.Gateway.Access;

/// <summary>Believes proxies that the operator named, and nobody else, from where and by which scheme a request came.</summary>
internal static class TrustedProxies
{
    /// <summary>What names a proxy.</summary>
    public const string Allowed = "addresses and networks, such as 10.0.0.7 or 10.0.0.0/8";

    /// <summary>True for an address or a network.</summary>
    public static bool IsEntry(string text) => NetworkOf(text) is not null;

    /// <summary>Takes <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> from proxies; before all that asks for either.</summary>
    /// <param name="app">The node.</param>
    /// <param name="proxies">The proxies, each as <see cref="IsEntry"/> takes it.</param>
    public static void UseTrustedProxies(this IApplicationBuilder app, IReadOnlyList<string> proxies)
    {
        if (proxies.Count == 0)
            return;
        // Without a limit: each hop has to be a proxy that is known.
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in proxies.Select(NetworkOf).OfType<IPNetwork>())
            options.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(options);
    }

    private static IPNetwork? NetworkOf(string text)
    {
        if (IPNetwork.TryParse(text, out var network))
            return network;
        return IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.AddressFamily is AddressFamily.InterNetwork ? 32 : 128) : null;
    }
}
