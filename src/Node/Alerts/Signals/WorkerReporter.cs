using Akka.Actor;
using Akka.Cluster;
using AkkaApiBench.Hosting.Membership;
using AkkaApiBench.Messages.Alerts;

namespace AkkaApiBench.Node.Alerts.Signals;

/// <summary>
/// Tells the alert manager of workers that died, and of those that join. There is one on each node with the role coordinator, so
/// that a loss is told even when the manager's own node dies with the worker; told twice, it counts once.
/// </summary>
internal sealed class WorkerReporter : ReceiveActor
{
    private readonly Cluster _cluster = Cluster.Get(Context.System);

    public WorkerReporter(IActorRef manager, TimeProvider time)
    {
        Receive<ClusterEvent.CurrentClusterState>(_ => { });
        Receive<ClusterEvent.MemberRemoved>(removed =>
        {
            // One that leaves in order was exiting, and is no loss.
            if (removed.PreviousStatus is MemberStatus.Down && removed.Member.HasRole(ClusterRoles.Worker))
                manager.Tell(new ReportSignal(SignalSources.LossOf(removed.Member.Address.ToString(), time.GetUtcNow())));
        });
        Receive<ClusterEvent.MemberUp>(up =>
        {
            if (up.Member.HasRole(ClusterRoles.Worker))
                manager.Tell(new ReportWorkerJoined(up.Member.Address.ToString(), up.Member.UniqueAddress.Uid));
        });
        Receive<SignalTaken>(_ => { });
    }

    protected override void PreStart() =>
        _cluster.Subscribe(Self, ClusterEvent.SubscriptionInitialStateMode.InitialStateAsSnapshot, typeof(ClusterEvent.MemberRemoved), typeof(ClusterEvent.MemberUp));

    protected override void PostStop() => _cluster.Unsubscribe(Self);
}
