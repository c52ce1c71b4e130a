using Akka.Actor;
using Akka.Hosting;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Node.Journal;

namespace AkkaApiBench.Node.Gateway;

/// <summary>Asks targets' journals what went wrong, on whatever nodes they are.</summary>
internal sealed class AnomaliesGateway(IRequiredActor<MetricJournal> journals)
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
            return (await region.Ask<TargetAnomalies>(new GetAnomalies(target, since), AnswerTime, cancellation)).Anomalies;
        }
        catch (AskTimeoutException)
        {
            return null;
        }
    }
}
