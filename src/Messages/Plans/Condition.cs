using System.Globalization;
using System.Text.RegularExpressions;
using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Messages.Plans;

/// <summary>How an observed value is compared.</summary>
public enum Comparison
{
    /// <summary>Less than.</summary>
    Less = 1,

    /// <summary>At most.</summary>
    AtMost = 2,

    /// <summary>More than.</summary>
    More = 3,

    /// <summary>At least.</summary>
    AtLeast = 4,
}

/// <summary>A condition on a metric, such as <c>ttft &lt; 500ms</c> (of each request) or <c>latency.p95 &lt; 2s</c> (of a test).</summary>
/// <param name="Expression">The text as the user wrote it.</param>
/// <param name="Metric">The metric judged.</param>
/// <param name="Statistic">Which figure of its distribution, such as <c>p95</c>; null for a figure of a request or of a whole test.</param>
/// <param name="Comparison">How.</param>
/// <param name="Limit">With what: milliseconds for times, else the metric's unit.</param>
public sealed partial record Condition(string Expression, Metric Metric, string? Statistic, Comparison Comparison, double Limit)
{
    private const decimal MaxValue = 1_000_000_000_000_000;
    private static readonly string[] Statistics = ["min", "mean", "stddev", "max", "p50", "p75", "p90", "p95", "p99", "p99_9"];

    /// <summary>True when <paramref name="observed"/> (milliseconds for times) meets the condition.</summary>
    public bool IsMetBy(double observed) => Comparison switch
    {
        Comparison.Less => observed < Limit,
        Comparison.AtMost => observed <= Limit,
        Comparison.More => observed > Limit,
        _ => observed >= Limit,
    };

    /// <summary>Reads a service level objective: a condition on single requests.</summary>
    /// <param name="text">Such as <c>ttft &lt; 500ms</c>.</param>
    /// <param name="allowed">What is allowed, when the text is not.</param>
    public static Condition? ParseObjective(string text, out string allowed)
    {
        allowed = $"METRIC OP VALUE such as 'ttft < 500ms', METRIC one of {NamesOf(metric => metric.OfRequest)}, OP one of <, <=, >, >=";
        return Parse(text) is { Statistic: null, Metric.OfRequest: true } condition ? condition : null;
    }

    /// <summary>Reads a threshold: a condition on a whole test.</summary>
    /// <param name="text">Such as <c>latency.p95 &lt; 2s</c> or <c>success_rate &gt;= 0.99</c>.</param>
    /// <param name="allowed">What is allowed, when the text is not.</param>
    public static Condition? ParseThreshold(string text, out string allowed)
    {
        allowed = $"METRIC.STATISTIC OP VALUE such as 'latency.p95 < 2s', METRIC one of {NamesOf(metric => metric.Measure is not null)}, "
            + $"STATISTIC one of {string.Join(", ", Statistics)}; or METRIC OP VALUE such as 'success_rate >= 0.99', "
            + $"METRIC one of {NamesOf(metric => metric.Measure is null)}; OP one of <, <=, >, >=";
        return Parse(text) is { } condition && condition.Statistic is null == condition.Metric.Measure is null ? condition : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Expression;

    private static Condition? Parse(string text)
    {
        if (Pattern().Match(text) is not { Success: true } match
            || Metric.Find(match.Groups["metric"].Value) is not { } metric
            || !decimal.TryParse(match.Groups["value"].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            || value > MaxValue
            || ScaleOf(metric.Unit, match.Groups["unit"].Value) is not { } scale)
        {
            return null;
        }

        var statistic = match.Groups["statistic"].Value.Replace("p99.9", "p99_9", StringComparison.Ordinal);
        if (statistic.Length > 0 && !Statistics.Contains(statistic))
            return null;

        var comparison = match.Groups["op"].Value switch
        {
            "<" => Comparison.Less,
            "<=" => Comparison.AtMost,
            ">" => Comparison.More,
            _ => Comparison.AtLeast,
        };
        return new Condition(text.Trim(), metric, statistic.Length == 0 ? null : statistic, comparison, (double)(value * scale));
    }

    /// <summary>What one of the written unit is in the metric's own; a time without a unit is refused, for it would be guessed.</summary>
    private static decimal? ScaleOf(Unit unit, string written) => (unit, written) switch
    {
        (Unit.Time, "us" or "µs") => 0.001m,
        (Unit.Time, "ms") => 1,
        (Unit.Time, "s") => 1000,
        (Unit.Time, "m") => 60_000,
        (Unit.Share, "%") => 0.01m,
        (not Unit.Time, "") => 1,
        _ => null,
    };

    private static string NamesOf(Func<Metric, bool> which) => string.Join(", ", Metric.All.Where(which).Select(metric => metric.Name));

    [GeneratedRegex(@"^\s*(?<metric>[a-z][a-z0-9_]*)(\.(?<statistic>[a-z0-9_]+(\.9)?))?\s*(?<op><=|>=|<|>)\s*(?<value>[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?)\s*(?<unit>us|µs|ms|s|m|%)?\s*$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
