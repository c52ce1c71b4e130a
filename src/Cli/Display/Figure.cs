using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Results;

namespace AkkaApiBench.Cli.Display;

/// <summary>A figure of a test as people see it: its label with the unit, and its value. The one place that knows how figures look.</summary>
/// <param name="Name">As in rankings and conditions, such as <c>latency.p50</c>.</param>
/// <param name="Metric">What is measured.</param>
/// <param name="Statistic">Which figure of its distribution; null for a figure of a whole test.</param>
internal sealed record Figure(string Name, Metric Metric, string? Statistic)
{
    /// <summary>Finds a figure by its name; null when the metric is not known.</summary>
    public static Figure? Find(string name)
    {
        var parts = name.Split('.', 2);
        return Metric.Find(parts[0]) is { } metric ? new Figure(name, metric, parts.Length == 2 ? parts[1] : null) : null;
    }

    /// <summary>What it is called, with its unit.</summary>
    public string Label => Metric.Unit switch
    {
        Unit.Time => $"{Words} (ms)",
        Unit.Share => $"{Words} (%)",
        Unit.Usd => $"{Words} (USD)",
        Unit.Ratio => Words,
        Unit.PerSecond => Words.Replace(" per second", "/s", StringComparison.Ordinal),
        _ => Words.Replace(" per dollar", "/USD", StringComparison.Ordinal),
    };

    /// <summary>What it is called, without its unit.</summary>
    public string Words
    {
        get
        {
            var words = Metric.Name.Replace("_usd", "", StringComparison.Ordinal).Replace('_', ' ').Replace("ttfat", "TTFAT", StringComparison.Ordinal).Replace("ttft", "TTFT", StringComparison.Ordinal);
            return Statistic is null ? words : $"{words} {Statistic.Replace('_', '.')}";
        }
    }

    /// <summary>A value in the unit of <see cref="Label"/>.</summary>
    public string Show(double? value) => value is not { } number ? Numbers.None
        : Metric.Unit is Unit.Share ? Numbers.Percent(number) : Numbers.Short(number);

    /// <summary>This figure of a test.</summary>
    public string Show(TestResult? test) => Show(test?.Figure(Metric, Statistic));
}
