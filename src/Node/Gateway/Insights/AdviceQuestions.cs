using AkkaApiBench.Analytics.Advice;
using AkkaApiBench.Analytics.Comparisons;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Node.ReadModel.Runs;
using AkkaApiBench.Node.ReadModel.Series;

namespace AkkaApiBench.Node.Gateway.Insights;

/// <summary>A question with what its figures cover.</summary>
/// <param name="Target">The target that money is spent on.</param>
/// <param name="Question">What is asked.</param>
/// <param name="Runs">The runs that the figures are of; none where they are of the history.</param>
/// <param name="From">When the figures begin.</param>
/// <param name="To">When they end.</param>
internal sealed record CoveredQuestion(TargetId Target, AdviceQuestion Question, IReadOnlyList<RunId> Runs, DateTimeOffset From, DateTimeOffset To);

/// <summary>Makes of what was measured what advice is asked on. Targets without a price cost nothing that is known, and are left out.</summary>
internal static class AdviceQuestions
{
    private static readonly TestType[] Probes = [TestType.RateLimit, TestType.ContextWindow, TestType.TokenCounting, TestType.ErrorHandling];

    /// <summary>Of runs: those that did the same work are put together, and their targets compared.</summary>
    /// <param name="runs">Runs that ended.</param>
    /// <param name="workOf">Tells plans with the same work from others.</param>
    public static IEnumerable<CoveredQuestion> Of(IEnumerable<MeasuredRun> runs, Func<Plan, object> workOf)
    {
        foreach (var same in runs.GroupBy(run => workOf(run.Run.Plan)))
        {
            var plan = same.First().Run.Plan;
            var usages = Enumerable.Range(0, plan.Targets.Count)
                .Select(target => (plan.Targets[target].Id, Usage: UsageOf(plan, target, [.. same])))
                .Where(target => target.Usage is not null)
                .DistinctBy(target => target.Id)
                .ToList();
            var headers = same.Select(run => run.Run.Header).ToList();
            foreach (var (id, usage) in usages)
            {
                yield return new CoveredQuestion(
                    id,
                    new AdviceQuestion(usage!, [.. usages.Where(other => other.Id != id).Select(other => other.Usage!)], plan.Objectives),
                    [.. headers.Select(header => header.Run)],
                    headers.Min(header => header.StartedAt ?? header.AcceptedAt),
                    headers.Max(header => header.EndedAt ?? header.AcceptedAt));
            }
        }
    }

    /// <summary>Of a target's history by hour: what its hours and days cost. Null when nothing was paid.</summary>
    public static CoveredQuestion? Of(Target target, SeriesHistory history)
    {
        if (target.Price is not { } price || history.Points.IsEmpty)
            return null;
        var whole = history.Points.Aggregate(Aggregate.Empty, (sum, point) => sum.Merge(point.Measured));
        if (whole.Cost <= Usd.Zero)
            return null;

        var usage = new TargetUsage
        {
            Service = Sample.Of(target.Name, whole),
            Price = price,
            Tokens = whole.Tokens,
            Cost = whole.Cost,
            Hours = [.. history.Points.Select(point => new HourlyCost(DayOf(point), point.Start.Hour, point.Measured.Succeeded, point.Measured.Cost))],
            Days = [.. history.Points.GroupBy(DayOf).Select(day => CostOf(day.Key, price, day.Aggregate(Aggregate.Empty, (sum, point) => sum.Merge(point.Measured))))],
        };
        return new CoveredQuestion(target.Id, new AdviceQuestion(usage, [], []), [], history.Points[0].Start, history.Points[^1].Start + history.Resolution);
    }

    private static TargetUsage? UsageOf(Plan plan, int target, IReadOnlyList<MeasuredRun> runs)
    {
        var measured = runs.SelectMany(run => run.Measured).Where(answer => answer.Target == target)
            .GroupBy(answer => answer.Run)
            .SelectMany(run => MeasurementParts.Join(run.SelectMany(answer => answer.Tests)))
            .Where(test => !Probes.Contains(plan.Tests[test.Test].Type))
            .Aggregate(Aggregate.Empty, (sum, test) => sum.Merge(test.Measured));
        if (plan.Targets[target].Price is not { } price || measured.Succeeded == 0 || measured.Cost <= Usd.Zero)
            return null;

        var tries = measured.Failed + measured.Traffic.Retries.Values.Sum();
        var answered = price.Of(measured.Tokens);
        return new TargetUsage
        {
            Service = Sample.Of(plan.LabelOf(plan.Targets[target]), measured),
            Price = price,
            Tokens = measured.Tokens,
            Cost = measured.Cost,
            RepeatedPrefixTokens = RepeatedPrefixes.Of(plan.Workload, measured.Tokens, measured.Succeeded),
            BatchDiscount = BatchServices.DiscountOf(plan.Targets[target]),
            Outputs = LengthsOf(plan.Workload, measured),
            Retries = tries > 0 && measured.Cost > answered ? new RetryFigures(tries, measured.Cost - answered) : null,
        };
    }

    /// <summary>
    /// Mean and the largest deviation that lengths from 0 to the limit can have about it (R. Bhatia, C. Davis, "A better bound on
    /// the variance", American Mathematical Monthly 107, 2000): single lengths are not kept. Null where answers have no one limit.
    /// </summary>
    private static OutputLengths? LengthsOf(Workload workload, Aggregate measured)
    {
        var mean = (double)measured.Tokens.Output / measured.Succeeded;
        return workload.Synthetic is not null || mean > workload.MaxTokens ? null
            : new OutputLengths(measured.Succeeded, mean, Math.Sqrt(mean * (workload.MaxTokens - mean)));
    }

    /// <summary>A day's cost divided between prompts and answers as the price divides it.</summary>
    private static DailyCost CostOf(DateOnly day, Price price, Aggregate measured)
    {
        var (whole, prompts) = (price.Of(measured.Tokens), price.Of(measured.Tokens with { Output = 0 }));
        var inputs = whole.Pico == 0 ? Usd.Zero : new Usd((long)(measured.Cost.Pico * ((double)prompts.Pico / whole.Pico)));
        return new DailyCost(day, measured.Ended, measured.Tokens.Input, measured.Tokens.Output, inputs, measured.Cost - inputs);
    }

    private static DateOnly DayOf(SeriesPoint point) => DateOnly.FromDateTime(point.Start.UtcDateTime);
}
