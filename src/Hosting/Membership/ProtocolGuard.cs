using Akka.Actor;
using Akka.Cluster;
using Microsoft.Extensions.Logging;

namespace AkkaApiBench.Hosting.Membership;

/// <summary>
/// Keeps nodes apart that do not understand each other. A member's protocol travels as a role; who comes later with another one
/// leaves by itself when it sees those that were there, and is removed by them if it does not.
/// </summary>
internal sealed partial class ProtocolGuard : ReceiveActor, IWithTimers
{
    /// <summary>For the other node to see why it must go, which it then tells its operator.</summary>
    private static readonly TimeSpan TimeToLeave = TimeSpan.FromSeconds(5);

    private readonly ILogger<ProtocolGuard> _log;
    private readonly Cluster _cluster = Cluster.Get(Context.System);
    private readonly string _ours;

    public ProtocolGuard(ILogger<ProtocolGuard> log, ClusterNodeOptions options)
    {
        (_log, _ours) = (log, ClusterRoles.OfProtocol(options.ProtocolVersion));
        Receive<ClusterEvent.MemberStatusChange>(change => Judge(change.Member));
        Receive<ClusterEvent.IMemberEvent>(_ => { });
        Receive<Remove>(stays =>
        {
            if (_cluster.State.Members.Any(member => member.UniqueAddress.Equals(stays.Node)))
                _cluster.Down(stays.Node.Address);
        });
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() => _cluster.Subscribe(
        Self, ClusterEvent.SubscriptionInitialStateMode.InitialStateAsEvents,
        typeof(ClusterEvent.MemberJoined), typeof(ClusterEvent.MemberWeaklyUp), typeof(ClusterEvent.MemberUp));

    protected override void PostStop() => _cluster.Unsubscribe(Self);

    private void Judge(Member member)
    {
        if (member.UniqueAddress.Equals(_cluster.SelfUniqueAddress) || member.HasRole(_ours))
            return;

        var theirs = string.Join(',', member.Roles.Where(ClusterRoles.IsProtocol));
        if (_cluster.SelfMember.Status is MemberStatus.Up)
        {
            if (Timers.IsTimerActive(member.UniqueAddress))
                return;
            KeptOut(_log, member.Address, theirs, _ours);
            Timers.StartSingleTimer(member.UniqueAddress, new Remove(member.UniqueAddress), TimeToLeave);
        }
        else if (member.Status is MemberStatus.Up)
        {
            NotOurs(_log, member.Address, theirs, _ours);
            CoordinatedShutdown.Get(Context.System).Run(ForeignProtocol.Instance);
        }
    }

    private sealed record Remove(UniqueAddress Node);

    [LoggerMessage(LogLevel.Error, "{Address} was kept out: it speaks {Theirs} and this cluster {Ours}; all nodes must be of one version")]
    private static partial void KeptOut(ILogger log, Address address, string theirs, string ours);

    [LoggerMessage(LogLevel.Error, "This node does not join: the cluster of {Address} speaks {Theirs}, and this node {Ours}; all nodes must be of one version")]
    private static partial void NotOurs(ILogger log, Address address, string theirs, string ours);
}

/// <summary>The node's protocol is not the cluster's.</summary>
internal sealed class ForeignProtocol : CoordinatedShutdown.Reason
{
    public static readonly ForeignProtocol Instance = new();

    public override int ExitCode => NodeProgram.ForeignCluster;
}
