using AkkaApiBench.Analytics.Detection.Baselines;
using AkkaApiBench.Analytics.Detection.State;
using AkkaApiBench.Messages.Anomalies;

namespace AkkaApiBench.Analytics.Detection.Detectors;

/// <summary>One way to look at a series: gives a statistic a point, in any unit, that is larger the stranger the point is.</summary>
internal interface IDetector : IState
{
    /// <summary>What it finds; null for what is wrong with the level of this kind of series.</summary>
    AnomalyKind? Kind { get; }

    /// <summary>Judges a point by those before it, and learns it; not a number when it has nothing to say.</summary>
    double Observe(in Sample sample);

    /// <summary>An incident is over: what was gathered for it is done with.</summary>
    void Settle()
    {
        // Most forget soon by themselves.
    }
}
