using AkkaApiBench.Analytics.Detection;
using AkkaApiBench.Cli.Series;

namespace AkkaApiBench.Cli.Detection;

/// <summary>A row with what was said of it when it came.</summary>
internal sealed record DetectedRow(SeriesRow Row, Verdict Verdict);

/// <summary>A series that was watched from its first row to its last.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Incidents">The incidents, as they ended or as the last row left them.</param>
internal sealed record DetectedSeries(IReadOnlyList<DetectedRow> Rows, IReadOnlyList<Incident> Incidents)
{
    public static DetectedSeries Of(IReadOnlyList<SeriesRow> rows, MonitorOptions options)
    {
        var monitor = new SeriesMonitor(options);
        var detected = rows.Select(row => new DetectedRow(row, monitor.Observe(new Point(row.Time, row.Value, row.Count)))).ToList();
        var incidents = detected.Select(row => row.Verdict.Incident).OfType<Incident>().Where(incident => incident.End is not null).ToList();
        if (detected.FindLast(row => double.IsFinite(row.Row.Value))?.Verdict.Incident is { End: null } open)
            incidents.Add(open);
        return new DetectedSeries(detected, incidents);
    }
}
