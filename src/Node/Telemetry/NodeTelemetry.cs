using Akka.Actor;
using Akka.Hosting;
using AkkaApiBench.Hosting.Membership;
using AkkaApiBench.Hosting.Telemetry;
using AkkaApiBench.Node.Journal;
using AkkaApiBench.Node.Worker;
using AkkaApiBench.Node.Worker.Telemetry;

namespace AkkaApiBench.Node.Telemetry;

/// <summary>What a node lets be seen of itself.</summary>
internal static class NodeTelemetry
{
    /// <summary>
    /// Adds OpenTelemetry to a node. One in somebody else's process serves nothing to Prometheus, and costs nothing unless OTLP is
    /// asked for.
    /// </summary>
    /// <returns>True when <c>/metrics</c> is to be mapped.</returns>
    /// <exception cref="Hosting.Membership.NodeStartException">A variable of OpenTelemetry is wrong.</exception>
    public static bool AddNodeTelemetry(this WebApplicationBuilder builder, NodeOptions options)
    {
        var servesPrometheus = !options.Cluster.Embedded;
        var isWatched = builder.AddApiBenchTelemetry(servesPrometheus);
        builder.Services.AddSingleton<NodeMeter>();
        if (isWatched)
            builder.Services.AddSingleton<OperationMeter>().AddHostedService<ThreadPoolWatch>();
        return servesPrometheus;
    }

    /// <summary>Has the node's shards counted. After the journals and the testers.</summary>
    public static AkkaConfigurationBuilder AddShardCensus(this AkkaConfigurationBuilder akka, IReadOnlyCollection<string> roles, NodeMeter meter) =>
        akka.WithActors((system, registry, _) =>
        {
            var regions = new Dictionary<string, IActorRef>(StringComparer.Ordinal);
            if (roles.Contains(ClusterRoles.Journal))
                regions[JournalExtensions.RegionName] = registry.Get<MetricJournal>();
            if (roles.Contains(ClusterRoles.Worker))
                regions[WorkerExtensions.RegionName] = registry.Get<ProviderTester>();
            system.ActorOf(Props.Create(() => new ShardCensus(regions, meter)), "shard-census");
        });
}
