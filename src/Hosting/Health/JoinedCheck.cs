using Akka.Cluster;
using Akka.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AkkaApiBench.Hosting.Health;

/// <summary>Healthy from when this node is a member of a cluster, whatever becomes of it then.</summary>
internal sealed class JoinedCheck : IAkkaHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(AkkaHealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var cluster = Cluster.Get(context.ActorSystem);
        return Task.FromResult(cluster.IsTerminated || cluster.State.Members.Contains(cluster.SelfMember)
            ? HealthCheckResult.Healthy("joined")
            : new HealthCheckResult(context.Registration.FailureStatus, "has not joined a cluster yet: are the seed nodes up, and can they be reached?"));
    }
}
