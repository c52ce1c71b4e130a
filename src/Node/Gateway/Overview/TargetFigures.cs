using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Node.Gateway.Api;
using AkkaApiBench.Node.ReadModel.Series;

namespace AkkaApiBench.Node.Gateway.Overview;

/// <summary>What a target's history of some time comes to.</summary>
internal static class TargetFigures
{
    public static TargetOverviewView Of(TargetWithHistory target, SeriesHistory history, IEnumerable<Anomaly> anomalies)
    {
        var whole = history.Whole();
        return new TargetOverviewView
        {
            Target = target.Target.Value,
            LastAt = target.Last,
            Requests = whole.Judged,
            Failed = whole.Judged - whole.Measured.Succeeded,
            Errors = whole.Measured.Errors.Where(error => error.Key != ErrorKind.Cancelled).ToDictionary(error => error.Key.Name(), error => error.Value),
            TtftP50Ms = ValueOf(SeriesMetric.TtftMedian, whole),
            LatencyP50Ms = ValueOf(SeriesMetric.LatencyMedian, whole),
            LatencyP95Ms = ValueOf(SeriesMetric.All["latency.p95"], whole),
            OutputTokensPerSecond = ValueOf(SeriesMetric.OutputTokensPerSecond, whole),
            SuccessRate = ValueOf(SeriesMetric.SuccessRate, whole),
            CostPer1kRequestsUsd = ValueOf(SeriesMetric.CostPer1kRequests, whole),
            CostUsd = whole.Measured.Cost.Dollars,
            Sparkline = [.. history.ValuesOf(SeriesMetric.LatencyMedian).Select(Known)],
            Anomalies = [.. anomalies.Where(anomaly => anomaly.End is null)],
        };
    }

    private static double? ValueOf(SeriesMetric metric, SeriesPoint point) => Known(metric.ValueOf(point));

    private static double? Known(double value) => double.IsFinite(value) ? value : null;
}
