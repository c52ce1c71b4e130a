using System.Data.Common;
using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Akka.Hosting;
using AkkaApiBench.Hosting.Health;
using AkkaApiBench.Hosting.Logging;
using AkkaApiBench.Hosting.Membership;
using AkkaApiBench.Hosting.Serialization;
using AkkaApiBench.Messages.Access;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Protocol;
using AkkaApiBench.Node.Alerts;
using AkkaApiBench.Node.Alerts.Configuration;
using AkkaApiBench.Node.Coordinator;
using AkkaApiBench.Node.Coordinator.Access;
using AkkaApiBench.Node.Coordinator.Catalogue;
using AkkaApiBench.Node.Coordinator.Monitors;
using AkkaApiBench.Node.Gateway;
using AkkaApiBench.Node.Gateway.Access;
using AkkaApiBench.Node.Gateway.Live;
using AkkaApiBench.Node.Health;
using AkkaApiBench.Node.Inspection;
using AkkaApiBench.Node.Journal;
using AkkaApiBench.Node.Journal.Store;
using AkkaApiBench.Node.ReadModel;
using AkkaApiBench.Node.Telemetry;
using AkkaApiBench.Node.Worker;
using AkkaApiBench.Node.Worker.Placement;
using AkkaApiBench.Node.Worker.Records;
using AkkaApiBench.Node.Worker.Telemetry;
using AkkaApiBench.Providers.Keys;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace AkkaApiBench.Node;

/// <summary>Makes the host of a node: its roles, its journal and its HTTP server.</summary>
public static class NodeHost
{
    /// <summary>Builds the host; run it with <see cref="NodeProgram.RunNodeAsync"/>, or start and stop it.</summary>
    /// <exception cref="NodeStartException">A directory, the database, the HTTP port or a certificate cannot be used.</exception>
    public static WebApplication Build(NodeOptions options, IProviderCatalog catalog)
    {
        Prepare(options);
        var alerts = AlertingFile.Read(options.AlertsFile, isUsed: options.Cluster.Roles.Contains(ClusterRoles.Coordinator));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.AddApiBenchLogging(options.Cluster.LogLevel, options.Cluster.LogFile, console: !options.Cluster.Embedded);
        var isWatched = builder.AddNodeTelemetry(options);
        var certificate = options.Https is { } https
            ? CertificateFile.Load(NodeFlags.HttpsCertificate, https.Certificate, NodeFlags.HttpsKey, https.Key) : null;
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, options, certificate));
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton(catalog).AddSingleton(options.Outbound).AddAlertChannels().AddGateway().AddAccess(options.Access).AddReadModel(options.HasDatabase ? options.Journal : null, options.Retention);
        builder.Services.AddApiBenchNode(MembershipOf(options, catalog), (akka, services) => Configure(akka, services, options, alerts));
        if (options.Cluster.Embedded)
            builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        if (options.RecordsDirectory is { } records)
            builder.Services.AddSingleton(_ => new RequestLog(records));

        var app = builder.Build();
        app.UseAccess();
        foreach (var route in app.MapApiBenchHealth())
            route.AllowAnyone();
        if (isWatched)
            app.MapPrometheusScrapingEndpoint().Allow(Role.Viewer);
        if (options.Cluster.Roles.Contains(ClusterRoles.Gateway))
            app.MapGateway();
        app.RefuseOpenRoutes();
        return app;
    }

    private static void Configure(AkkaConfigurationBuilder akka, IServiceProvider services, NodeOptions options, AlertingOptions alerts)
    {
        var time = services.GetRequiredService<TimeProvider>();
        var roles = options.Cluster.Roles;
        var meter = services.GetRequiredService<NodeMeter>();
        akka.AddNodeHealth(options).WithActors((system, _) => meter.Observe(Akka.Cluster.Cluster.Get(system)));
        akka.WithContractSerialization(MessageContract.Of<ProtocolSerializer>("apibench", typeof(IProtocolMessage)));
        akka.AddInspection(services.GetRequiredService<RecentLines>());
#if PETABRIDGE_CMD
        akka.AddPetabridge(options.Cluster.ListenAddress.ToString());
#endif

        if (roles.Contains(ClusterRoles.Journal) || roles.Contains(ClusterRoles.Coordinator))
            akka.AddJournalStore(options.Journal);
        _ = roles.Contains(ClusterRoles.Journal)
            ? akka.AddJournal().AddReadModelProjector(options.Journal, options.Retention, time, meter)
            : akka.AddJournalProxy();
        _ = roles.Contains(ClusterRoles.Worker)
            ? akka.AddWorker(new WorkerServices(new KeyResolver(), services.GetService<RequestLog>(), time) { Meter = services.GetService<OperationMeter>(), Outbound = options.Outbound })
            : akka.AddWorkerProxy();
        _ = roles.Contains(ClusterRoles.Coordinator)
            ? akka.AddCoordinator(time, options.ResumesRuns, options.ParallelRuns, meter).AddMonitors(time).AddCatalogue().AddAccessRegister(time, options.Access.ShowFirstKey).AddAlerts(alerts, options.Journal, services)
            : akka.AddCoordinatorProxy().AddMonitorsProxy().AddCatalogueProxy().AddAccessRegisterProxy().AddAlertsProxy();
        if (roles.Contains(ClusterRoles.Gateway))
            akka.AddLiveHub(meter);
        akka.AddShardCensus(roles, meter);
    }

    private static ClusterNodeOptions MembershipOf(NodeOptions options, IProviderCatalog catalog) => options.Cluster.Roles.Contains(ClusterRoles.Worker)
        ? options.Cluster with { Tags = [.. options.Cluster.Tags, .. KeyTags.Of(catalog, new KeyResolver())] }
        : options.Cluster;

    private static void Listen(KestrelServerOptions kestrel, NodeOptions options, X509Certificate2? certificate)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.Limit();
        if (IPAddress.TryParse(options.Cluster.Hostname, out var address))
            kestrel.Listen(address, options.HttpPort, Secure);
        else if (options.Cluster.Hostname == "localhost")
            kestrel.Listen(IPAddress.Loopback, options.HttpPort, Secure);
        else
            kestrel.ListenAnyIP(options.HttpPort, Secure);

        void Secure(ListenOptions listen)
        {
            if (certificate is not null)
                listen.UseHttps(certificate);
        }
    }

    private static void Prepare(NodeOptions options)
    {
        if (options.HttpPort != 0 && options.HttpPort == options.Cluster.Port)
            throw new NodeStartException(string.Create(CultureInfo.InvariantCulture,
                $"{NodeFlags.HttpPort.Flag} {options.HttpPort}: is also {ClusterFlags.Port.Flag}; allowed: two ports, or 0 to let the system choose"));
        if (!options.Access.IsOn && !IsOnLoopback(options.Cluster.Hostname))
        {
            throw new NodeStartException(
                $"{NodeFlags.Auth.Flag} none: is not allowed with {ClusterFlags.Hostname.Flag} {options.Cluster.Hostname}, where others reach this node; allowed: keys, or a host name of the loopback");
        }

        ListenCheck.Try(options.Cluster, NodeFlags.HttpPort, options.HttpPort);
        Attempt(NodeFlags.DataDir.Flag, options.DataDirectory, () => Directory.CreateDirectory(options.DataDirectory));
        if (options.RecordsDirectory is { } records)
            Attempt(NodeFlags.RecordsDir.Flag, records, () => Directory.CreateDirectory(records));
        if (options.HasDatabase)
            Attempt(NodeFlags.Journal.Flag, options.Journal.Place, options.Journal.Prepare);
    }

    private static bool IsOnLoopback(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static void Attempt(string flag, string place, Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DbException or SchemaException)
        {
            throw new NodeStartException($"{flag} {place}: cannot be used: {e.Message}", e);
        }
    }
}
