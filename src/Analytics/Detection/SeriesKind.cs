using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Analytics.Detection;

/// <summary>What a series measures, so far as detection must know.</summary>
/// <param name="Level">The kind of anomaly when the level is wrong.</param>
/// <param name="Worse">1 when higher is worse, −1 when lower is worse, 0 when both are.</param>
/// <param name="IsRate">True for a share of events, which is tested as a binomial where counts are known.</param>
public sealed record SeriesKind(AnomalyKind Level, int Worse, bool IsRate = false)
{
    /// <summary>Nothing is known: both directions count.</summary>
    public static readonly SeriesKind Generic = new(AnomalyKind.PatternChange, 0);

    /// <summary>The kind of a metric.</summary>
    public static SeriesKind Of(Metric metric) => new(
        metric.Unit switch
        {
            Unit.Time => AnomalyKind.LatencySpike,
            Unit.PerSecond => AnomalyKind.ThroughputDrop,
            Unit.Share => AnomalyKind.SuccessRateDecrease,
            _ => AnomalyKind.CostAnomaly,
        },
        metric.Better is Better.Lower ? 1 : -1,
        metric.Unit is Unit.Share);

    /// <summary>How far a signed deviation goes the wrong way; 0 when it goes the right way.</summary>
    internal double Badness(double deviation) => Worse == 0 ? Math.Abs(deviation) : Math.Max(0, Worse * deviation);
}
