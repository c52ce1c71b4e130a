using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Runs;

namespace AkkaApiBench.Node.Gateway;

/// <summary>What is told to whoever watches a run.</summary>
internal abstract record RunNews
{
    /// <summary>How far it is.</summary>
    public sealed record Progress(RunProgress Of) : RunNews;

    /// <summary>Something goes wrong at one of its targets, gets worse or is over.</summary>
    public sealed record Anomaly(AnomalyNoted Of) : RunNews;
}
