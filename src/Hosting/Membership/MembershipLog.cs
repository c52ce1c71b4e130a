using Akka.Actor;
using Akka.Cluster;
using Microsoft.Extensions.Logging;

namespace AkkaApiBench.Hosting.Membership;

/// <summary>Tells operators who joins, leaves and cannot be reached: the few events that Akka's own talk hides.</summary>
internal sealed partial class MembershipLog : ReceiveActor
{
    private readonly Cluster _cluster = Cluster.Get(Context.System);

    public MembershipLog(ILogger<MembershipLog> log)
    {
        Receive<ClusterEvent.MemberUp>(e => MemberUp(log, e.Member.Address, string.Join(',', e.Member.Roles.Where(role => !ClusterRoles.IsProtocol(role)).Order())));
        Receive<ClusterEvent.MemberLeft>(e => MemberLeaving(log, e.Member.Address));
        Receive<ClusterEvent.MemberDowned>(e => MemberDowned(log, e.Member.Address));
        Receive<ClusterEvent.MemberRemoved>(e => e.Member.Address != _cluster.SelfAddress, e => MemberRemoved(log, e.Member.Address));
        Receive<ClusterEvent.UnreachableMember>(e => MemberUnreachable(log, e.Member.Address));
        Receive<ClusterEvent.ReachableMember>(e => MemberReachable(log, e.Member.Address));
        Receive<ClusterEvent.IMemberEvent>(_ => { });

        // Of its own end a node may stop too soon to receive the event.
        var (self, told) = (_cluster.SelfAddress, 0);
        _cluster.RegisterOnMemberRemoved(() =>
        {
            if (Interlocked.Exchange(ref told, 1) == 0)
                MemberRemoved(log, self);
        });
    }

    protected override void PreStart() => _cluster.Subscribe(
        Self, ClusterEvent.SubscriptionInitialStateMode.InitialStateAsEvents, typeof(ClusterEvent.IMemberEvent), typeof(ClusterEvent.IReachabilityEvent));

    protected override void PostStop() => _cluster.Unsubscribe(Self);

    [LoggerMessage(LogLevel.Information, "{Address} is up ({Roles})")]
    private static partial void MemberUp(ILogger log, Address address, string roles);

    [LoggerMessage(LogLevel.Information, "{Address} is leaving")]
    private static partial void MemberLeaving(ILogger log, Address address);

    [LoggerMessage(LogLevel.Warning, "{Address} was declared dead")]
    private static partial void MemberDowned(ILogger log, Address address);

    [LoggerMessage(LogLevel.Information, "{Address} is gone")]
    private static partial void MemberRemoved(ILogger log, Address address);

    [LoggerMessage(LogLevel.Warning, "{Address} cannot be reached")]
    private static partial void MemberUnreachable(ILogger log, Address address);

    [LoggerMessage(LogLevel.Information, "{Address} can be reached again")]
    private static partial void MemberReachable(ILogger log, Address address);
}
