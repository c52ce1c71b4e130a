using System.Text.Json;
using System.Text.RegularExpressions;

namespace AkkaApiBench.Cluster.Tests.Telemetry;

/// <summary>The dashboards for Grafana that come with the product.</summary>
internal static partial class Dashboards
{
    /// <summary>What their panels ask Prometheus, for all providers and models, of the last half minute.</summary>
    public static IReadOnlyList<string> Queries { get; } =
    [
        .. from dashboard in All()
           from panel in dashboard.GetProperty("panels").EnumerateArray()
           from target in panel.GetProperty("targets").EnumerateArray()
           select GrafanaVariable().Replace(target.GetProperty("expr").GetString()!, ".*").Replace("[.*]", "[30s]", StringComparison.Ordinal),
    ];

    /// <summary>The queries of their variables, such as <c>label_values(METRIC, LABEL)</c>.</summary>
    public static IReadOnlyList<string> Variables { get; } =
    [
        .. from dashboard in All()
           from variable in dashboard.GetProperty("templating").GetProperty("list").EnumerateArray()
           where variable.GetProperty("type").GetString() == "query"
           select variable.GetProperty("definition").GetString()!,
    ];

    /// <summary>The names of series in a query, without those of labels.</summary>
    public static IEnumerable<string> SeriesIn(string query) => Series().Matches(Labels().Replace(query, "")).Select(match => match.Value).Distinct();

    private static IEnumerable<JsonElement> All() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "k8s", "monitoring", "dashboards"), "*.json").Select(path => JsonDocument.Parse(File.ReadAllText(path)).RootElement);

    [GeneratedRegex(@"\$\w+")]
    private static partial Regex GrafanaVariable();

    [GeneratedRegex(@"\b(by|ignoring|on|group_left) \([^)]*\)|\{[^}]*\}|, \w+\)$")]
    private static partial Regex Labels();

    [GeneratedRegex(@"\b(apibench|gen_ai|dotnet|http|kestrel|process)_[a-z0-9_]+")]
    private static partial Regex Series();
}
