using Akka.Actor;
using Akka.Hosting;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Node.Journal;
using AkkaApiBench.Node.ReadModel.Anomalies;

namespace AkkaApiBench.Node.Gateway;

/// <summary>
/// What went wrong at targets: their journals, on whatever nodes they are, know the newest at once; the read model knows what
/// they do not remember any more.
/// </summary>
internal sealed class AnomaliesGateway(IRequiredActor<MetricJournal> journals, IAnomalyHistory history)
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(5);

    /// <summary>The anomalies of each target that did not end before a time; null where the journal did not answer in time.</summary>
    public async Task<IReadOnlyDictionary<TargetId, IReadOnlyList<Anomaly>?>> OfAsync(
        IEnumerable<TargetId> targets, DateTimeOffset since, CancellationToken cancellation)
    {
        var answers = await Task.WhenAll(targets.Distinct().Select(async target => (target, anomalies: await OfAsync(target, since, cancellation))));
        return answers.ToDictionary(answer => answer.target, answer => answer.anomalies);
    }

    /// <summary>The anomalies of a target that did not end before a time; null when the journal did not answer in time.</summary>
    public async Task<IReadOnlyList<Anomaly>?> OfAsync(TargetId target, DateTimeOffset since, CancellationToken cancellation)
    {
        var region = await journals.GetAsync(cancellation);
        try
        {
            var newest = (await region.Ask<TargetAnomalies>(new GetAnomalies(target, since), AnswerTime, cancellation)).Anomalies;
            var all = await history.ReadAsync(target, since, DateTimeOffset.MaxValue, cancellation);
            return [.. newest.Concat(all).DistinctBy(anomaly => (anomaly.Metric, anomaly.Start)).OrderBy(anomaly => anomaly.Start)];
        }
        catch (AskTimeoutException)
        {
            return null;
        }
    }
}
