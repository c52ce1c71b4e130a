using System.Data.Common;
using Akka.Actor;
using Akka.Hosting;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Protocol;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Node.Coordinator;
using AkkaApiBench.Node.ReadModel.Runs;

namespace AkkaApiBench.Node.Gateway;

/// <summary>Asks the coordinator, on whatever node it is.</summary>
internal sealed class RunsGateway(IRequiredActor<TestCoordinator> coordinator, IRunHistory history)
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan DatabaseTime = TimeSpan.FromSeconds(5);

    public Task<RunSubmitted> SubmitAsync(RunId run, Plan plan, string? idempotencyKey, CancellationToken cancellation) =>
        AskAsync<RunSubmitted>(new SubmitRun(run, plan, idempotencyKey), cancellation)!;

    /// <summary>Runs as the read model has them; where it cannot be read, as the coordinator has.</summary>
    public async Task<RunPage> ListAsync(ListRuns query, CancellationToken cancellation) =>
        await FromHistoryAsync(limit => history.ListAsync(query, limit), cancellation) ?? (await AskAsync<RunPage>(query, cancellation))!;

    /// <summary>The plan of a run and how it went; null when there is no such run.</summary>
    public async Task<RunPlan?> PlanOfAsync(RunId run, CancellationToken cancellation) =>
        (await FromHistoryAsync(limit => history.FindAsync(run, limit), cancellation))?.Run ?? await AskAsync<RunPlan>(new GetRunPlan(run), cancellation);

    /// <summary>The answer; null when there is no such run.</summary>
    public Task<T?> AskAsync<T>(IWithRunId question, CancellationToken cancellation)
        where T : class => AskAsync<T>((IProtocolMessage)question, cancellation);

    /// <summary>What the targets of a run came to; null when there is no such run.</summary>
    public async Task<IReadOnlyList<TargetMeasurements>?> MeasurementsOfAsync(RunPlan run, CancellationToken cancellation)
    {
        if (await FromHistoryAsync(limit => history.FindAsync(run.Run, limit), cancellation) is { } known)
            return known.Measured;
        var measured = new List<TargetMeasurements>();
        for (var target = 0; target < run.Plan.Targets.Count; target++)
        {
            for (int? next = 0; next is { } first;)
            {
                if (await AskAsync<TargetMeasurements>(new GetTargetMeasurements(run.Run, target, first), cancellation) is not { } measurements)
                    return null;
                measured.Add(measurements);
                next = measurements.Next;
            }
        }

        return measured;
    }

    /// <summary>Null when the database does not answer.</summary>
    private static async Task<T?> FromHistoryAsync<T>(Func<CancellationToken, Task<T?>> read, CancellationToken cancellation)
        where T : class
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(DatabaseTime);
        try
        {
            return await read(limit.Token);
        }
        catch (Exception e) when (e is DbException or IOException or TimeoutException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<T?> AskAsync<T>(IProtocolMessage question, CancellationToken cancellation)
        where T : class
    {
        var target = await coordinator.GetAsync(cancellation);
        return await target.Ask<object>(question, AnswerTime, cancellation) switch
        {
            RunNotFound => null,
            T answer => answer,
            Status.Failure failure => throw new InvalidOperationException("The coordinator could not do it.", failure.Cause),
            var other => throw new InvalidOperationException($"The coordinator answered {other.GetType().Name} to {question.GetType().Name}."),
        };
    }
}
