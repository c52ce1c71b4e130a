using Akka.Actor;
using Akka.Hosting;
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
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Adds the alert manager, a cluster singleton, and what tells it of workers.</summary>
    public static AkkaConfigurationBuilder AddAlerts(this AkkaConfigurationBuilder akka, AlertingOptions options, JournalStore store, IServiceProvider services)
    {
        var time = services.GetRequiredService<TimeProvider>();
        return akka
            .WithCoordinatorSingleton<AlertManager>(
                SingletonName,
                "manager",
                (_, registry) =>
                {
                    var judge = new RunJudge(registry.Get<TestCoordinator>(), time, services.GetRequiredService<ILogger<RunJudge>>());
                    var settings = new AlertManagerSettings(
                        options, services.GetRequiredService<AlertChannels>(), new JournalFollower(store, judge), registry.Get<MonitorScheduler>(), time, Interval);
                    return Props.Create(() => new AlertManager(settings));
                })
            .WithActors((system, registry) =>
            {
                var manager = registry.Get<AlertManager>();
                system.ActorOf(Props.Create(() => new WorkerReporter(manager, time)), "worker-reporter");
            });
    }

    /// <summary>Adds the way to the alert manager on another node.</summary>
    public static AkkaConfigurationBuilder AddAlertsProxy(this AkkaConfigurationBuilder akka) => akka.WithCoordinatorSingletonProxy<AlertManager>(SingletonName);

    /// <summary>Adds what sends messages.</summary>
    public static IServiceCollection AddAlertChannels(this IServiceCollection services) => services
        .AddSingleton(provider => new ChannelHttp(provider.GetRequiredService<OutboundAddressPolicy>().CreateHandler, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<AlertChannels>();
}
