using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace AkkaApiBench.Hosting.Telemetry;

/// <summary>Traces, metrics and logs for those who watch our processes, by OpenTelemetry.</summary>
public static class TelemetryExtensions
{
    /// <summary>The name of our meters and activity sources.</summary>
    public const string Source = "AkkaApiBench";

    /// <summary>The share of requests that get a span where <c>OTEL_TRACES_SAMPLER</c> does not say otherwise.</summary>
    private const double SampledRequests = 0.01;

    /// <summary>
    /// Sends by OTLP what OpenTelemetry's environment variables (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c> and its kin) give an endpoint
    /// for, and collects metrics for Prometheus. Does nothing where neither is wanted. To be called after logging was set up.
    /// </summary>
    /// <param name="builder">The host's.</param>
    /// <param name="servesPrometheus">True where <c>/metrics</c> is mapped.</param>
    /// <returns>True when somebody watches.</returns>
    /// <exception cref="Membership.NodeStartException">A variable has no URL.</exception>
    public static bool AddApiBenchTelemetry(this IHostApplicationBuilder builder, bool servesPrometheus)
    {
        builder.Services.AddMetrics();
        var otlp = OtlpSignals.Read(builder.Configuration);
        if (!otlp.Any && !servesPrometheus)
            return false;

        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService(
            builder.Configuration["OTEL_SERVICE_NAME"] is { Length: > 0 } name ? name : "apibench",
            serviceVersion: typeof(TelemetryExtensions).Assembly.GetName().Version!.ToString(3)));
        if (otlp.Metrics || servesPrometheus)
        {
            telemetry.WithMetrics(metrics =>
            {
                metrics.AddMeter(Source, "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel");
                if (servesPrometheus)
                    metrics.AddPrometheusExporter();
                if (otlp.Metrics)
                    metrics.AddOtlpExporter();
            });
        }

        if (otlp.Traces)
        {
            telemetry.WithTracing(traces =>
            {
                traces.AddSource(Source);
                if (string.IsNullOrEmpty(builder.Configuration["OTEL_TRACES_SAMPLER"]))
                    traces.SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(SampledRequests)));
                traces.AddOtlpExporter();
            });
        }

        if (otlp.Logs)
        {
            builder.Logging.AddOpenTelemetry(logs =>
            {
                logs.IncludeFormattedMessage = true;
                logs.AddOtlpExporter();
            });
        }

        return true;
    }
}
