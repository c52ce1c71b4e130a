using Akka.Cluster;
using Akka.Cluster.Hosting;
using Akka.Cluster.Hosting.SBR;
using Akka.Cluster.Sharding;
using Akka.Cluster.Tools.Client;
using Akka.Cluster.Tools.PublishSubscribe;
using Akka.Cluster.Tools.Singleton;
using Akka.DistributedData;
using Akka.Hosting;
using Akka.Remote.Hosting;
using AkkaApiBench.Hosting.Health;
using AkkaApiBench.Hosting.Logging;
using AkkaApiBench.Hosting.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AkkaApiBench.Hosting.Membership;

/// <summary>Makes a process a member of the cluster.</summary>
public static class ClusterExtensions
{
    /// <summary>
    /// Adds the actor system of a cluster node to a host: membership, serialization by contract, logging and health checks.
    /// Run the host with <see cref="NodeProgram.RunNodeAsync"/>.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="options">What the node is.</param>
    /// <param name="configure">What the node does.</param>
    /// <exception cref="NodeStartException">A certificate cannot be used.</exception>
    public static IServiceCollection AddApiBenchNode(
        this IServiceCollection services, ClusterNodeOptions options, Action<AkkaConfigurationBuilder, IServiceProvider>? configure = null)
    {
        var tls = options.Tls is { } paths ? NodeTls.Load(paths, options.Hostname) : null;
        services.AddSingleton(options).AddHealthChecks();
        if (options.StopsWithInput)
            services.AddSingleton<IHostLifetime, InputLifetime>();
        return services.AddAkka(ClusterNodeOptions.SystemName, (akka, provider) =>
        {
            akka.AddApiBenchCluster(options, tls).WithContractSerialization().AddApiBenchHealth();
            configure?.Invoke(akka, provider);
        });
    }

    /// <summary>
    /// Adds remoting and cluster membership. Without seed nodes the node joins itself as soon as it is bound, so a single
    /// process is a cluster of one even on a port that the system chooses.
    /// </summary>
    private static AkkaConfigurationBuilder AddApiBenchCluster(this AkkaConfigurationBuilder akka, ClusterNodeOptions options, SslOptions? tls)
    {
        akka.WithAkkaLogging(options.LogLevel)
            .WithRemoting(new RemoteOptions
            {
                HostName = options.ListenAddress.ToString(),
                PublicHostName = options.Hostname,
                Port = options.Port,
                EnableSsl = tls is not null,
                Ssl = tls ?? new SslOptions(),
            })
            .WithClustering(new ClusterOptions
            {
                SeedNodes = [.. options.SeedNodes],
                AppVersion = typeof(ClusterExtensions).Assembly.GetName().Version!.ToString(3),
                SplitBrainResolver = new KeepMajorityOption { Role = ClusterRoles.Voter },
            })
            .AddHocon(
                $$"""
                akka.cluster.roles = [{{string.Join(", ", ClusterRoles.Of(options.Roles, options.Tags).Append(ClusterRoles.OfProtocol(options.ProtocolVersion)).Select(role => $"\"{role}\""))}}]
                # On Unix "on" lets two processes listen on one port, each getting some of the connections.
                akka.remote.dot-netty.tcp.tcp-reuse-addr = off
                # A node that answers over the connection that another one opened sometimes goes on writing to the connection of that
                # node's life before. A seed node that was killed and is back then hears from nobody, and forms a cluster of its own.
                akka.remote.use-passive-connections = off
                # Akka warns at once that the singleton was not found for 30 seconds: on every start, and wrongly.
                akka.cluster.singleton-proxy.log-singleton-identification-failure = off
                # Where shards are is known to the nodes that have them and dies with them: in a journal it would have to be one that
                # workers share, and after a restart it would name nodes that are no more.
                akka.cluster.sharding.state-store-mode = ddata
                akka.cluster.sharding.distributed-data.durable.keys = []
                # The host stops the actor system, and the actor system's end stops the host, whose end gives the exit code.
                akka.coordinated-shutdown.exit-clr = off
                akka.coordinated-shutdown.run-by-clr-shutdown-hook = off
                """,
                HoconAddMode.Prepend)
            // Before the actor system starts, so that the messages of these have their serializers whoever starts them.
            .AddHocon(
                ClusterSharding.DefaultConfig()
                    .WithFallback(ClusterSingleton.DefaultConfig())
                    .WithFallback(DistributedData.DefaultConfig())
                    .WithFallback(DistributedPubSub.DefaultConfig())
                    .WithFallback(ClusterClientReceptionist.DefaultConfig()),
                HoconAddMode.Append)
            .AddHocon(options.Embedded ? ClusterTimings.Embedded : ClusterTimings.Networked, HoconAddMode.Prepend);

        return akka.WithActors((system, _, resolver) =>
        {
            system.ActorOf(resolver.Props<MembershipLog>(), "membership-log");
            system.ActorOf(resolver.Props<ProtocolGuard>(), "protocol-guard");
            var cluster = Cluster.Get(system);
            if (options.SeedNodes.Count == 0)
                cluster.Join(cluster.SelfAddress);
        });
    }
}
