using Akka.Cluster;
using Akka.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AkkaApiBench.Hosting.Health;

/// <summary>
/// Healthy while this node is up and reaches all others, degraded while it does not reach some, unhealthy before it has joined
/// and from when it leaves. (Akka's own check stays healthy after the first join.)
/// </summary>
internal sealed class ClusterMemberCheck : IAkkaHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(AkkaHealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var cluster = Cluster.Get(context.ActorSystem);
        return Task.FromResult(cluster.IsTerminated
            ? new HealthCheckResult(context.Registration.FailureStatus, "not a member any more")
            : Judge(context.Registration.FailureStatus, cluster.SelfMember.Status, cluster.State));
    }

    private static HealthCheckResult Judge(HealthStatus failure, MemberStatus self, ClusterEvent.CurrentClusterState state)
    {
        var data = new Dictionary<string, object>
        {
            ["status"] = self.ToString().ToLowerInvariant(),
            ["members"] = state.Members.Count,
            ["unreachable"] = state.Unreachable.Select(member => member.Address.ToString()).ToArray(),
        };
        return self is not MemberStatus.Up ? new HealthCheckResult(failure, $"this node is {data["status"]}", data: data)
            : state.Unreachable.Count > 0 ? HealthCheckResult.Degraded("some members cannot be reached", data: data)
            : HealthCheckResult.Healthy("up", data);
    }
}
