using AkkaApiBench.Analytics.Detection.Baselines;
using AkkaApiBench.Analytics.Detection.State;
using AkkaApiBench.Messages.Anomalies;

namespace AkkaApiBench.Analytics.Detection.Detectors;

/// <summary>The deviation from what is usual at this time of the day and the week; silent while no season is known.</summary>
internal sealed class SeasonalDeviation(SeriesKind kind) : IDetector
{
    public AnomalyKind? Kind => AnomalyKind.SeasonalDeviation;

    public void Exchange(StateCodec codec)
    {
        // What it knows is the baseline's.
    }

    public double Observe(in Sample sample) => sample.IsSeasonal ? kind.Badness(sample.SlowZ) : double.NaN;
}
