using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace AkkaApiBench.Providers.Outbound;

/// <summary>
/// Where requests may be sent to that somebody else asks for, so that an API is no way into the network it stands in. Judged are the addresses
/// that are connected to, when they are: no spelling of a host and no change of what it resolves to gets round that.
/// </summary>
public sealed class OutboundAddressPolicy
{
    /// <summary>What may stand in an allow-list.</summary>
    public const string Allowed = "addresses, networks such as 10.0.0.0/8, and host names";

    /// <summary>Everything may be asked.</summary>
    public static readonly OutboundAddressPolicy Unrestricted = new(isRestricted: false, []);

    private readonly bool _isRestricted;
    private readonly ImmutableArray<IPNetwork> _networks;
    private readonly ImmutableHashSet<string> _hosts;

    private OutboundAddressPolicy(bool isRestricted, IReadOnlyList<string> allowed)
    {
        _isRestricted = isRestricted;
        _networks = [.. allowed.Select(NetworkOf).OfType<IPNetwork>()];
        _hosts = allowed.Where(entry => NetworkOf(entry) is null).Select(HostOf).OfType<string>().ToImmutableHashSet(StringComparer.Ordinal);
    }

    /// <summary>
    /// Public addresses, and those of an allow-list. What is link-local or a cloud's metadata is refused all the same, unless the list has it by an
    /// address or network of its own: neither a host's name nor a wide network opens it.
    /// </summary>
    /// <param name="allowed">See <see cref="Allowed"/>; each as <see cref="IsEntry"/> takes it.</param>
    public static OutboundAddressPolicy Restricted(IReadOnlyList<string> allowed) => new(isRestricted: true, allowed);

    /// <summary>How names are looked up.</summary>
    internal Func<string, CancellationToken, Task<IPAddress[]>> Resolver { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>The same with names looked up otherwise.</summary>
    internal OutboundAddressPolicy With(Func<string, CancellationToken, Task<IPAddress[]>> resolver) =>
        new(_isRestricted, [.. _networks.Select(network => network.ToString()), .. _hosts]) { Resolver = resolver };

    /// <summary>True for what can stand in an allow-list.</summary>
    public static bool IsEntry(string text) => NetworkOf(text) is not null || HostOf(text) is not null;

    /// <summary>Why an address may not be connected to; null when it may.</summary>
    /// <param name="host">The name that led there, or the address itself.</param>
    /// <param name="address">The address.</param>
    public string? WhyNot(string host, IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(address);
        var plain = AddressRanges.Plain(address);
        if (!_isRestricted || AddressRanges.IsPublic(plain))
            return null;
        if (AddressRanges.IsMetadata(plain))
            return _networks.Any(network => network.Contains(plain) && AddressRanges.IsMetadata(network.BaseAddress)) ? null : "a link-local or metadata address";
        return _networks.Any(network => network.Contains(plain)) || (HostOf(host) is { } name && _hosts.Contains(name)) ? null : "a private or reserved address";
    }

    /// <summary>Looks up a host, or reads it as the address that it is.</summary>
    /// <param name="host">A name or an address, without port.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Its addresses that may be connected to.</returns>
    /// <exception cref="OutboundRefusedException">There are none but such as may not.</exception>
    /// <exception cref="SocketException">The name cannot be resolved.</exception>
    public async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(host);
        var addresses = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await Resolver(host, cancellation).ConfigureAwait(false);
        if (!_isRestricted)
            return addresses;
        var judged = addresses.Select(address => (Address: address, Reason: WhyNot(host, address))).ToList();
        IPAddress[] good = [.. judged.Where(one => one.Reason is null).Select(one => one.Address)];
        return good.Length > 0 || addresses.Length == 0 ? good : throw new OutboundRefusedException(host, judged[0].Reason!);
    }

    /// <summary>Why a URL may not be asked; null when it may, or when its host cannot be resolved, which others then tell.</summary>
    public async Task<string?> WhyNotAsync(Uri url, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(url);
        try
        {
            if (_isRestricted)
                await ResolveAsync(url.IdnHost, cancellation).ConfigureAwait(false);
            return null;
        }
        catch (OutboundRefusedException refused)
        {
            return refused.Message;
        }
        catch (Exception error) when (error is SocketException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>What connects only to where the policy allows; it follows no redirect.</summary>
    public SocketsHttpHandler CreateHandler()
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        if (!_isRestricted)
            return handler;
        // A proxy would look names up itself.
        handler.UseProxy = false;
        handler.ConnectCallback = async (context, cancellation) =>
        {
            var addresses = await ResolveAsync(context.DnsEndPoint.Host, cancellation).ConfigureAwait(false);
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellation).ConfigureAwait(false);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        };
        return handler;
    }

    private static IPNetwork? NetworkOf(string text)
    {
        if (IPNetwork.TryParse(text, out var network))
            return network;
        return IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.AddressFamily is AddressFamily.InterNetwork ? 32 : 128) : null;
    }

    private static string? HostOf(string text)
    {
        try
        {
            return Uri.CheckHostName(text) is UriHostNameType.Dns ? new IdnMapping().GetAscii(text.TrimEnd('.')).ToLowerInvariant() : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
