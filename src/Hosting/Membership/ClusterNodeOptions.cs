using System.Net;
using Microsoft.Extensions.Logging;

namespace AkkaApiBench.Hosting.Membership;

/// <summary>What a cluster process needs to know about itself; read by <see cref="ClusterFlags.Read"/> or made by hand.</summary>
public sealed record ClusterNodeOptions
{
    /// <summary>The name of every actor system of ours: members of one cluster must have the same.</summary>
    public const string SystemName = "apibench";

    /// <summary>The duties of this node; see <see cref="ClusterRoles"/>.</summary>
    public IReadOnlyList<string> Roles { get; init; } = ClusterRoles.OfNodes;

    /// <summary>
    /// Under which name or address others reach this node. An IP address is also what the node listens on; with a name other
    /// than <c>localhost</c> it listens on all addresses, since the name need not resolve here yet.
    /// </summary>
    public string Hostname { get; init; } = "127.0.0.1";

    /// <summary>The port for other nodes; 0 lets the system choose.</summary>
    public int Port { get; init; }

    /// <summary>Addresses of nodes to join through; with none, this node forms a cluster of its own.</summary>
    public IReadOnlyList<string> SeedNodes { get; init; } = [];

    /// <summary>Words to place work by; see <see cref="Messages.Plans.WorkerTag"/>.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The lowest level that is logged.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>A file to log to besides standard error; null for none.</summary>
    public string? LogFile { get; init; }

    /// <summary>True for a cluster of one process, which wants to be up at once rather than to be patient with a network.</summary>
    public bool Embedded { get; init; }

    /// <summary>How nodes prove to each other that they belong together; null without encryption.</summary>
    public TlsOptions? Tls { get; init; }

    /// <summary>
    /// The version of the messages between nodes. It rises when nodes of the version before could not work with those of the next
    /// one, which additive contracts do not make necessary.
    /// </summary>
    internal int ProtocolVersion { get; init; } = 1;

    /// <summary>True when the process stops, in order, at the end of its standard input.</summary>
    public bool StopsWithInput { get; init; }

    /// <summary>What the node listens on, as <see cref="Hostname"/> says.</summary>
    public IPAddress ListenAddress => IPAddress.TryParse(Hostname, out var address) ? address
        : Hostname == "localhost" ? IPAddress.Loopback
        : IPAddress.Any;
}
