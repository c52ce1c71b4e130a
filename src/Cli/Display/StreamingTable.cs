using AkkaApiBench.Messages.Results;

namespace AkkaApiBench.Cli.Display;

/// <summary>How answers came, streamed and in one piece.</summary>
internal static class StreamingTable
{
    public static IEnumerable<ReportTable> Of(RunResult result) =>
        from name in result.Targets.SelectMany(target => target.Tests.Where(test => test.Value.Whole is not null).Select(test => test.Key)).Distinct()
        select new ReportTable(
            $"{name}: streamed against whole answers",
            [
                new("target", IsNumber: false), new("TTFT p50 (ms)"), new("gap p50 (ms)", Rank: 2), new("gap p99 (ms)", Rank: 3), new("gap variation", Rank: 4), new("stalls"), new("stall time (%)", Rank: 5),
                new("latency p50 (ms)"), new("whole p50 (ms)"), new("difference, 95 % interval", Rank: 1),
            ],
            [.. result.Targets.Where(target => target.Tests.GetValueOrDefault(name)?.Whole is not null).Select(target => Row(target.Target, target.Tests[name]))]);

    private static IReadOnlyList<Cell> Row(string target, TestResult test) =>
    [
        new(target), new(Show(test.TtftMs?.P50)), new(Show(test.InterChunkLatencyMs?.P50)), new(Show(test.InterChunkLatencyMs?.P99)), new(Show(test.GapVariation)),
        new(Numbers.Whole(test.StallMs?.Count ?? 0)), new(test.StallShare is { } share ? Numbers.Percent(share) : Numbers.None),
        new(Show(test.LatencyMs?.P50)), new(Show(test.Whole!.LatencyMs?.P50)), new(Difference(test)),
    ];

    private static string Difference(TestResult test) =>
        test.StreamedAgainstWhole?.FirstOrDefault(pair => pair.Metric == "latency.p50") is { Ci95: [var lower, var upper] } pair
            ? $"{Show(pair.Effect)} ({Show(lower)} to {Show(upper)})" : Numbers.None;

    private static string Show(double? value) => value is { } number ? Numbers.Short(number) : Numbers.None;
}
