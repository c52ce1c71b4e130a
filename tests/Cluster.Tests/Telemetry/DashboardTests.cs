namespace AkkaApiBench.Cluster.Tests.Telemetry;

/// <summary>What the dashboards ask for is what nodes tell.</summary>
public sealed class DashboardTests
{
    [Fact]
    public void Every_series_of_a_dashboard_is_one_that_nodes_tell()
    {
        var told = TelemetryTests.Series.Select(Metric).ToHashSet();
        var asked = Dashboards.Queries.Concat(Dashboards.Variables).SelectMany(Dashboards.SeriesIn).Distinct().ToList();

        asked.Count.ShouldBeGreaterThan(15);
        asked.Where(series => !told.Contains(Metric(series))).ShouldBeEmpty();
    }

    [Fact]
    public void Series_are_told_from_labels() =>
        Dashboards.SeriesIn("sum by (gen_ai_request_model) (rate(apibench_windows_total{gen_ai_x=\"y\"}[5m])) / on (process_a) dotnet_b").ShouldBe(["apibench_windows_total", "dotnet_b"]);

    /// <summary>A histogram is three series.</summary>
    private static string Metric(string series) =>
        new[] { "_bucket", "_count", "_sum" }.FirstOrDefault(series.EndsWith) is { } part ? series[..^part.Length] : series;
}
