using AkkaApiBench.Analytics.Detection;
using AkkaApiBench.Messages.Anomalies;

namespace AkkaApiBench.Benchmarks.Incidents;

/// <summary>What a monitor said of a simulated series.</summary>
/// <param name="Delay">Windows from the beginning to the first alert; null when it was not found while it lasted.</param>
/// <param name="Kind">As what it was found.</param>
/// <param name="FalseAlerts">Incidents at other times, after the first week.</param>
/// <param name="Judged">Confidence and truth of each incident after the first week.</param>
internal sealed record Watch(int? Delay, AnomalyKind? Kind, int FalseAlerts, IReadOnlyList<(double Confidence, bool IsTrue)> Judged)
{
    // An alert may come this much after the end, and an incident may end this much after it: evidence is gathered over some windows.
    private const int Tail = 30;

    public static Watch Of(Scenario scenario, int seed, int? start)
    {
        var monitor = new SeriesMonitor(new MonitorOptions { Kind = SeriesKind.Of(scenario.Metric), Warmup = 1440 });
        var (i, delay, kind, falseAlerts, isTrue) = (-1, (int?)null, (AnomalyKind?)null, 0, false);
        var judged = new List<(double, bool)>();
        var wasOpen = false;
        foreach (var point in scenario.Windows(new Random(seed), start))
        {
            i++;
            var incident = monitor.Observe(point).Incident;
            var begins = incident is not null && !wasOpen;
            wasOpen = incident is { End: null };
            if (begins)
                isTrue = start is { } from && i >= from && i < from + scenario.Minutes + Tail;
            if (i < Scenario.Week || incident is null)
                continue;
            if (begins && isTrue && delay is null)
                (delay, kind) = (i - start!.Value, incident.Kind);
            if (begins && !isTrue)
                falseAlerts++;
            if (incident.End is not null)
                judged.Add((incident.Confidence, isTrue));
        }

        return new Watch(delay < scenario.Minutes ? delay : null, kind, falseAlerts, judged);
    }
}
