using AkkaApiBench.Analytics.Detection.Baselines;
using AkkaApiBench.Analytics.Detection.State;
using AkkaApiBench.Messages.Anomalies;

namespace AkkaApiBench.Analytics.Detection.Detectors;

/// <summary>
/// The cumulative sum of the deviations from the long-run norm beyond what chance explains, for each direction (E. S. Page,
/// "Continuous inspection schemes", Biometrika 41, 1954): finds what is a little worse and stays so.
/// </summary>
internal sealed class CumulativeSum(SeriesKind kind) : IDetector
{
    // Half of the smallest shift to be found, one deviation.
    private const double Slack = 0.5;
    private const double Clip = 4;
    private const double Most = 400;
    private double _above;
    private double _below;

    public AnomalyKind? Kind => AnomalyKind.PersistentDegradation;

    public void Exchange(StateCodec codec)
    {
        codec.Exchange(ref _above);
        codec.Exchange(ref _below);
    }

    public double Observe(in Sample sample)
    {
        var z = Math.Clamp(sample.SlowZ, -Clip, Clip);
        _above = Math.Clamp(_above + z - Slack, 0, Most);
        _below = Math.Clamp(_below - z - Slack, 0, Most);
        return Math.Max(kind.Badness(_above), kind.Badness(-_below));
    }

    public void Settle() => (_above, _below) = (0, 0);
}
