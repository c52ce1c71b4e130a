using Akka.Actor;
using AkkaApiBench.Analytics.Comparisons;
using AkkaApiBench.Analytics.Results;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Monitors;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Node.Coordinator.Runs;

namespace AkkaApiBench.Node.Coordinator.Monitors;

/// <summary>Says what became of a firing whose run has ended: from the run's own figures.</summary>
internal static class FiringSettlement
{
    private const int MostReason = 200;

    /// <summary>Asks the coordinator for the run.</summary>
    public static async Task<FiringSettled> ReadAsync(IActorRef coordinator, MonitorState monitor, RunId run, DateTimeOffset now) =>
        await EndedRun.ReadAsync(coordinator, run) is { } ended ? Of(monitor, ended.Plan, ended.Outcome) : Unknown(monitor, run, now);

    /// <summary>What became of a firing whose run was removed before it was read.</summary>
    public static FiringSettled Unknown(MonitorState monitor, RunId run, DateTimeOffset now) =>
        new(monitor.Id, run, FiringStatus.Cancelled, "its run was removed before it was read", null, [], now);

    private static FiringSettled Of(MonitorState monitor, RunPlan run, RunOutcome outcome)
    {
        var (status, reason) = Judge(run, outcome);
        var tests = outcome.Measured.Where(test => !run.Plan.Tests[test.Test].Type.IsProbe()).ToList();
        var all = MergeOf(tests);
        var (latency, ttft) = (all[Measure.Latency], all[Measure.Ttft]);
        var figures = new FiringFigures(tests.Aggregate(default(RequestCounts), (sum, test) => sum + test.Requests), run.Used.Cost)
        {
            LatencyP50 = latency.Count > 0 ? latency.Percentile(50) : null,
            LatencyP95 = latency.Count > 0 ? latency.Percentile(95) : null,
            TtftP50 = ttft.Count > 0 ? ttft.Percentile(50) : null,
            TtftP95 = ttft.Count > 0 ? ttft.Percentile(95) : null,
        };
        return new FiringSettled(
            monitor.Id, run.Run, status, reason is { Length: > MostReason } ? $"{reason.AsSpan(0, MostReason - 1)}…" : reason, figures, [.. monitor.Spec.Slos.Select(slo => CountOf(slo, run.Plan, tests))], run.Header.EndedAt ?? run.Header.AcceptedAt);
    }

    private static (FiringStatus Status, string? Reason) Judge(RunPlan run, RunOutcome outcome)
    {
        switch (run.Header.Status)
        {
            case RunStatus.Completed when run.Plan.Thresholds.Count == 0:
                return (FiringStatus.Passed, null);
            case RunStatus.Completed:
                var broken = ResultBuilder.Build(outcome).Thresholds.Where(threshold => !threshold.Passed).Select(threshold => threshold.Expression).ToList();
                return broken.Count == 0 ? (FiringStatus.Passed, null) : (FiringStatus.Failed, $"does not hold: {string.Join(", ", broken)}");
            case RunStatus.Cancelled:
                return (FiringStatus.Cancelled, run.Header.Reason);
            case RunStatus.BudgetExhausted:
                return (FiringStatus.BudgetExhausted, run.Header.Reason);
            default:
                return (FiringStatus.Failed, run.Header.Reason ?? "its run failed");
        }
    }

    /// <summary>A request that failed meets no objective, as in goodput.</summary>
    private static ObjectiveCount CountOf(Slo slo, Plan plan, IEnumerable<TestOutcome> tests)
    {
        var measured = MergeOf(tests.Where(test => slo.Target is null || plan.LabelOf(plan.Targets[test.Target]) == slo.Target));
        var good = slo.Each is { } each ? GoodOf(measured[each.Metric.Measure!.Value], each) : measured.Succeeded;
        return new ObjectiveCount(slo.Name, good, Sample.Of("", measured).Judged);
    }

    /// <summary>Those that meet a limit for certain: of the three digits that are kept, the largest value must.</summary>
    private static long GoodOf(Distribution times, Condition each)
    {
        var good = 0L;
        foreach (var bucket in times.Buckets)
        {
            if (each.IsMetBy(Math.Min(bucket.Highest, times.Max) / 1000.0))
                good += bucket.Count;
        }

        return good;
    }

    private static Aggregate MergeOf(IEnumerable<TestOutcome> tests) => tests.Aggregate(Aggregate.Empty, (sum, test) => sum.Merge(test.Measured));
}
