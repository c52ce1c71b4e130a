using System.Net;
using System.Net.Sockets;

namespace AkkaApiBench.Providers.Outbound;

/// <summary>What IP addresses are for, by IANA's registries of special-purpose addresses.</summary>
internal static class AddressRanges
{
    /// <summary>Link-local networks, and where clouds tell their machines secrets.</summary>
    private static readonly IPNetwork[] Metadata =
    [
        .. Networks("169.254.0.0/16", "fe80::/10"),
        // Alibaba's, Azure's and, over IPv6, Amazon's metadata are outside of the link-local networks.
        .. Networks("100.100.100.200/32", "168.63.129.16/32", "fd00:ec2::/32"),
    ];

    private static readonly IPNetwork[] Special =
    [
        .. Networks(
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
        .. Networks("::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16", "fc00::/7", "fec0::/10", "ff00::/8"),
    ];

    /// <summary>True for an address of a link-local network or of a cloud's metadata.</summary>
    public static bool IsMetadata(IPAddress address) => Array.Exists(Metadata, network => network.Contains(address));

    /// <summary>True for an address that everybody's routers lead to.</summary>
    public static bool IsPublic(IPAddress address) => !IsMetadata(address) && !Array.Exists(Special, network => network.Contains(address));

    /// <summary>The IPv4 address that an IPv6 address stands for, as mapped, by NAT64 (RFC 6052) or by 6to4 (RFC 3056); else the address itself.</summary>
    public static IPAddress Plain(IPAddress address)
    {
        if (address.AddressFamily is not AddressFamily.InterNetworkV6)
            return address;
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        if (Translated.Contains(address))
            return new IPAddress(bytes.AsSpan(12));
        // A scope is where to send from, not where to.
        return SixToFour.Contains(address) ? new IPAddress(bytes.AsSpan(2, 4)) : new IPAddress(bytes);
    }

    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    private static IPNetwork[] Networks(params string[] texts) => [.. texts.Select(text => IPNetwork.Parse(text))];
}
