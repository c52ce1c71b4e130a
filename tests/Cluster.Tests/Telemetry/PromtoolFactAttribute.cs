namespace AkkaApiBench.Cluster.Tests.Telemetry;

/// <summary>A test that needs Prometheus' own tool; skipped where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PromtoolFactAttribute : FactAttribute
{
    public PromtoolFactAttribute() => Skip = File.Exists("/usr/bin/promtool") ? null : "promtool of Debian's package prometheus is not installed";
}
