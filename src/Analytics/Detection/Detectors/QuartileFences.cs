using AkkaApiBench.Analytics.Detection.Baselines;
using AkkaApiBench.Analytics.Detection.State;
using AkkaApiBench.Messages.Anomalies;

namespace AkkaApiBench.Analytics.Detection.Detectors;

/// <summary>How far a value lies outside the quartiles of those before it, in interquartile ranges (J. W. Tukey, "Exploratory Data Analysis", 1977).</summary>
internal sealed class QuartileFences(SeriesKind kind) : IDetector
{
    private const int Capacity = 256;
    private const int Least = 20;
    private readonly SortedWindow _window = new(Capacity);

    public AnomalyKind? Kind => null;

    public void Exchange(StateCodec codec) => _window.Exchange(codec);

    public double Observe(in Sample sample)
    {
        var value = kind.IsRate ? sample.Z : sample.Value;
        var statistic = _window.Count < Least ? 0 : kind.Badness(Outside(value));
        _window.Add(value);
        return statistic;
    }

    private double Outside(double value)
    {
        var (low, high) = (_window.Quantile(0.25), _window.Quantile(0.75));
        var distance = value > high ? value - high : value < low ? value - low : 0;
        return distance == 0 ? 0 : high > low ? Math.Clamp(distance / (high - low), -1e3, 1e3) : Math.Sign(distance) * 1e3;
    }
}
