using AkkaApiBench.Hosting.Membership;
using AkkaApiBench.Node.Gateway.Access;
using AkkaApiBench.Node.Journal.Store;
using AkkaApiBench.Node.ReadModel.Retention;
using AkkaApiBench.Providers.Outbound;

namespace AkkaApiBench.Node;

/// <summary>What a cluster node needs to know about itself; read by <see cref="NodeFlags.Read"/> or made by hand.</summary>
public sealed record NodeOptions
{
    /// <summary>Its place in the cluster.</summary>
    public required ClusterNodeOptions Cluster { get; init; }

    /// <summary>The port of the REST API and the health checks; 0 lets the system choose.</summary>
    public int HttpPort { get; init; }

    /// <summary>The certificate of the REST API and the health checks; null to serve them without encryption.</summary>
    public HttpsOptions? Https { get; init; }

    /// <summary>The directory for what the node keeps.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Where journals are.</summary>
    public required JournalStore Journal { get; init; }

    /// <summary>True when <see cref="Journal"/> was told and not taken for granted: then a node that only shows what is there uses it, too.</summary>
    public bool IsJournalGiven { get; init; }

    /// <summary>True when the node uses <see cref="Journal"/>.</summary>
    internal bool HasDatabase => Cluster.Roles.Contains(ClusterRoles.Journal) || Cluster.Roles.Contains(ClusterRoles.Coordinator)
        || (IsJournalGiven && Cluster.Roles.Contains(ClusterRoles.Gateway));

    /// <summary>Who may use the REST API; everybody, which only a node on loopback may allow, if it is not said.</summary>
    public AccessOptions Access { get; init; } = AccessOptions.Open;

    /// <summary>Where may be connected to because a plan or an alert's channel says so.</summary>
    public OutboundAddressPolicy Outbound { get; init; } = OutboundAddressPolicy.Unrestricted;

    /// <summary>How long what was measured is kept.</summary>
    public RetentionTimes Retention { get; init; } = RetentionTimes.Default;

    /// <summary>A directory for every single request as JSON lines, a file a run; null to keep windows only.</summary>
    public string? RecordsDirectory { get; init; }

    /// <summary>A file of prices that go before those built in; null for none.</summary>
    public string? PriceFile { get; init; }

    /// <summary>How many runs are made at a time; the others wait.</summary>
    public int ParallelRuns { get; init; } = 1;

    /// <summary>
    /// True when runs go on after all nodes were stopped; false when they end as failed, as in a process that lives for one run.
    /// </summary>
    public bool ResumesRuns { get; init; } = true;

    /// <summary>A file that configures alerts; null to tell everything in the log.</summary>
    public string? AlertsFile { get; init; }
}

/// <summary>With what a node serves HTTPS.</summary>
/// <param name="Certificate">Its certificate: PEM, or PFX with its key.</param>
/// <param name="Key">Its private key in PEM; null when <paramref name="Certificate"/> has it.</param>
public sealed record HttpsOptions(string Certificate, string? Key);
