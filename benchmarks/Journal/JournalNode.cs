using Akka.Actor;
using AkkaApiBench.Hosting.Membership;
using AkkaApiBench.Hosting.Serialization;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Protocol;
using AkkaApiBench.Node.Journal;
using AkkaApiBench.Node.Journal.Store;
using AkkaApiBench.Node.ReadModel;
using AkkaApiBench.Node.ReadModel.Retention;
using AkkaApiBench.Node.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AkkaApiBench.Journal;

/// <summary>A node with the role journal, in this process.</summary>
internal sealed class JournalNode(IHost host) : IAsyncDisposable
{
    /// <summary>Starts a node.</summary>
    /// <param name="store">Its database.</param>
    /// <param name="projects">True to have the read model follow the journal, as it does in production.</param>
    public static async Task<JournalNode> StartAsync(JournalStore store, bool projects = false)
    {
        store.Prepare();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddMetrics().AddSingleton<NodeMeter>().AddApiBenchNode(
            new ClusterNodeOptions { Roles = [ClusterRoles.Journal], Embedded = true, LogLevel = LogLevel.Warning },
            (akka, services) =>
            {
                akka.WithContractSerialization(MessageContract.Of<ProtocolSerializer>("apibench", typeof(IProtocolMessage))).AddJournalStore(store);
                if (projects)
                    akka.AddJournal().AddReadModelProjector(store, RetentionTimes.Default, TimeProvider.System, services.GetRequiredService<NodeMeter>());
            });
        var host = builder.Build();
        await host.StartAsync();
        return new JournalNode(host);
    }

    /// <summary>The journal of a target, without the shard around it.</summary>
    public IActorRef Open(TargetId target) =>
        host.Services.GetRequiredService<ActorSystem>().ActorOf(Props.Create(() => new MetricJournal(target.Value)));

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
