using System.Globalization;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Hosting.Membership;

/// <summary>The roles of cluster members. What else others must know about a member travels as a role, too: its tags and its vote.</summary>
public static class ClusterRoles
{
    /// <summary>Runs the coordinator and the alert manager.</summary>
    public const string Coordinator = "coordinator";

    /// <summary>Sends the load.</summary>
    public const string Worker = "worker";

    /// <summary>Keeps the measurements.</summary>
    public const string Journal = "journal";

    /// <summary>Serves the REST API and the dashboard.</summary>
    public const string Gateway = "gateway";

    /// <summary>Introduces nodes to each other, and does nothing else.</summary>
    public const string Lighthouse = "lighthouse";

    /// <summary>
    /// Has a vote when members are lost or the network splits: the side with the majority of these lives on. Coordinators, journals
    /// and lighthouses vote; workers do not, because they come and go in numbers. Without the lighthouses the votes of a small cluster
    /// are two, and the death of one of them is the end of the other.
    /// </summary>
    public const string Voter = "voter";

    /// <summary>The roles that a node can be given; a node that is given none has all.</summary>
    public static IReadOnlyList<string> OfNodes { get; } = [Coordinator, Worker, Journal, Gateway];

    /// <summary>True for a role that tells what a member does.</summary>
    public static bool IsDuty(string role) => role is Lighthouse || OfNodes.Contains(role);

    private const string TagPrefix = "tag:";
    private const string ProtocolPrefix = "protocol:";

    /// <summary>The role of members that have <paramref name="tag"/>.</summary>
    /// <exception cref="ArgumentException">The tag is not valid.</exception>
    public static string OfTag(string tag) => WorkerTag.IsValid(tag)
        ? TagPrefix + tag
        : throw new ArgumentException($"'{tag}' is no tag; allowed: {WorkerTag.Allowed}", nameof(tag));

    /// <summary>The tags among a member's roles.</summary>
    public static IEnumerable<string> TagsIn(IEnumerable<string> roles) =>
        roles.Where(role => role.StartsWith(TagPrefix, StringComparison.Ordinal)).Select(role => role[TagPrefix.Length..]);

    /// <summary>The role of members that speak this version of the messages between nodes.</summary>
    internal static string OfProtocol(int version) => string.Create(CultureInfo.InvariantCulture, $"{ProtocolPrefix}{version}");

    /// <summary>True for a role that tells the protocol.</summary>
    internal static bool IsProtocol(string role) => role.StartsWith(ProtocolPrefix, StringComparison.Ordinal);

    private static bool Votes(string role) => role is Coordinator or Journal or Lighthouse;

    /// <summary>What the duties and tags of a member make of its roles.</summary>
    internal static IReadOnlyList<string> Of(IReadOnlyList<string> roles, IReadOnlyList<string> tags) =>
    [
        .. roles,
        .. roles.Any(Votes) ? [Voter] : Array.Empty<string>(),
        .. tags.Select(OfTag),
    ];
}
