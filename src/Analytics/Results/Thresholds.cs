using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Results;

namespace AkkaApiBench.Analytics.Results;

/// <summary>Judges the conditions that a plan sets for whole tests.</summary>
internal static class Thresholds
{
    /// <summary>
    /// Judges a condition by the worst value of all tests of all targets that have the metric. What nothing has cannot be
    /// shown to hold, so it has not passed.
    /// </summary>
    public static ThresholdResult Judge(Condition condition, IEnumerable<TargetResult> targets)
    {
        var isUpperLimit = condition.Comparison is Comparison.Less or Comparison.AtMost;
        var values =
            from target in targets
            from test in target.Tests
            let value = test.Value.Figure(condition.Metric, condition.Statistic)
            where value is not null
            orderby isUpperLimit ? -value : value
            select new ThresholdResult
            {
                Expression = condition.Expression,
                Observed = value,
                Passed = condition.IsMetBy(value.Value),
                Target = target.Target,
                Test = test.Key,
            };
        return values.FirstOrDefault()
            ?? new ThresholdResult { Expression = condition.Expression, Passed = false, Note = $"no test measured {condition.Metric.Name}" };
    }
}
