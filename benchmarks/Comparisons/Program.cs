using System.Diagnostics;
using AkkaApiBench.Analytics.Comparisons;
using AkkaApiBench.Benchmarks.Comparisons;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Results;

// How often comparisons find what is not there, how often they find what is, whether their intervals keep their word, and what
// they cost. Everything but the times is the same each time: the seeds are fixed.
const int Repetitions = 2000;
int[] sizes = [5, 10, 20, 50, 100, 400, 2000];

Console.WriteLine($"Latencies are lognormal, median 500 ms, sigma {SimulatedTarget.Sigma}; {Repetitions} repetitions a line.");
Console.WriteLine();
Console.WriteLine("| n of each | A/A: any false verdict | 10 % slower found | 20 % slower found | wrong way | 95 % interval of medians covers | of p95 covers |");
Console.WriteLine("|---:|---:|---:|---:|---:|---:|---:|");
foreach (var size in sizes)
{
    var same = Repeat(size, slowdown: 1);
    var tenth = Repeat(size, slowdown: 1.1);
    var fifth = Repeat(size, slowdown: 1.2);
    var hasP95 = same[0].Exists(pair => pair.Metric == "latency.p95");
    Console.WriteLine($"| {size} | {Share(same, pairs => pairs.Exists(IsShown))} | {Share(tenth, pairs => Median(pairs).Verdict is Verdict.Slower)} "
        + $"| {Share(fifth, pairs => Median(pairs).Verdict is Verdict.Slower)} | {Share([.. tenth, .. fifth], pairs => pairs.Exists(pair => pair.Verdict is Verdict.Faster))} "
        + $"| {Share(tenth, pairs => Covers(Median(pairs), 0.1 * SimulatedTarget.MedianMs))} "
        + $"| {(hasP95 ? Share(tenth, pairs => Covers(pairs[1], 0.1 * SimulatedTarget.P95Ms)) : "-")} |");
}

Console.WriteLine();
Console.WriteLine("| targets that are all the same, n = 400 | any false verdict |");
Console.WriteLine("|---:|---:|");
foreach (var targets in new[] { 2, 3, 5, 10 })
{
    var random = new Random(targets);
    var found = Enumerable.Range(0, Repetitions / targets)
        .Select(_ => ComparisonFamily.Compare("latency", Pair.AllOf([.. Enumerable.Range(0, targets).Select(name => SimulatedTarget.Sample($"{name}", 400, 1, random))])))
        .Select(pairs => pairs.Where(pair => pair.Metric.StartsWith("latency", StringComparison.Ordinal)).ToList())
        .ToList();
    Console.WriteLine($"| {targets} | {Share(found, pairs => pairs.Exists(IsShown))} |");
}

Console.WriteLine();
Console.WriteLine("| a pair on one metric, n of each | ms |");
Console.WriteLine("|---:|---:|");
foreach (var size in new[] { 25, 400, 10_000, 100_000, 1_000_000 })
{
    var random = new Random(size);
    var pair = new Pair(SimulatedTarget.Sample("a", size, 1, random), SimulatedTarget.Sample("b", size, 1, random));
    var start = Stopwatch.GetTimestamp();
    const int Times = 50;
    for (var i = 0; i < Times; i++)
        ComparisonFamily.Compare("latency", [pair]);
    Console.WriteLine($"| {size} | {Stopwatch.GetElapsedTime(start).TotalMilliseconds / Times:0.0} |");
}

static List<List<PairComparison>> Repeat(int size, double slowdown)
{
    var random = new Random(size);
    return [.. Enumerable.Range(0, Repetitions).Select(_ => ComparisonFamily.Compare("latency",
        [new Pair(SimulatedTarget.Sample("a", size, slowdown, random), SimulatedTarget.Sample("b", size, 1, random))])
        .Where(pair => pair.Metric != Metric.SuccessRate.Name).ToList())];
}

static string Share(IReadOnlyList<List<PairComparison>> all, Func<List<PairComparison>, bool> holds) => $"{100d * all.Count(holds) / all.Count:0.0} %";

static PairComparison Median(List<PairComparison> pairs) => pairs[0];

static bool IsShown(PairComparison pair) => pair.Verdict is not Verdict.NoDifferenceShown;

static bool Covers(PairComparison pair, double effect) => pair.Ci95![0] <= effect && effect <= pair.Ci95[1];
