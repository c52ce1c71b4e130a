using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Node.ReadModel.Series;

namespace AkkaApiBench.Node.Gateway.Insights;

/// <summary>What is to be forecast.</summary>
internal sealed record ForecastQuery(TargetId Target, SeriesMetric Metric, ForecastHorizon Horizon, IReadOnlyList<Condition> Objectives)
{
    private const int MostObjectives = 20;

    /// <summary>Reads a query; gives what is wrong where it is not one.</summary>
    /// <param name="target">Which target.</param>
    /// <param name="metric">The series; without, that which the objectives judge, and median latency without these.</param>
    /// <param name="horizon">How far; a day without.</param>
    /// <param name="slo">Conditions on the series.</param>
    public static (ForecastQuery? Query, string? Error) Read(string? target, string? metric, string? horizon, IReadOnlyList<string> slo)
    {
        if (InsightFields.ReadTarget(target) is { } wrong)
            return (null, wrong);
        if (slo.Count > MostObjectives)
            return (null, $"slo: {slo.Count} of them is not allowed; allowed: at most {MostObjectives}");

        var objectives = new List<Condition>();
        foreach (var text in slo)
        {
            if (Condition.ParseThreshold(text, out var allowed) is not { } condition)
                return (null, $"slo: '{text}' is not allowed; allowed: {allowed}");
            if (!SeriesMetric.All.ContainsKey(SeriesOf(condition)))
                return (null, $"slo: '{text}' judges {SeriesOf(condition)}, which has no history; allowed: a condition on one of {InsightFields.Metrics}");
            objectives.Add(condition);
        }

        var name = metric ?? (objectives.Count > 0 ? SeriesOf(objectives[0]) : SeriesMetric.LatencyMedian.Name);
        if (!SeriesMetric.All.TryGetValue(name, out var series))
            return (null, $"metric: '{name}' is not allowed; allowed: one of {InsightFields.Metrics}");
        if (objectives.Find(objective => SeriesOf(objective) != name) is { } other)
            return (null, $"slo: '{other}' judges {SeriesOf(other)}, and what is forecast is {name}; allowed: conditions on the series that is forecast");
        return ForecastHorizon.Find(horizon ?? "day") is not { } found
            ? (null, $"horizon: '{horizon}' is not allowed; allowed: {string.Join(", ", ForecastHorizon.All.Select(one => one.Name))}")
            : (new ForecastQuery(new TargetId(target!), series, found, objectives), null);
    }

    private static string SeriesOf(Condition condition) => condition.Statistic is { } statistic ? $"{condition.Metric.Name}.{statistic}" : condition.Metric.Name;
}
