using AkkaApiBench.Analytics.Detection.Baselines;
using AkkaApiBench.Analytics.Detection.State;

namespace AkkaApiBench.Analytics.Detection;

/// <summary>
/// Watches one series, a point at a time, in bounded memory and by the past only. Points are taken in the order in which they come:
/// their times say where in the season they are and how long things last, and may repeat, jump or run backwards. A value that is
/// no number is passed over.
/// </summary>
public sealed class SeriesMonitor
{
    private const int StateVersion = 1;

    // One point in thirty is as strange: what is told once is not told again for a while.
    private const double Rare = 1.5;
    private const double QuietShare = 0.1;

    // Where a score is one half: one point in a hundred.
    private const double HalfScore = 2;

    private readonly MonitorOptions _options;
    private readonly Baseline _baseline;
    private readonly Ensemble _ensemble;
    private readonly IncidentTracker _tracker;
    private readonly Cadence _cadence = new();
    private long _seen;
    private long _quietUntil;

    /// <summary>Begins with a series of which nothing is known.</summary>
    public SeriesMonitor(MonitorOptions options)
    {
        _options = options;
        _baseline = new Baseline(options.Kind, options.Season);
        _ensemble = new Ensemble(options.Kind, options.Warmup);
        _tracker = new IncidentTracker(options.Kind);
    }

    /// <summary>Goes on from a state.</summary>
    /// <param name="options">As they were when the state was saved.</param>
    /// <param name="state">What <see cref="Save"/> gave.</param>
    /// <exception cref="FormatException">It is no such state.</exception>
    public static SeriesMonitor Restore(MonitorOptions options, ReadOnlyMemory<byte> state)
    {
        var monitor = new SeriesMonitor(options);
        var codec = StateCodec.Reader(state);
        monitor.Exchange(codec);
        return codec.IsAtEnd ? monitor : throw new FormatException("not a state of a series: it is too long");
    }

    /// <summary>The state, in at most 64 KB.</summary>
    public byte[] Save()
    {
        var codec = StateCodec.Writer();
        Exchange(codec);
        return codec.ToArray();
    }

    /// <summary>Judges a point by those before it, and learns it.</summary>
    public Verdict Observe(Point point)
    {
        if (!double.IsFinite(point.Value))
            return new Verdict(0, 1, IsAnomaly: false, Incident: null);

        _cadence.Observe(point.Time);
        var sample = _baseline.Observe(point, _cadence.PointsPerWeek);
        var evidence = _ensemble.Observe(sample, _tracker.IsNormal);
        if (_seen++ < _options.Warmup)
            return new Verdict(0, 1, IsAnomaly: false, Incident: null);

        var incident = _tracker.Observe(point.Time, sample, evidence, Math.Log10(_cadence.PointsPerWeek / _options.FalseAlertsPerWeek));
        if (incident is { End: not null })
            _ensemble.Settle();
        return new Verdict(ScoreOf(evidence.Novelty), Math.Pow(10, -evidence.Alarm), incident is { End: null }, incident);
    }

    private double ScoreOf(double surprise)
    {
        if (_seen <= _quietUntil)
            surprise *= QuietShare;
        else if (surprise >= Rare)
            _quietUntil = _seen + _options.Quiet;
        return surprise / (surprise + HalfScore);
    }

    private void Exchange(StateCodec codec)
    {
        var version = StateVersion;
        codec.Exchange(ref version);
        if (version != StateVersion)
            throw new FormatException($"not a state of a series of version {StateVersion}");
        codec.Exchange(ref _seen);
        codec.Exchange(ref _quietUntil);
        _baseline.Exchange(codec);
        _ensemble.Exchange(codec);
        _tracker.Exchange(codec);
        _cadence.Exchange(codec);
    }
}
