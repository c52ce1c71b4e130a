using System.Runtime.InteropServices;
using Akka.Actor;
using Akka.Cluster;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AkkaApiBench.Hosting.Membership;

/// <summary>The life of a process that is a cluster node, and the exit code it ends with.</summary>
public static class NodeProgram
{
    /// <summary>Stopped as asked: by SIGTERM, or because an operator made the node leave.</summary>
    public const int Stopped = 0;

    /// <summary>
    /// The node's membership ended unasked, as when the others declared it dead. A supervisor should start it again: 75 is
    /// <c>EX_TEMPFAIL</c> of sysexits.h.
    /// </summary>
    public const int StartAgain = 75;

    /// <summary>The cluster is of another version than this node: <c>EX_CONFIG</c> of sysexits.h.</summary>
    public const int ForeignCluster = 78;

    /// <summary>Stopped in order after SIGINT.</summary>
    public const int Interrupted = 130;

    /// <summary>Runs the host until a signal, the token or the end of the node's membership stops it, and gives the exit code.</summary>
    /// <param name="host">A host with <see cref="ClusterExtensions.AddApiBenchNode"/>.</param>
    /// <param name="onUp">Called once when the node is a full member, with its address.</param>
    /// <param name="cancellationToken">Stops the node in order.</param>
    /// <exception cref="NodeStartException">The node cannot start.</exception>
    public static async Task<int> RunNodeAsync(this IHost host, Action<Address>? onUp = null, CancellationToken cancellationToken = default)
    {
        var interrupted = false;
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = interrupted = true);

        var options = host.Services.GetRequiredService<ClusterNodeOptions>();
        ListenCheck.Try(options, ClusterFlags.Port, options.Port);
        await host.StartAsync(cancellationToken);
        var system = host.Services.GetRequiredService<ActorSystem>();
        var cluster = Cluster.Get(system);
        cluster.RegisterOnMemberUp(() => onUp?.Invoke(cluster.SelfAddress));

        await host.WaitForShutdownAsync(cancellationToken);
        return CoordinatedShutdown.Get(system).ShutdownReason switch
        {
            CoordinatedShutdown.ClrExitReason => interrupted ? Interrupted : Stopped,
            CoordinatedShutdown.ClusterLeavingReason => Stopped,
            Membership.ForeignProtocol => ForeignCluster,
            _ => StartAgain,
        };
    }
}
