using AkkaApiBench.Analytics.Detection.Baselines;
using AkkaApiBench.Analytics.Detection.Detectors;
using AkkaApiBench.Analytics.Detection.State;
using AkkaApiBench.Messages.Anomalies;

namespace AkkaApiBench.Analytics.Detection;

/// <summary>What all detectors say of a point.</summary>
/// <param name="Novelty">How new it is (−log10 of probabilities).</param>
/// <param name="Alarm">−log10 of the probability that any of the detectors finds so much by chance.</param>
/// <param name="Kind">What it is.</param>
internal readonly record struct Evidence(double Novelty, double Alarm, AnomalyKind Kind);

/// <summary>
/// Makes one probability of what the detectors say: each statistic becomes a tail probability among its own past, and the least of
/// them is divided by its detector's share of the false alarms (C. E. Bonferroni, 1936, with weights), which holds however the
/// detectors depend on one another.
/// </summary>
internal sealed class Ensemble : IState
{
    // Its three distances have the heaviest tails, and any kind of change shows in them: it alerts only when nothing else can.
    private const double NoveltyShare = 1e-4;

    // What a detector must be certain of to name the anomaly: to one in a thousand, or half of the alarm's strength (in logarithms).
    private const double Certain = 3;
    private const double NamingShare = 0.5;

    private readonly SeriesKind _kind;
    private readonly int _warmup;
    private readonly (IDetector Detector, double Share, int Pace)[] _detectors;
    private readonly TailCalibration[] _tails;
    private readonly NoveltyPool _novelty;
    private readonly TailCalibration _noveltyTail = new();
    private long _seen;

    public Ensemble(SeriesKind kind, int warmup)
    {
        _kind = kind;
        _warmup = warmup;

        // Shares of the false alarms, which sum to one with novelty's; and how many points lie between statistics that are learned:
        // slow ones stay much the same for long, and a drift must not teach them that it is normal.
        _detectors =
        [
            (new RobustZScore(kind), 0.4, 1), (new EwmaControl(kind), 0.4, 1), (new QuartileFences(kind), 0.05, 1), (new SeasonalDeviation(kind), 0.1, 1),
            (new CumulativeSum(kind), 0.002, 120), (new TrendBreak(kind), 0.002, 120), (new Oscillation(), 0.01, 5),
        ];
        _tails = [.. _detectors.Select(_ => new TailCalibration())];
        _novelty = new NoveltyPool(kind, warmup);
    }

    public void Exchange(StateCodec codec)
    {
        foreach (var (detector, _, _) in _detectors)
            detector.Exchange(codec);
        foreach (var tail in _tails)
            tail.Exchange(codec);
        _novelty.Exchange(codec);
        _noveltyTail.Exchange(codec);
        codec.Exchange(ref _seen);
    }

    /// <summary>An incident is over.</summary>
    public void Settle()
    {
        foreach (var (detector, _, _) in _detectors)
            detector.Settle();
    }

    /// <summary>Judges a point by those before it.</summary>
    /// <param name="sample">The point.</param>
    /// <param name="isNormal">False while an incident lasts, which must not become the norm.</param>
    public Evidence Observe(in Sample sample, bool isNormal)
    {
        var novelty = _novelty.Observe(sample);
        var isLearned = ++_seen > _warmup / 3 && isNormal;
        var alarm = _noveltyTail.Surprise(novelty) + Math.Log10(NoveltyShare);
        if (isLearned)
            _noveltyTail.Learn(novelty);
        Span<double> surprises = stackalloc double[_detectors.Length];
        for (var i = 0; i < _detectors.Length; i++)
        {
            var (detector, share, pace) = _detectors[i];
            var statistic = detector.Observe(sample);
            if (double.IsNaN(statistic))
                continue;
            surprises[i] = _tails[i].Surprise(statistic) + Math.Log10(share);
            alarm = Math.Max(alarm, surprises[i]);
            if (isLearned && _seen % pace == 0)
                _tails[i].Learn(statistic);
        }

        return new Evidence(novelty, Math.Max(0, alarm), KindOf(surprises, alarm));
    }

    /// <summary>The first detector, in order of how plain its kind is, that is certain enough.</summary>
    private AnomalyKind KindOf(ReadOnlySpan<double> surprises, double alarm)
    {
        for (var i = 0; i < surprises.Length; i++)
        {
            if (surprises[i] > 0 && surprises[i] >= Math.Min(Certain, NamingShare * alarm))
                return _detectors[i].Detector.Kind ?? _kind.Level;
        }

        return AnomalyKind.PatternChange;
    }
}
