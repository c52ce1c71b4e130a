using AkkaApiBench.Analytics.Detection.Baselines;
using AkkaApiBench.Analytics.Detection.State;
using AkkaApiBench.Messages.Anomalies;

namespace AkkaApiBench.Analytics.Detection.Detectors;

/// <summary>
/// The slope of the deviations from the long-run norm, by double exponential smoothing (R. G. Brown, "Smoothing, Forecasting and
/// Prediction of Discrete Time Series", 1963): finds a drift before its size shows.
/// </summary>
internal sealed class TrendBreak(SeriesKind kind) : IDetector
{
    // A memory of about 100 points: an hour and a half of minutes.
    private const double Weight = 0.02;
    private const double Clip = 4;
    private double _once;
    private double _twice;

    public AnomalyKind? Kind => AnomalyKind.TrendBreak;

    public void Exchange(StateCodec codec)
    {
        codec.Exchange(ref _once);
        codec.Exchange(ref _twice);
    }

    public double Observe(in Sample sample)
    {
        _once += Weight * (Math.Clamp(sample.SlowZ, -Clip, Clip) - _once);
        _twice += Weight * (_once - _twice);
        return kind.Badness(Weight / (1 - Weight) * (_once - _twice)) / Weight;
    }

    public void Settle() => (_once, _twice) = (0, 0);
}
