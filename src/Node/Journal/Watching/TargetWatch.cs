using System.Collections.Immutable;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Journal;
using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Node.Journal.Watching;

/// <summary>
/// The watch over a target's series. What it finds follows from the windows alone, so that a replay finds the same; it counts as
/// noted when its event is on disk.
/// </summary>
internal sealed class TargetWatch
{
    private const int MostKept = 200;

    private readonly Dictionary<string, SeriesWatch> _series = new(StringComparer.Ordinal);
    private SeriesFeed _feed = SeriesFeed.Empty;
    private ImmutableArray<Anomaly> _noted = [];
    private ImmutableArray<Anomaly> _due = [];

    /// <summary>What was found and is not noted, in its order.</summary>
    public IReadOnlyList<Anomaly> Due => _due;

    /// <summary>Takes in what happened.</summary>
    /// <returns>The anomalies that are found by it, to be noted.</returns>
    public IReadOnlyList<Anomaly> Apply(IJournalEvent happened)
    {
        switch (happened)
        {
            case WindowRecorded recorded:
                var found = Find(recorded.Window);
                _due = _due.AddRange(found);
                return found;
            case AnomalyNoted noted:
                _due = _due.Remove(noted.Anomaly);
                Keep(noted.Anomaly);
                break;
        }

        return [];
    }

    public TargetAnomalies Answer(GetAnomalies query) =>
        new(query.Target, _noted.RemoveAll(anomaly => !anomaly.IsWithin(query.Since, DateTimeOffset.MaxValue)));

    public WatchSnapshot ToSnapshot() => new(
        _feed.Open, [.. _series.OrderBy(series => series.Key, StringComparer.Ordinal).Select(series => series.Value.ToSnapshot())], _noted, _due);

    /// <summary>Goes on from a snapshot; from nothing when it has none.</summary>
    public void Restore(WatchSnapshot? snapshot)
    {
        (_feed, _noted, _due) = snapshot is null ? (SeriesFeed.Empty, [], []) : (new SeriesFeed(snapshot.Minutes), snapshot.Noted, snapshot.Due);
        _series.Clear();
        foreach (var series in WatchedSeries.All)
        {
            if (snapshot?.Series.FirstOrDefault(kept => kept.Metric == series.Name) is { } kept)
                _series[series.Name] = SeriesWatch.Restore(series, kept);
        }
    }

    private ImmutableArray<Anomaly> Find(Window window)
    {
        (_feed, var complete) = _feed.Add(window);
        return
        [
            .. from minute in complete
               from series in WatchedSeries.All
               let anomaly = series.PointOf(minute) is { } point ? WatchOver(series).Observe(point) : null
               where anomaly is not null
               select anomaly,
        ];
    }

    /// <summary>Detectors take memory: a series has them from its first point on.</summary>
    private SeriesWatch WatchOver(WatchedSeries series)
    {
        if (!_series.TryGetValue(series.Name, out var watch))
            _series[series.Name] = watch = new SeriesWatch(series);
        return watch;
    }

    private void Keep(Anomaly anomaly)
    {
        var kept = _noted.RemoveAll(known => known.Metric == anomaly.Metric && known.Start == anomaly.Start).Add(anomaly);
        _noted = [.. kept.OrderBy(known => known.Start).Skip(kept.Length - MostKept)];
    }
}
