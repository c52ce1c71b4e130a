using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Sharding;
using Akka.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AkkaApiBench.Node.Worker;

/// <summary>Healthy when slices can be given to this worker: being a member is not enough, the shards' coordinator must know it.</summary>
internal sealed class WorkerCheck : IAkkaHealthCheck
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(AkkaHealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!ActorRegistry.For(context.ActorSystem).TryGet<ProviderTester>(out var testers))
            return Unhealthy("not started");
        try
        {
            var stats = await testers.Ask<ClusterShardingStats>(new GetClusterShardingStats(AnswerTime), AnswerTime, cancellationToken);
            return stats.Regions.ContainsKey(Cluster.Get(context.ActorSystem).SelfAddress)
                ? HealthCheckResult.Healthy("takes slices")
                : Unhealthy("not known to the shards' coordinator yet");
        }
        catch (AskTimeoutException)
        {
            return Unhealthy("the shards' coordinator does not answer");
        }

        HealthCheckResult Unhealthy(string reason) => new(context.Registration.FailureStatus, reason);
    }
}
