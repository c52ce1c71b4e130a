using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Hosting;
using Akka.Pattern;
using AkkaApiBench.Hosting.Membership;
using AkkaApiBench.Node.Alerts.Channels;
using AkkaApiBench.Node.Alerts.Configuration;
using AkkaApiBench.Node.Alerts.Signals;
using AkkaApiBench.Node.Coordinator;
using AkkaApiBench.Node.Coordinator.Monitors;
using AkkaApiBench.Node.Journal.Store;
using AkkaApiBench.Providers.Outbound;

namespace AkkaApiBench.Node.Alerts;

/// <summary>Alerts: a duty of the role coordinator.</summary>
internal static class AlertsExtensions
{
    private const string SingletonName = "alerts";
    private static readonly ClusterSingletonOptions Placement = new() { Role = ClusterRoles.Coordinator };
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Adds the alert manager, a cluster singleton, and what tells it of workers.</summary>
    public static AkkaConfigurationBuilder AddAlerts(this AkkaConfigurationBuilder akka, AlertingOptions options, JournalStore store, IServiceProvider services)
    {
        var time = services.GetRequiredService<TimeProvider>();
        return akka
            .WithSingleton<AlertManager>(
                SingletonName,
                (_, registry, _) =>
                {
                    var judge = new RunJudge(registry.Get<TestCoordinator>(), time, services.GetRequiredService<ILogger<RunJudge>>());
                    var settings = new AlertManagerSettings(
                        options, services.GetRequiredService<AlertChannels>(), new JournalFollower(store, judge), registry.Get<MonitorScheduler>(), time, Interval);
                    // A persistent actor stops when its database fails, and nobody else would start the singleton again.
                    return BackoffSupervisor.Props(Backoff.OnStop(
                        Props.Create(() => new AlertManager(settings)), "manager", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), 0.1, -1));
                },
                Placement)
            .WithActors((system, registry) =>
            {
                var manager = registry.Get<AlertManager>();
                system.ActorOf(Props.Create(() => new WorkerReporter(manager, time)), "worker-reporter");
            });
    }

    /// <summary>Adds the way to the alert manager on another node.</summary>
    public static AkkaConfigurationBuilder AddAlertsProxy(this AkkaConfigurationBuilder akka) => akka.WithSingletonProxy<AlertManager>(SingletonName, Placement);

    /// <summary>Adds what sends messages.</summary>
    public static IServiceCollection AddAlertChannels(this IServiceCollection services) => services
        .AddSingleton(provider => new ChannelHttp(provider.GetRequiredService<OutboundAddressPolicy>().CreateHandler, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<AlertChannels>();
}
