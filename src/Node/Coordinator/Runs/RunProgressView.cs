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
            .. from test in plan.TestsByName()
               from target in Enumerable.Range(0, plan.Targets.Count)
               select ProgressOf(state, plan, PresentOf(state, plan, test.Entries, target), target, reports, search),
        ]);
    }

    /// <summary>The entries of a test that tell of it now: its arms, or the step that a target is at or made last.</summary>
    private static IReadOnlyList<int> PresentOf(RunState state, Plan plan, IReadOnlyList<int> entries, int target)
    {
        var begun = entries.Where(test => state.SlicesOf(target, test).Any()).DefaultIfEmpty(entries[0]).Last();
        return plan.Tests[begun].Arm is null ? [begun] : entries;
    }

    private static TestProgress ProgressOf(
        RunState state, Plan plan, IReadOnlyList<int> tests, int target, IReadOnlyDictionary<SliceId, SliceProgress> reports,
        WorkerSearch search)
    {
        var loads = tests.Select(test => plan.Tests[test].Load).ToList();
        var blank = new TestProgress
        {
            Test = tests[0],
            Target = target,
            Phase = TestPhase.Waiting,
            Planned = loads.Sum(load => load.Planned),
            Duration = loads.All(load => load.Limit is not null) ? loads.Aggregate(TimeSpan.Zero, (sum, load) => sum + load.Limit!.Value) : null,
        };
        if (loads.Exists(load => load.Planned is null))
            blank = blank with { Planned = null };
        var heard = tests.SelectMany(test => state.SlicesOf(target, test))
            .Select(slice => reports.GetValueOrDefault(slice.Key)).OfType<SliceProgress>().ToList();
        var measured = tests.Select(test => state.Measured.GetValueOrDefault((target, test))).OfType<TestMeasurement>().ToList();
        if (measured.Count == tests.Count)
        {
            var all = measured.Aggregate(Aggregate.Empty, (sum, test) => sum.Merge(test.Measured));
            return blank with
            {
                Phase = TestPhase.Ended,
                Reason = tests.Select(test => FailureOf(state, target, test)).FirstOrDefault(reason => reason is not null) ?? WhyOver(state, plan, target, tests[0]),
                Elapsed = measured.Aggregate(TimeSpan.Zero, (sum, test) => sum + test.Duration),
                Succeeded = all.Succeeded,
                Errors = all.Errors,
                MeanLatency = TimeSpan.FromMicroseconds(all[Measure.Latency].Mean),
                Workers = WorkersOf(heard),
            };
        }

        if (!tests.Contains(state.Test))
            return state.Status.IsEnd() ? blank with { Phase = TestPhase.Ended, Reason = "not made" } : blank;
        var isHeld = !state.Status.IsAtWork();
        if (heard.Count == 0 && !isHeld)
            return blank with
            {
                Phase = TestPhase.Starting,
                Reason = !state.ActiveSlices.Any(slice => slice.Key.Target == target) ? "waits for its turn"
                    : WhyWaiting(state, target, search) ?? "waits for its worker to begin",
            };

        var succeeded = heard.Sum(report => report.Succeeded);
        return blank with
        {
            // Between two turns it goes on.
            Phase = isHeld ? TestPhase.Paused : heard.Min(report => report.Phase) is var phase and not TestPhase.Ended ? phase : TestPhase.Running,
            Reason = state.Status switch
            {
                RunStatus.Accepted => "waits for its turn after a pause",
                RunStatus.Pausing => "what is in flight ends before the pause",
                RunStatus.Running => WhyWaiting(state, target, search),
                _ => null,
            },
            Elapsed = heard.GroupBy(report => (report.Slice.Test, Block: report.Slice.Part / state.SideBySide(target, report.Slice.Test)))
                .Aggregate(TimeSpan.Zero, (sum, block) => sum + block.Max(report => report.Elapsed)),
            Succeeded = succeeded,
            Errors = heard.SelectMany(report => report.Errors).GroupBy(error => error.Key)
                .ToImmutableSortedDictionary(group => group.Key, group => group.Sum(error => error.Value)),
            MeanLatency = succeeded == 0 ? TimeSpan.Zero
                : heard.Aggregate(TimeSpan.Zero, (sum, report) => sum + report.TotalLatency) / succeeded,
            Workers = WorkersOf(heard),
        };
    }

    private static string? WhyWaiting(RunState state, int target, WorkerSearch search) => state.ActiveSlices
        .Where(slice => slice.Key.Target == target).Select(slice => search.WhyWaiting(slice.Key.Placement)).FirstOrDefault(reason => reason is not null);

    private static string? WhyOver(RunState state, Plan plan, int target, int test) =>
        plan.Tests[test].Step is null ? null : Steps.WhyOver(state, target, test);

    private static string? FailureOf(RunState state, int target, int test) =>
        state.SlicesOf(target, test).Select(slice => slice.Value.Reason).FirstOrDefault(reason => reason is not null);

    private static ImmutableArray<string> WorkersOf(IEnumerable<SliceProgress> heard) =>
        [.. heard.Select(report => report.Worker).Distinct().Order(StringComparer.Ordinal)];
}
