using AkkaApiBench.Analytics.Results;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Results;
using AkkaApiBench.Messages.Runs;

namespace AkkaApiBench.Node.Gateway.Results;

/// <summary>Makes the results of runs that have ended.</summary>
internal sealed class RunResults(RunsGateway gateway, AnomaliesGateway journals)
{
    /// <summary>What a run came to; else why there is nothing to tell.</summary>
    public async Task<(RunResult? Result, IResult? Problem)> OfAsync(string id, CancellationToken cancellation)
    {
        if (!RunId.IsValid(id) || await gateway.PlanOfAsync(new RunId(id), cancellation) is not { } run)
            return (null, Problems.NoSuchRun(id));
        if (!run.Header.Status.IsEnd())
            return (null, Problems.Conflict($"Run {id} has not ended: its status is {run.Header.Status.Name()}. Watch /api/v1/runs/{id}/events for the end."));

        if (await gateway.MeasurementsOfAsync(run, cancellation) is not { } measured)
            return (null, Problems.NoSuchRun(id));
        var anomalies = await journals.OfAsync(run.Plan.Targets.Select(target => target.Id), run.Header.StartedAt ?? run.Header.AcceptedAt, cancellation);
        return (ResultBuilder.Build(RunOutcomes.Of(run, measured, anomalies)), null);
    }
}
