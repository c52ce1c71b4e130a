using AkkaApiBench.Messages.Anomalies;

namespace AkkaApiBench.Node.Gateway.Api;

/// <summary>What went wrong at a target.</summary>
/// <param name="Target">The target's identity over all runs.</param>
/// <param name="Anomalies">By rising start; what lasts has no end.</param>
public sealed record AnomalyListView(string Target, IReadOnlyList<Anomaly> Anomalies);

/// <summary>What a run's event stream tells as <c>anomaly</c>: one began, got worse or ended.</summary>
/// <param name="Target">The target's identity over all runs.</param>
/// <param name="Anomaly">All that is known of it, in place of what was told of the one with the same metric and start.</param>
public sealed record AnomalyEventView(string Target, Anomaly Anomaly);
