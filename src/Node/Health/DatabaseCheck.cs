using System.Data.Common;
using Akka.Hosting;
using AkkaApiBench.Node.Journal.Store;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AkkaApiBench.Node.Health;

/// <summary>Healthy while the journals' database takes connections.</summary>
internal sealed class DatabaseCheck(JournalStore store) : IAkkaHealthCheck
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(3);

    public async Task<HealthCheckResult> CheckHealthAsync(AkkaHealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(AnswerTime);
        try
        {
            await using var connection = await store.OpenAsync(limit.Token);
            return HealthCheckResult.Healthy("takes connections");
        }
        catch (Exception e) when (e is DbException or IOException or TimeoutException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"{store.Place} takes no connections");
        }
    }
}
