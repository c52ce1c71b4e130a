using System.Text.Json;
using System.Text.Json.Serialization;
using Akka.Actor;
using AkkaApiBench.Messages.Results;
using AkkaApiBench.Node.Gateway.Access;
using AkkaApiBench.Node.Gateway.Alerts;
using AkkaApiBench.Node.Gateway.Api;
using AkkaApiBench.Node.Gateway.Catalogue;
using AkkaApiBench.Node.Gateway.Document;
using AkkaApiBench.Node.Gateway.Insights;
using AkkaApiBench.Node.Gateway.Live;
using AkkaApiBench.Node.Gateway.Overview;
using AkkaApiBench.Node.Gateway.Page;
using AkkaApiBench.Node.Gateway.Results;
using AkkaApiBench.Node.ReadModel;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Json;

namespace AkkaApiBench.Node.Gateway;

/// <summary>The role gateway: the REST API and the live streams.</summary>
internal static class GatewayExtensions
{
    public static IServiceCollection AddGateway(this IServiceCollection services) => services
        .AddSingleton<RunsGateway>()
        .AddSingleton<MonitorsGateway>()
        .AddSingleton<CatalogueGateway>()
        .AddSingleton<LiveCallers>()
        .AddHostedService(services => services.GetRequiredService<LiveCallers>())
        .AddSingleton<LiveEvents>()
        .AddSingleton<RunResults>()
        .AddSingleton<AnomaliesGateway>()
        .AddSingleton<AlertsGateway>()
        .AddSingleton<ClusterGateway>()
        .AddSingleton<InspectionGateway>()
        .AddSingleton<Computations>()
        .AddSingleton<MeasuredRuns>()
        .AddSingleton<CostRecommendations>()
        .AddApiDocument()
        .AddRequestLimits()
        .Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true)
        .Configure<JsonOptions>(options => UseApiJson(options.SerializerOptions));

    public static void MapGateway(this WebApplication app)
    {
        app.UseRequestLimits();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = AnswerAsync,
            // Whoever asks wrongly is told; the log need not be.
            SuppressDiagnosticsCallback = failed => failed.Exception is BadHttpRequestException,
        });
        app.UseRequestRules();
        app.MapApiDocument();
        app.MapSession();
        app.MapKeys();
        app.MapRuns();
        app.MapResults();
        app.MapComparisons();
        app.MapLive();
        app.MapMonitors();
        app.MapAnomalies();
        app.MapAlerts();
        app.MapSilences();
        app.MapSeries();
        app.MapCatalogue();
        app.MapCluster();
        app.MapInspection();
        app.MapInsights();
        app.MapOverview();
        app.MapTargetComparison();
        app.MapPage();
    }

    /// <summary>A context in a chain brings its types, not its options.</summary>
    private static void UseApiJson(JsonSerializerOptions options)
    {
        var ours = ApiJson.Default.Options;
        options.TypeInfoResolverChain.Insert(0, ApiJson.Default);
        options.PropertyNamingPolicy = ours.PropertyNamingPolicy;
        options.DefaultIgnoreCondition = ours.DefaultIgnoreCondition;
        options.NumberHandling = JsonNumberHandling.Strict;
        foreach (var converter in ours.Converters.Concat(ResultJson.Converters))
            options.Converters.Add(converter);
    }

    private static Task AnswerAsync(HttpContext context)
    {
        var error = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        var problem = error is BadHttpRequestException bad ? Problems.NotReadable(bad)
            : error is ReadModelMissingException ? Problems.Unavailable(error.Message)
            : error is AskTimeoutException or TimeoutException
            ? Problems.Unavailable("The coordinator did not answer in time. It may be moving to another node; try again in some seconds.")
            : Problems.Unavailable("The request could not be carried out; the log of the gateway says why.");
        return problem.ExecuteAsync(context);
    }
}
