using Akka.Actor;
using AkkaApiBench.Analytics.Results;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Protocol;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Node.Gateway.Results;

namespace AkkaApiBench.Node.Coordinator.Runs;

/// <summary>What an ended run came to, without the anomalies of its time.</summary>
/// <param name="Plan">The run.</param>
/// <param name="Outcome">What it came to.</param>
internal sealed record EndedRun(RunPlan Plan, RunOutcome Outcome)
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(15);
    private static readonly IReadOnlyDictionary<TargetId, IReadOnlyList<Anomaly>?> NoAnomalies = new Dictionary<TargetId, IReadOnlyList<Anomaly>?>();

    /// <summary>Asks the coordinator for a run; null when it was removed.</summary>
    public static async Task<EndedRun?> ReadAsync(IActorRef coordinator, RunId run, CancellationToken cancellation = default)
    {
        if (await coordinator.Ask<IProtocolMessage>(new GetRunPlan(run), AnswerTime, cancellation) is not RunPlan plan)
            return null;

        var measured = new List<TargetMeasurements>();
        for (var target = 0; target < plan.Plan.Targets.Count; target++)
        {
            for (int? next = 0; next is { } first;)
            {
                if (await coordinator.Ask<IProtocolMessage>(new GetTargetMeasurements(run, target, first), AnswerTime, cancellation) is not TargetMeasurements page)
                    return null;
                measured.Add(page);
                next = page.Next;
            }
        }

        return new EndedRun(plan, RunOutcomes.Of(plan, measured, NoAnomalies));
    }
}
