using AkkaApiBench.Analytics.Detection.Baselines;
using AkkaApiBench.Analytics.Detection.State;
using AkkaApiBench.Messages.Anomalies;

namespace AkkaApiBench.Analytics.Detection;

/// <summary>Makes one incident of many alerts: it begins at an alert, and ends after some points without evidence.</summary>
internal sealed class IncidentTracker(SeriesKind kind) : IState
{
    // Evidence of half the strength (in logarithms) keeps an incident open, five points without end it.
    private const double Hysteresis = 0.5;
    private const int Calm = 5;

    // The last points themselves must be off on average by a deviation: a sum of earlier ones keeps nothing open.
    private const double Weight = 0.3;
    private const double Off = 1;
    private const double Clip = 8;

    // What lasts an hour of minutes is told as a degradation, and is a step more severe.
    private const int Long = 60;

    private const double Trust = 0.5;

    // After five hours what was wrong is what is normal now.
    private const int NewNormal = 300;

    private int _points;
    private int _calm;
    private int _kind;
    private long _start;
    private long _last;
    private long _peak;
    private double _peakValue;
    private double _peakExpected;
    private double _peakSize;
    private double _strongest;
    private double _recent;

    /// <summary>False while what comes must not be learned as normal.</summary>
    public bool IsNormal => _points is 0 or > NewNormal;

    public void Exchange(StateCodec codec)
    {
        codec.Exchange(ref _points);
        codec.Exchange(ref _calm);
        codec.Exchange(ref _kind);
        codec.Exchange(ref _start);
        codec.Exchange(ref _last);
        codec.Exchange(ref _peak);
        codec.Exchange(ref _peakValue);
        codec.Exchange(ref _peakExpected);
        codec.Exchange(ref _peakSize);
        codec.Exchange(ref _strongest);
        codec.Exchange(ref _recent);
    }

    /// <summary>Follows the incident that lasts, or begins one.</summary>
    /// <param name="time">When the point was.</param>
    /// <param name="sample">The point.</param>
    /// <param name="evidence">What is said of it.</param>
    /// <param name="threshold">The alarm that begins an incident: −log10 of the probability a point that the false-alarm budget allows.</param>
    public Incident? Observe(DateTimeOffset time, in Sample sample, Evidence evidence, double threshold)
    {
        // A wave is off by turns; but what a step leaves behind is none.
        var isWave = evidence.Kind is AnomalyKind.Oscillation && (_points == 0 || _kind == (int)AnomalyKind.Oscillation);
        var size = Math.Max(kind.Badness(sample.Z), kind.Badness(sample.SlowZ));
        _recent += Weight * (Math.Min(isWave ? Clip : size, Clip) - _recent);
        if (_points == 0 && (evidence.Alarm < threshold || _recent < Off))
            return null;
        if (_points == 0)
        {
            _start = time.UtcTicks;
            (_calm, _peakSize, _strongest) = (0, -1, -1);
        }

        _points++;
        if (evidence.Alarm >= Hysteresis * threshold && _recent >= Off)
        {
            _last = time.UtcTicks;
            _calm = 0;
            Worsen(time, sample, evidence, size);
        }
        else
        {
            _calm++;
        }

        var isOver = _calm >= Calm;
        var incident = new Incident(
            _points > Long && _kind != (int)AnomalyKind.Oscillation ? AnomalyKind.PersistentDegradation : (AnomalyKind)_kind, SeverityOf(), ConfidenceOf(threshold),
            At(_start), At(_peak), _peakValue, _peakExpected, isOver ? At(_last) : null);
        if (isOver)
            _points = 0;
        return incident;
    }

    private void Worsen(DateTimeOffset time, in Sample sample, Evidence evidence, double size)
    {
        if (evidence.Alarm > _strongest)
            (_strongest, _kind) = (evidence.Alarm, (int)evidence.Kind);
        if (size > _peakSize)
            (_peak, _peakSize, _peakValue, _peakExpected) = (time.UtcTicks, size, sample.Value, sample.Expected);
    }

    private Severity SeverityOf()
    {
        var bySize = _peakSize switch { < 6 => 0, < 10 => 1, < 20 => 2, _ => 3 };
        return (Severity)Math.Min(3, bySize + (_points > Long ? 1 : 0));
    }

    /// <summary>
    /// The share of true ones among incidents so strong when as many a week are true as the budget allows false ones. Beyond what was
    /// seen a tail is a guess: only half of the evidence above the threshold counts (in logarithms).
    /// </summary>
    private double ConfidenceOf(double threshold) => 1 / (1 + Math.Pow(10, Trust * (threshold - _strongest)));

    private static DateTimeOffset At(long ticks) => new(ticks, TimeSpan.Zero);
}
