using AkkaApiBench.Hosting.Membership;
using Microsoft.Extensions.Configuration;

namespace AkkaApiBench.Hosting.Telemetry;

/// <summary>Which signals are sent by OTLP: those that OpenTelemetry's own environment variables give an endpoint for.</summary>
internal sealed record OtlpSignals(bool Traces, bool Metrics, bool Logs)
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public bool Any => Traces || Metrics || Logs;

    /// <summary>Reads the variables.</summary>
    /// <exception cref="NodeStartException">An endpoint is no URL.</exception>
    public static OtlpSignals Read(IConfiguration variables)
    {
        return string.Equals(variables["OTEL_SDK_DISABLED"], "true", StringComparison.OrdinalIgnoreCase)
            ? new OtlpSignals(false, false, false)
            : new OtlpSignals(IsOn("TRACES"), IsOn("METRICS"), IsOn("LOGS"));

        bool IsOn(string signal) =>
            (IsEndpoint($"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT") || IsEndpoint(Endpoint)) && variables[$"OTEL_{signal}_EXPORTER"] is (null or "" or "otlp");

        bool IsEndpoint(string name)
        {
            if (variables[name] is not { Length: > 0 } text)
                return false;
            // The value is not repeated: it may have a password.
            return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https")
                ? true : throw new NodeStartException($"{name}: is not allowed; allowed: a URL of the form http://HOST:PORT or https://HOST:PORT");
        }
    }
}
