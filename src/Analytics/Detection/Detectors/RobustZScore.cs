using AkkaApiBench.Analytics.Detection.Baselines;
using AkkaApiBench.Analytics.Detection.State;
using AkkaApiBench.Messages.Anomalies;

namespace AkkaApiBench.Analytics.Detection.Detectors;

/// <summary>
/// The distance from the median of what was left unexplained, in median absolute deviations of its own side (B. Iglewicz,
/// D. C. Hoaglin, "How to Detect and Handle Outliers", 1993; two-sided for skewed data). The tested point is not in the window.
/// Rates with counts are standardized already.
/// </summary>
internal sealed class RobustZScore(SeriesKind kind) : IDetector
{
    private const int Capacity = 256;
    private const int Least = 20;
    private const double ToDeviation = 0.6744897501960817;
    private readonly SortedWindow _window = new(Capacity);

    public AnomalyKind? Kind => null;

    public void Exchange(StateCodec codec) => _window.Exchange(codec);

    public double Observe(in Sample sample)
    {
        if (kind.IsRate)
            return kind.Badness(sample.Z);
        var statistic = _window.Count < Least ? 0 : kind.Badness(Score(sample.Residual));
        _window.Add(sample.Residual);
        return statistic;
    }

    private double Score(double value)
    {
        var median = _window.Quantile(0.5);
        if (value == median)
            return 0;
        // The median of the deviations above the median is what the upper quartile lies above it.
        var side = value > median ? _window.Quantile(0.75) - median : median - _window.Quantile(0.25);
        return side > 0 ? Math.Clamp(ToDeviation * (value - median) / side, -1e3, 1e3) : Math.Sign(value - median) * 1e3;
    }
}
