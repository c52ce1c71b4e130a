using AkkaApiBench.Messages.Results;

namespace AkkaApiBench.Cli.Display;

/// <summary>What tests came to on the workers of each tag, beside the total.</summary>
internal static class ByTagTables
{
    private static readonly IReadOnlyList<Figure> Shown =
    [
        .. new[] { "latency.p50", "latency.p95", "ttft.p50", "requests_per_second", "success_rate", "output_tokens_per_second" }
            .Select(Figure.Find).OfType<Figure>(),
    ];

    public static IEnumerable<ReportTable> Of(RunResult result) =>
        from name in result.Targets.SelectMany(target => target.Tests.Where(test => test.Value.ByTag is { Count: > 1 }).Select(test => test.Key)).Distinct()
        select new ReportTable(
            $"{name}: by tag",
            [
                new("target", IsNumber: false), new("tag", IsNumber: false), new("requests"),
                .. Shown.Select((figure, index) => new Column(figure.Label, Rank: index)),
            ],
            [.. result.Targets.Where(target => target.Tests.GetValueOrDefault(name)?.ByTag is not null).SelectMany(target => Rows(target.Target, target.Tests[name]))]);

    private static IEnumerable<IReadOnlyList<Cell>> Rows(string target, TestResult test) =>
        test.ByTag!.Select(tag => Row(target, tag.Key, tag.Value)).Append(Row(target, "total", test));

    private static IReadOnlyList<Cell> Row(string target, string tag, TestResult test) =>
        [new(target), new(tag), new(Numbers.Whole(test.Requests.Succeeded)), .. Shown.Select(figure => new Cell(figure.Show(test)))];
}
