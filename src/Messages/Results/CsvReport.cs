using System.Globalization;
using System.Text;
using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Messages.Results;

/// <summary>A result as comma-separated values: a line for each figure of each test of each target, with its unit.</summary>
internal static class CsvReport
{
    private static readonly string?[] OfTheWhole = [null];
    private static readonly string?[] Statistics = ["min", "mean", "stddev", "p50", "p75", "p90", "p95", "p99", "p99_9", "max"];

    /// <summary>Writes the result.</summary>
    public static string Write(RunResult result)
    {
        var text = new StringBuilder();
        AppendLine(text, "run_id", "target", "test", "figure", "value", "unit");
        foreach (var target in result.Targets)
        {
            foreach (var (name, test) in target.Tests)
            {
                foreach (var (figure, value, unit) in FiguresOf(test))
                    AppendLine(text, result.RunId, target.Target, name, figure, value.ToString("R", CultureInfo.InvariantCulture), unit);
            }
        }

        return text.ToString();
    }

    private static IEnumerable<(string Figure, double Value, string Unit)> FiguresOf(TestResult test)
    {
        var counts = test.Requests;
        foreach (var (name, count) in new[]
        {
            ("planned", counts.Planned), ("succeeded", counts.Succeeded), ("failed", counts.Failed), ("lost", counts.Lost), ("not_sent", counts.NotSent),
        })
        {
            yield return ($"requests.{name}", count, "requests");
        }

        foreach (var metric in Metric.All)
        {
            foreach (var statistic in metric.Measure is null ? OfTheWhole : Statistics)
            {
                if (test.Figure(metric, statistic) is { } value)
                    yield return (statistic is null ? metric.Name : $"{metric.Name}.{statistic}", value, UnitOf(metric.Unit));
            }
        }
    }

    private static string UnitOf(Unit unit) => unit switch
    {
        Unit.Time => "ms",
        Unit.PerSecond => "1/s",
        Unit.Share => "share",
        Unit.Usd => "USD",
        Unit.PerUsd => "1/USD",
        _ => "1",
    };

    private static void AppendLine(StringBuilder text, params string[] values) =>
        text.AppendJoin(',', values.Select(CsvText.Quoted)).Append(CsvText.LineEnd);
}
