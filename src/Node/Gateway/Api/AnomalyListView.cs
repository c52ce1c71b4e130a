using AkkaApiBench.Messages.Anomalies;

namespace AkkaApiBench.Node.Gateway.Api;

/// <summary>What went wrong at a target.</summary>
/// <param name="Target">The target's identity over all runs.</param>
/// <param name="Anomalies">By rising start; what lasts has no end.</param>
public sealed record AnomalyListView(string Target, IReadOnlyList<Anomaly> Anomalies);
