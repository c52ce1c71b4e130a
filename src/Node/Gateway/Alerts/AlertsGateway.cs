using Akka.Actor;
using Akka.Hosting;
using AkkaApiBench.Messages.Alerts;
using AkkaApiBench.Messages.Protocol;
using AkkaApiBench.Node.Alerts;

namespace AkkaApiBench.Node.Gateway.Alerts;

/// <summary>Asks the alert manager, on whatever node it is.</summary>
internal sealed class AlertsGateway(IRequiredActor<AlertManager> manager)
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(15);

    /// <summary>Asks, and shows the answer or why there is none.</summary>
    /// <param name="question">The question.</param>
    /// <param name="show">Shows the answer.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="patience">How long the answer may take; what is usual without.</param>
    public async Task<IResult> AskAsync<T>(IProtocolMessage question, Func<T, IResult> show, CancellationToken cancellation, TimeSpan? patience = null)
        where T : IProtocolMessage
    {
        var actor = await manager.GetAsync(cancellation);
        return await actor.Ask<IProtocolMessage>(question, patience ?? AnswerTime, cancellation) switch
        {
            T answer => show(answer),
            AlertsRefused { IsUnknown: true } refused => Problems.NotKnown(refused.Reason),
            AlertsRefused refused => Problems.AlertConflict(refused.Reason),
            var other => throw new InvalidOperationException($"The alert manager answered {other.GetType().Name}."),
        };
    }
}
