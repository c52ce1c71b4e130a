using System.Runtime.InteropServices;
using AkkaApiBench.Analytics.Detection;
using AkkaApiBench.Messages.Anomalies;

namespace AkkaApiBench.Node.Journal.Watching;

/// <summary>The watch over one series: tells of an incident when it begins, when its kind, severity or peak changes, and when it ends.</summary>
internal sealed class SeriesWatch
{
    private readonly WatchedSeries _series;
    private readonly SeriesMonitor _monitor;
    private Anomaly? _open;

    public SeriesWatch(WatchedSeries series)
        : this(series, new SeriesMonitor(series.Options), open: null)
    {
    }

    private SeriesWatch(WatchedSeries series, SeriesMonitor monitor, Anomaly? open) => (_series, _monitor, _open) = (series, monitor, open);

    /// <summary>Goes on from a snapshot. A state that other detectors wrote is given up, and the series learned anew.</summary>
    public static SeriesWatch Restore(WatchedSeries series, SeriesSnapshot snapshot) => new(series, MonitorOf(series, snapshot), snapshot.Open);

    public SeriesSnapshot ToSnapshot() => new(_series.Name, ImmutableCollectionsMarshal.AsImmutableArray(_monitor.Save()), _open);

    /// <summary>Judges a point.</summary>
    /// <returns>What is to be told; null for nothing.</returns>
    public Anomaly? Observe(Point point)
    {
        var told = _monitor.Observe(point).Incident is { } incident ? NewsOf(incident)
            // Whoever began the incident is gone with its state.
            : _open is not null ? _open with { End = _open.Peak } : null;
        if (told is not null)
            _open = told.End is null ? told : null;
        return told;
    }

    private Anomaly? NewsOf(Incident incident)
    {
        var isNews = _open is null || incident.End is not null
            || _open.Kind != incident.Kind || _open.Severity != incident.Severity || _open.Peak != incident.Peak;
        return !isNews ? null : new Anomaly
        {
            Metric = _series.Name,
            Kind = incident.Kind,
            Severity = incident.Severity,
            Confidence = incident.Confidence,
            Start = incident.Start,
            Peak = incident.Peak,
            End = incident.End,
            Expected = incident.Expected,
            Observed = incident.PeakValue,
        };
    }

    private static SeriesMonitor MonitorOf(WatchedSeries series, SeriesSnapshot snapshot)
    {
        try
        {
            return SeriesMonitor.Restore(series.Options, snapshot.State.AsMemory());
        }
        catch (FormatException)
        {
            return new SeriesMonitor(series.Options);
        }
    }
}
