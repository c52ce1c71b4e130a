using AkkaApiBench.Analytics.Results;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Runs;

namespace AkkaApiBench.Node.Gateway;

/// <summary>Puts together what results are made from.</summary>
internal static class RunOutcomes
{
    private const string Mode = "distributed";

    /// <summary>The outcome of an ended run. Of tests that it did not come to, every planned request was not sent.</summary>
    public static RunOutcome Of(RunPlan run, IReadOnlyList<TargetMeasurements> measured) => new()
    {
        RunId = run.Run,
        Plan = run.Plan,
        Status = run.Header.Status,
        StartedAt = run.Header.StartedAt ?? run.Header.AcceptedAt,
        EndedAt = run.Header.EndedAt ?? run.Header.AcceptedAt,
        Mode = Mode,
        Measured =
        [
            .. from target in measured
               from test in Enumerable.Range(0, run.Plan.Tests.Count)
               select OutcomeOf(target, test, run.Plan.Tests[test]),
        ],
        Notes = run.Header.Reason is { } reason ? [$"The run ended as {run.Header.Status.Name()}: {reason}."] : [],
    };

    private static TestOutcome OutcomeOf(TargetMeasurements target, int test, Test planned) =>
        target.Tests.FirstOrDefault(measurement => measurement.Test == test) is { } measured
            ? new TestOutcome(target.Target, test, measured.Counts, measured.Measured, measured.Duration)
            : new TestOutcome(target.Target, test, new RequestCounts(0, 0, 0, planned.Load.Planned ?? 0), Aggregate.Empty, TimeSpan.Zero);
}
