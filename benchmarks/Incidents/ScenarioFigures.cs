using AkkaApiBench.Common;

namespace AkkaApiBench.Benchmarks.Incidents;

/// <summary>How one kind of incident was found.</summary>
/// <param name="Scenario">What went wrong.</param>
/// <param name="IsStep">True when it went wrong at once.</param>
/// <param name="Found">The share of series in which it was found while it lasted.</param>
/// <param name="MedianDelay">Windows until it was found; null when it never was.</param>
/// <param name="Delay95">Windows within which 95 % of those found were.</param>
/// <param name="Named">As what it was found, and how often.</param>
/// <param name="FalseAlertsAWeek">Alerts in a week in which nothing went wrong, a series.</param>
internal sealed record ScenarioFigures(
    string Scenario, bool IsStep, double Found, double? MedianDelay, double? Delay95, IReadOnlyDictionary<string, int> Named, double FalseAlertsAWeek)
{
    public static ScenarioFigures Of(Scenario scenario, IReadOnlyList<Watch> quiet, IReadOnlyList<Watch> incidents)
    {
        double[] delays = [.. incidents.Where(watch => watch.Delay is not null).Select(watch => (double)watch.Delay!.Value).Order()];
        return new ScenarioFigures(
            scenario.Name,
            scenario.PerHour == 0,
            delays.Length / (double)incidents.Count,
            delays.Length == 0 ? null : Share.Of(delays, 0.5),
            delays.Length == 0 ? null : Share.Of(delays, 0.95),
            incidents.Where(watch => watch.Kind is not null).GroupBy(watch => watch.Kind!.Value.ToString())
                .OrderByDescending(kind => kind.Count()).ToDictionary(kind => kind.Key, kind => kind.Count()),
            quiet.Average(watch => watch.FalseAlerts));
    }
}
