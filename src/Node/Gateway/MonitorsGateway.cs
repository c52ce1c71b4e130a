using Akka.Actor;
using Akka.Hosting;
using AkkaApiBench.Messages.Monitors;
using AkkaApiBench.Messages.Protocol;
using AkkaApiBench.Node.Coordinator.Monitors;

namespace AkkaApiBench.Node.Gateway;

/// <summary>Asks the monitors' scheduler, on whatever node it is.</summary>
internal sealed class MonitorsGateway(IRequiredActor<MonitorScheduler> scheduler)
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(15);

    /// <summary>The answer.</summary>
    public async Task<IProtocolMessage> AskAsync(IProtocolMessage question, CancellationToken cancellation)
    {
        var target = await scheduler.GetAsync(cancellation);
        return await target.Ask<IProtocolMessage>(question, AnswerTime, cancellation);
    }

    /// <summary>A page of monitors.</summary>
    public async Task<MonitorPage> ListAsync(ListMonitors query, CancellationToken cancellation) => (MonitorPage)await AskAsync(query, cancellation);
}
