using AkkaApiBench.Analytics.Detection.Baselines;
using AkkaApiBench.Analytics.Detection.State;
using AkkaApiBench.Messages.Anomalies;

namespace AkkaApiBench.Analytics.Detection.Detectors;

/// <summary>
/// The exponentially weighted moving average of the deviations, in its own standard deviations (S. W. Roberts, "Control chart tests
/// based on geometric moving averages", Technometrics 1, 1959): finds shifts too small for one point to show.
/// </summary>
internal sealed class EwmaControl(SeriesKind kind) : IDetector
{
    // 0.2 is the usual choice for shifts of one to two deviations (J. M. Lucas, M. S. Saccucci, Technometrics 32, 1990).
    private const double Weight = 0.2;
    private const double Clip = 8;
    private double _average;
    private double _share = 1;

    public AnomalyKind? Kind => null;

    public void Exchange(StateCodec codec)
    {
        codec.Exchange(ref _average);
        codec.Exchange(ref _share);
    }

    public double Observe(in Sample sample)
    {
        _average += Weight * (Math.Clamp(sample.Z, -Clip, Clip) - _average);
        _share *= (1 - Weight) * (1 - Weight);
        return kind.Badness(_average / Math.Sqrt(Weight / (2 - Weight) * (1 - _share)));
    }
}
