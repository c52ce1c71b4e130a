using Akka.Actor;
using Akka.Hosting;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Node.Coordinator;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AkkaApiBench.Node.Health;

/// <summary>Healthy while the coordinator, on whatever node it is, answers this one.</summary>
internal sealed class CoordinatorCheck : IAkkaHealthCheck
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(3);

    public async Task<HealthCheckResult> CheckHealthAsync(AkkaHealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            if (!ActorRegistry.For(context.ActorSystem).TryGet<TestCoordinator>(out var coordinator))
                return new HealthCheckResult(context.Registration.FailureStatus, "not started");
            await coordinator.Ask<RunPage>(new ListRuns(Limit: 1), AnswerTime, cancellationToken);
            return HealthCheckResult.Healthy("answers");
        }
        catch (AskTimeoutException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, "the coordinator does not answer: it may be moving to another node, or no node has its role");
        }
    }
}
