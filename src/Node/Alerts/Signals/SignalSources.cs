using System.Collections.Immutable;
using System.Globalization;
using AkkaApiBench.Messages.Alerts;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Monitors;
using AkkaApiBench.Messages.Results;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Node.Alerts.Configuration;

namespace AkkaApiBench.Node.Alerts.Signals;

/// <summary>What others tell, as signals.</summary>
internal static class SignalSources
{
    /// <summary>The share of a budget from which people are told.</summary>
    private const double NearShare = 0.8;

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

    /// <summary>Whether a threshold of a run holds: the same condition for each run of a plan, or of a monitor.</summary>
    public static Signal Of(RunHeader run, ThresholdResult threshold) => new()
    {
        Source = AlertSource.Threshold,
        Subject = $"{run.Monitor?.Value ?? run.Name} {threshold.Expression}",
        IsOver = threshold.Passed,
        Severity = Severity.High,
        StartsAt = EndOf(run),
        Summary = threshold.Observed is { } observed
            ? string.Create(CultureInfo.InvariantCulture, $"{threshold.Expression} does not hold in run {run.Run} of {run.Name}: {observed:0.###} at {threshold.Target}, test {threshold.Test}")
            : $"{threshold.Expression} does not hold in run {run.Run} of {run.Name}: {threshold.Note}",
        Labels = LabelsOf(run, AlertSource.Threshold, (SignalLabels.Threshold, threshold.Expression), (SignalLabels.Target, threshold.Target), (SignalLabels.Test, threshold.Test)),
    };

    /// <summary>How much of its budget a run used.</summary>
    /// <param name="run">The run.</param>
    /// <param name="share">The share of the limit that was used most, 0 to 1.</param>
    public static Signal BudgetOf(RunHeader run, double share)
    {
        var isExhausted = run.Status is RunStatus.BudgetExhausted;
        return new Signal
        {
            Source = AlertSource.Budget,
            Subject = $"{run.Monitor?.Value ?? run.Name} run",
            IsOver = !isExhausted && share < NearShare,
            Severity = isExhausted ? Severity.High : Severity.Medium,
            StartsAt = EndOf(run),
            Summary = isExhausted ? $"run {run.Run} of {run.Name} was ended by its budget"
                : string.Create(CultureInfo.InvariantCulture, $"run {run.Run} of {run.Name} used {share * 100:0} % of its budget"),
            Labels = LabelsOf(run, AlertSource.Budget),
        };
    }

    /// <summary>What a monitor's notice says; nothing for what is no news of something wrong.</summary>
    public static IEnumerable<Signal> Of(IMonitorNotice notice) => notice switch
    {
        FiringFailed failed => [Failure(failed, $"monitor {failed.Name} failed: {failed.Reason}") with
        {
            Labels = LabelsOf(failed, AlertSource.MonitorFailure).SetItem(SignalLabels.Run, failed.Run.Value),
        }],
        FiringPassed passed => [Failure(passed, $"monitor {passed.Name} passed") with { IsOver = true }],
        FiringsMissed missed => [Failure(missed, FormattableString.Invariant($"monitor {missed.Name} missed {missed.Count} firings")) with { Severity = Severity.Medium }],
        SpendCapNoted cap => [Of(cap, AlertSource.Budget, $" {cap.Period}", cap.IsReached ? Severity.High : Severity.Medium, FormattableString.Invariant(
            $"monitor {cap.Name} has spent {cap.Spent.Dollars:0.####} of {cap.Cap.Dollars:0.####} USD ({cap.Period.ToString().ToLowerInvariant()}){(cap.IsReached ? ": nothing is fired any more" : "")}"))
            with { Until = cap.Until }],
        SloBurning burning => [Of(burning, AlertSource.BurnRate, $" {burning.Objective}", burning.Urgency is BurnUrgency.Page ? Severity.Critical : Severity.Medium, string.Create(CultureInfo.InvariantCulture,
            $"{burning.Objective} of monitor {burning.Name} burns its error budget {burning.BurnRate:0.#} times too fast; {burning.BudgetLeft * 100:0} % is left"))],
        SloRecovered recovered => [Of(recovered, AlertSource.BurnRate, $" {recovered.Objective}", Severity.Medium, $"{recovered.Objective} of monitor {recovered.Name} recovered") with { IsOver = true }],
        _ => [],
    };

    private static Signal Failure(IMonitorNotice notice, string summary) => Of(notice, AlertSource.MonitorFailure, "", Severity.High, summary);

    private static Signal Of(IMonitorNotice notice, AlertSource source, string what, Severity severity, string summary) => new()
    {
        Source = source,
        Subject = $"{notice.Monitor}{what}",
        Severity = severity,
        StartsAt = notice.At,
        Summary = summary,
        Labels = LabelsOf(notice, source),
    };

    private static DateTimeOffset EndOf(RunHeader run) => run.EndedAt ?? run.AcceptedAt;

    private static ImmutableSortedDictionary<string, string> LabelsOf(RunHeader run, AlertSource source, params (string Name, string? Value)[] more) => LabelsOf(
        [.. more.Where(label => label.Value is not null).Select(label => (label.Name, label.Value!)), .. run.Monitor is { } monitor ? new[] { (SignalLabels.Monitor, monitor.Value) } : [],
            (SignalLabels.Kind, SourceNames.Of(source)), (SignalLabels.Plan, run.Name), (SignalLabels.Run, run.Run.Value)]);

    private static ImmutableSortedDictionary<string, string> LabelsOf(IMonitorNotice notice, AlertSource source) =>
        LabelsOf((SignalLabels.Monitor, notice.Monitor.Value), (SignalLabels.Kind, SourceNames.Of(source)));

    private static ImmutableSortedDictionary<string, string> LabelsOf(params (string Name, string Value)[] labels) =>
        labels.ToImmutableSortedDictionary(label => label.Name, label => label.Value);
}
