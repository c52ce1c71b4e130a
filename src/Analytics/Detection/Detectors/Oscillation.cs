using AkkaApiBench.Analytics.Detection.Baselines;
using AkkaApiBench.Analytics.Detection.State;
using AkkaApiBench.Messages.Anomalies;

namespace AkkaApiBench.Analytics.Detection.Detectors;

/// <summary>
/// The mean squares of the last deviations above and below what was expected, of which the smaller counts: the exponentially
/// weighted moving variance of a control chart (J. F. MacGregor, T. J. Harris, Journal of Quality Technology 25, 1993) by halves,
/// so that a step, which has one side only, is not taken for a wave.
/// </summary>
internal sealed class Oscillation : IDetector
{
    // A memory of 20 points: two waves of ten.
    private const double Weight = 0.05;
    private const double Clip = 8;
    private double _above = 0.5;
    private double _below = 0.5;

    public AnomalyKind? Kind => AnomalyKind.Oscillation;

    public void Exchange(StateCodec codec)
    {
        codec.Exchange(ref _above);
        codec.Exchange(ref _below);
    }

    public double Observe(in Sample sample)
    {
        var z = Math.Clamp(sample.Z, -Clip, Clip);
        _above += Weight * ((z > 0 ? z * z : 0) - _above);
        _below += Weight * ((z < 0 ? z * z : 0) - _below);
        return Math.Sqrt(2 * Math.Min(_above, _below));
    }
}
