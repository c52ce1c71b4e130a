using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Identifiers;

namespace AkkaApiBench.Node.Gateway.Live;

/// <summary>The anomalies that were told, so that none is told twice as it was; the last ones of each target.</summary>
internal sealed class KnownAnomalies
{
    private const int MostOfTarget = 200;

    private readonly Dictionary<TargetId, SortedDictionary<(DateTimeOffset Start, string Metric), Anomaly>> _targets = [];

    public IEnumerable<AnomalyNoted> All => _targets.SelectMany(target => target.Value.Values.Select(anomaly => new AnomalyNoted(target.Key, anomaly)));

    /// <summary>True when something was heard of a target.</summary>
    public bool Knows(TargetId target) => _targets.ContainsKey(target);

    /// <summary>Takes an anomaly in; false when nothing of it is new.</summary>
    public bool Take(AnomalyNoted noted)
    {
        if (!_targets.TryGetValue(noted.Target, out var known))
            _targets[noted.Target] = known = [];
        var key = (noted.Anomaly.Start, noted.Anomaly.Metric);
        if (known.GetValueOrDefault(key) == noted.Anomaly)
            return false;
        // One that is older than all that are remembered would be forgotten at once, and told again each time.
        if (known.Count == MostOfTarget && !known.ContainsKey(key))
        {
            if (noted.Anomaly.Start < known.First().Key.Start)
                return false;
            known.Remove(known.First().Key);
        }

        known[key] = noted.Anomaly;
        return true;
    }
}
