using Akka.Actor;
using Akka.Hosting;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Protocol;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Node.Coordinator;

namespace AkkaApiBench.Node.Gateway;

/// <summary>Asks the coordinator, on whatever node it is.</summary>
internal sealed class RunsGateway(IRequiredActor<TestCoordinator> coordinator)
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(15);

    public Task<RunSubmitted> SubmitAsync(RunId run, Plan plan, string? idempotencyKey, CancellationToken cancellation) =>
        AskAsync<RunSubmitted>(new SubmitRun(run, plan, idempotencyKey), cancellation)!;

    public Task<RunPage> ListAsync(ListRuns query, CancellationToken cancellation) => AskAsync<RunPage>(query, cancellation)!;

    /// <summary>The answer; null when there is no such run.</summary>
    public Task<T?> AskAsync<T>(IWithRunId question, CancellationToken cancellation)
        where T : class => AskAsync<T>((IProtocolMessage)question, cancellation);

    /// <summary>What the targets of a run came to; null when there is no such run.</summary>
    public async Task<IReadOnlyList<TargetMeasurements>?> MeasurementsOfAsync(RunPlan run, CancellationToken cancellation)
    {
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
