using System.Collections.Immutable;
using System.Globalization;
using AkkaApiBench.Messages.Alerts;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Monitors;
using AkkaApiBench.Node.Alerts.Configuration;

namespace AkkaApiBench.Node.Alerts.Signals;

/// <summary>What others tell, as signals.</summary>
internal static class SignalSources
{
    /// <summary>An anomaly: a target's metric is one condition.</summary>
    public static Signal Of(AnomalyNoted noted)
    {
        var (target, anomaly) = (noted.Target.Value, noted.Anomaly);
        return new Signal
        {
            Source = AlertSource.Anomaly,
            Subject = $"{target} {anomaly.Metric}",
            IsOver = anomaly.End is not null,
            Severity = anomaly.Severity,
            Confidence = anomaly.Confidence,
            StartsAt = anomaly.Start,
            Summary = string.Create(CultureInfo.InvariantCulture,
                $"{AnomalyNames.Of(anomaly.Kind).Replace('_', ' ')} of {target}: {anomaly.Metric} is {anomaly.Observed:0.###}, expected {anomaly.Expected:0.###}"),
            Labels = LabelsOf((SignalLabels.Target, target), (SignalLabels.Metric, anomaly.Metric), (SignalLabels.Kind, AnomalyNames.Of(anomaly.Kind))),
        };
    }

    /// <summary>A worker that died.</summary>
    public static Signal LossOf(string worker, DateTimeOffset at) => new()
    {
        Source = AlertSource.WorkerLoss,
        Subject = worker,
        Severity = Severity.High,
        StartsAt = at,
        Summary = $"worker {worker} died",
        Labels = LabelsOf((SignalLabels.Worker, worker), (SignalLabels.Kind, SourceNames.Of(AlertSource.WorkerLoss))),
    };

    /// <summary>What a monitor's notice says; nothing for what is no news of something wrong.</summary>
    public static IEnumerable<Signal> Of(IMonitorNotice notice) => notice switch
    {
        FiringFailed failed => [Of(failed, AlertSource.MonitorFailure, "", Severity.High, $"monitor {failed.Name} failed: {failed.Reason}") with
        {
            Labels = LabelsOf(failed, AlertSource.MonitorFailure).SetItem(SignalLabels.Run, failed.Run.Value),
        }],
        FiringPassed passed => [Of(passed, AlertSource.MonitorFailure, "", Severity.High, $"monitor {passed.Name} passed") with { IsOver = true }],
        FiringsMissed missed => [Of(missed, AlertSource.MonitorFailure, "", Severity.Medium, FormattableString.Invariant($"monitor {missed.Name} missed {missed.Count} firings"))],
        SpendCapNoted cap => [Of(cap, AlertSource.Budget, $" {cap.Period}", cap.IsReached ? Severity.High : Severity.Medium, FormattableString.Invariant(
            $"monitor {cap.Name} has spent {cap.Spent.Dollars:0.####} of {cap.Cap.Dollars:0.####} USD ({cap.Period.ToString().ToLowerInvariant()}){(cap.IsReached ? ": nothing is fired any more" : "")}"))],
        SloBurning burning => [Of(burning, AlertSource.BurnRate, $" {burning.Objective}", burning.Urgency is BurnUrgency.Page ? Severity.Critical : Severity.Medium, FormattableString.Invariant(
            $"{burning.Objective} of monitor {burning.Name} burns its error budget {burning.BurnRate:0.#} times too fast; {burning.BudgetLeft:P0} is left"))],
        SloRecovered recovered => [Of(recovered, AlertSource.BurnRate, $" {recovered.Objective}", Severity.Medium, $"{recovered.Objective} of monitor {recovered.Name} recovered") with { IsOver = true }],
        _ => [],
    };

    private static Signal Of(IMonitorNotice notice, AlertSource source, string what, Severity severity, string summary) => new()
    {
        Source = source,
        Subject = $"{notice.Monitor}{what}",
        Severity = severity,
        StartsAt = notice.At,
        Summary = summary,
        Labels = LabelsOf(notice, source),
    };

    private static ImmutableSortedDictionary<string, string> LabelsOf(IMonitorNotice notice, AlertSource source) =>
        LabelsOf((SignalLabels.Monitor, notice.Name), (SignalLabels.Kind, SourceNames.Of(source)));

    private static ImmutableSortedDictionary<string, string> LabelsOf(params (string Name, string Value)[] labels) =>
        labels.ToImmutableSortedDictionary(label => label.Name, label => label.Value);
}
