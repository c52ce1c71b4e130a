using AkkaApiBench.Analytics.Results;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Runs;

namespace AkkaApiBench.Node.Gateway.Results;

/// <summary>Puts together what results are made from.</summary>
internal static class RunOutcomes
{
    private const string Mode = "distributed";

    /// <summary>The outcome of an ended run. Of tests that it did not come to, every planned request was not sent.</summary>
    /// <param name="run">The run.</param>
    /// <param name="measured">What its tests came to.</param>
    /// <param name="anomalies">The anomalies of its targets; null for those whose journal did not answer.</param>
    public static RunOutcome Of(
        RunPlan run, IReadOnlyList<TargetMeasurements> measured, IReadOnlyDictionary<TargetId, IReadOnlyList<Anomaly>?> anomalies) => new()
    {
        RunId = run.Run,
        Plan = run.Plan,
        Status = run.Header.Status,
        StartedAt = run.Header.StartedAt ?? run.Header.AcceptedAt,
        EndedAt = run.Header.EndedAt ?? run.Header.AcceptedAt,
        Mode = Mode,
        Pauses = run.Pauses,
        Measured =
        [
            .. from target in Enumerable.Range(0, run.Plan.Targets.Count)
               let tests = MeasurementParts.Join(measured.Where(answer => answer.Target == target).SelectMany(answer => answer.Tests)).ToDictionary(test => (test.Test, test.Tag))
               from test in Enumerable.Range(0, run.Plan.Tests.Count)
               let whole = tests.GetValueOrDefault((test, null))
               where whole is not null || IsMissing(run.Plan.Tests[test])
               select OutcomeOf(target, test, run.Plan.Tests[test], whole) with
               {
                   ByTag =
                   [
                       .. from tag in run.Plan.ByTag
                          let part = tests.GetValueOrDefault((test, tag))
                          where part is not null
                          select (tag, OutcomeOf(target, test, run.Plan.Tests[test], part)),
                   ],
               },
        ],
        Anomalies = anomalies.ToDictionary(target => target.Key, target => InTimeOf(run.Header, target.Value ?? [])),
        Notes =
        [
            .. run.Header.Reason is { } reason ? [$"The run ended as {run.Header.Status.Name()}: {reason}."] : Array.Empty<string>(),
            .. anomalies.Where(target => target.Value is null)
                .Select(target => $"The anomalies of {target.Key} are not known: its journal did not answer in time."),
        ],
    };

    private static IReadOnlyList<Anomaly> InTimeOf(RunHeader run, IReadOnlyList<Anomaly> anomalies) =>
        [.. anomalies.Where(anomaly => anomaly.IsWithin(run.StartedAt ?? run.AcceptedAt, run.EndedAt ?? run.AcceptedAt))];

    /// <summary>How many steps there are is not planned: those that were not made are not missing, but for the first.</summary>
    private static bool IsMissing(Test test) => test.Step is null or { Number: 1 };

    private static TestOutcome OutcomeOf(int target, int test, Test planned, TestMeasurement? measured) => measured is not null
        ? new TestOutcome(target, test, measured.Counts, measured.Measured, measured.Duration) { Findings = measured.Findings, Course = measured.Course }
        : new TestOutcome(target, test, new RequestCounts(0, 0, 0, planned.Load.Planned ?? 0), Aggregate.Empty, TimeSpan.Zero);
}
