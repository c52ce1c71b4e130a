using System.Collections.Immutable;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Messages.Slices;

namespace AkkaApiBench.Node.Coordinator.Runs;

/// <summary>Puts together how far a run is: from its state, and from what its testers told last.</summary>
internal static class RunProgressView
{
    public static RunProgress Of(RunState state, IReadOnlyDictionary<SliceId, SliceProgress> reports, WorkerSearch search)
    {
        if (state.Plan is not { } plan)
            return new RunProgress(state.Header, []);

        return new RunProgress(state.Header,
        [
            .. from test in Enumerable.Range(0, plan.Tests.Count)
               from target in Enumerable.Range(0, plan.Targets.Count)
               select ProgressOf(state, plan, test, target, reports, search),
        ]);
    }

    private static TestProgress ProgressOf(
        RunState state, Plan plan, int test, int target, IReadOnlyDictionary<SliceId, SliceProgress> reports, WorkerSearch search)
    {
        var load = plan.Tests[test].Load;
        var blank = new TestProgress { Test = test, Target = target, Phase = TestPhase.Waiting, Planned = load.Planned, Duration = load.Limit };
        var heard = state.SlicesOf(target, test)
            .Select(slice => reports.GetValueOrDefault(slice.Key)).OfType<SliceProgress>().ToList();
        if (state.Measured.TryGetValue((target, test), out var measured))
        {
            return blank with
            {
                Phase = TestPhase.Ended,
                Reason = FailureOf(state, target, test),
                Elapsed = measured.Duration,
                Succeeded = measured.Measured.Succeeded,
                Errors = measured.Measured.Errors,
                MeanLatency = TimeSpan.FromMicroseconds(measured.Measured[Measure.Latency].Mean),
                Workers = WorkersOf(heard),
            };
        }

        if (test != state.Test)
            return state.Status.IsEnd() ? blank with { Phase = TestPhase.Ended, Reason = "not made" } : blank;
        if (heard.Count == 0)
            return blank with { Phase = TestPhase.Starting, Reason = search.WhyWaiting(plan.PlacementOf(plan.Targets[target])) ?? "waits for its worker to begin" };

        var succeeded = heard.Sum(report => report.Succeeded);
        return blank with
        {
            Phase = heard.Min(report => report.Phase),
            Elapsed = heard.Max(report => report.Elapsed),
            Succeeded = succeeded,
            Errors = heard.SelectMany(report => report.Errors).GroupBy(error => error.Key)
                .ToImmutableSortedDictionary(group => group.Key, group => group.Sum(error => error.Value)),
            MeanLatency = succeeded == 0 ? TimeSpan.Zero
                : heard.Aggregate(TimeSpan.Zero, (sum, report) => sum + report.TotalLatency) / succeeded,
            Workers = WorkersOf(heard),
        };
    }

    private static string? FailureOf(RunState state, int target, int test) =>
        state.SlicesOf(target, test).Select(slice => slice.Value.Reason).FirstOrDefault(reason => reason is not null);

    private static ImmutableArray<string> WorkersOf(IEnumerable<SliceProgress> heard) =>
        [.. heard.Select(report => report.Worker).Distinct().Order(StringComparer.Ordinal)];
}
