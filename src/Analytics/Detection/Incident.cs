using AkkaApiBench.Messages.Anomalies;

namespace AkkaApiBench.Analytics.Detection;

/// <summary>One thing that went wrong, from the first alert to the return to normal.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Severity">How bad.</param>
/// <param name="Confidence">How likely it is that this is not chance, 0 to 1.</param>
/// <param name="Start">The first point that alerted.</param>
/// <param name="Peak">The worst point so far.</param>
/// <param name="PeakValue">Its value.</param>
/// <param name="Expected">What was expected there.</param>
/// <param name="End">The last point that was wrong; null while it lasts.</param>
public sealed record Incident(
    AnomalyKind Kind, Severity Severity, double Confidence, DateTimeOffset Start, DateTimeOffset Peak, double PeakValue, double Expected, DateTimeOffset? End);

/// <summary>What is said of a point.</summary>
/// <param name="Score">How rare the point is, 0 to 1: s / (s + 2), where 10^−s is the share of points as strange as this one; low for a while after a rare one.</param>
/// <param name="FalseAlarmProbability">The probability of so strong an evidence on quiet data, over all tests.</param>
/// <param name="IsAnomaly">True while an incident lasts.</param>
/// <param name="Incident">The incident that lasts or ends here; null without.</param>
public readonly record struct Verdict(double Score, double FalseAlarmProbability, bool IsAnomaly, Incident? Incident);
