using System.Diagnostics;
using System.Globalization;
using AkkaApiBench.Analytics.Comparisons;
using AkkaApiBench.Benchmarks.Comparisons;
using AkkaApiBench.Common;
using AkkaApiBench.Messages.Results;

// How often comparisons find what is not there, how often they find what is, whether their intervals keep their word, and what
// they cost. Everything but the times is the same each time: the seeds are fixed.
const int Repetitions = 2000;
const int GateRepetitions = 500;
int[] sizes = [5, 10, 20, 50, 100, 400, 2000];
int[] families = [2, 3, 5, 10];
int[] gated = [400, 800, 1600, 3200];
int[] timed = [25, 400, 10_000, 100_000, 1_000_000];

BenchmarkOutput.Say(string.Create(CultureInfo.InvariantCulture,
    $"Latencies are lognormal, median {SimulatedTarget.MedianMs} ms, sigma {SimulatedTarget.Sigma}; {Repetitions} repetitions a line."));
BenchmarkOutput.Say();
BenchmarkOutput.Say("| n of each | A/A: any false verdict | 10 % slower found | 20 % slower found | wrong way | 95 % interval of medians covers | of p95 covers |");
BenchmarkOutput.Say("|---:|---:|---:|---:|---:|---:|---:|");
var pairs = sizes.Select(size => Say(PairFigures.Of(size, Repetitions))).ToList();

BenchmarkOutput.Say();
BenchmarkOutput.Say("| targets that are all the same, n = 400 | any false verdict |");
BenchmarkOutput.Say("|---:|---:|");
var equals = families.Select(targets => SayFamily(targets, FalseShare(targets))).ToList();

BenchmarkOutput.Say();
BenchmarkOutput.Say("| n of each run | gate closed, unchanged | gate closed, 10 % slower |");
BenchmarkOutput.Say("|---:|---:|---:|");
var gates = gated.Select(size => SayGate(GateFigures.Of(size, GateRepetitions))).ToList();

BenchmarkOutput.Say();
BenchmarkOutput.Say("| a pair on one metric, n of each | ms |");
BenchmarkOutput.Say("|---:|---:|");
var costs = timed.Select(size => SayCost(size, MillisecondsOf(size))).ToList();

return BenchmarkOutput.Conclude("comparisons", new { repetitions = Repetitions, pairs, equals, gates, costs },
[
    .. pairs.Where(pair => pair.Count == 400).SelectMany(pair => new[]
    {
        Claim.AtMost("share of A/A comparisons with a false verdict, n = 400", pair.FalseVerdicts, 0.05),
        Claim.AtLeast("share of true 10 % shifts of the median found, n = 400", pair.TenthFound, 0.9),
    }),
    .. gates.Select(gate => Claim.AtMost($"share of unchanged targets that close the gate, n = {gate.Count}", gate.ClosedUnchanged, 0.05)),
    .. gates.Where(gate => gate.Count >= 1600).Select(gate => Claim.AtLeast($"share of targets 10 % slower that close the gate, n = {gate.Count}", gate.ClosedSlower, 0.999)),
    .. equals.Select(family => Claim.AtMost($"share with a false verdict among {family.Targets} targets that are the same", family.FalseVerdicts, 0.05)),
]);

static PairFigures Say(PairFigures pair)
{
    BenchmarkOutput.Say(string.Create(CultureInfo.InvariantCulture,
        $"| {pair.Count} | {pair.FalseVerdicts:P1} | {pair.TenthFound:P1} | {pair.FifthFound:P1} | {pair.WrongWay:P1} | {pair.MedianCovered:P1} | {pair.P95Covered?.ToString("P1", CultureInfo.InvariantCulture) ?? "-"} |"));
    return pair;
}

static FamilyFigures SayFamily(int targets, double share)
{
    BenchmarkOutput.Say(string.Create(CultureInfo.InvariantCulture, $"| {targets} | {share:P1} |"));
    return new FamilyFigures(targets, share);
}

static GateFigures SayGate(GateFigures gate)
{
    BenchmarkOutput.Say(string.Create(CultureInfo.InvariantCulture, $"| {gate.Count} | {gate.ClosedUnchanged:P1} | {gate.ClosedSlower:P1} |"));
    return gate;
}

static CostOfPair SayCost(int size, double milliseconds)
{
    BenchmarkOutput.Say(string.Create(CultureInfo.InvariantCulture, $"| {size} | {milliseconds:0.0} |"));
    return new CostOfPair(size, milliseconds);
}

static double FalseShare(int targets)
{
    var random = new Random(targets);
    var times = Repetitions / targets;
    return (double)Enumerable.Range(0, times).Count(_ => ComparisonFamily
        .Compare("latency", Pair.AllOf([.. Enumerable.Range(0, targets).Select(name => SimulatedTarget.Sample($"{name}", 400, 1, random))]))
        .Any(pair => pair.Metric.StartsWith("latency", StringComparison.Ordinal) && pair.Verdict is not Verdict.NoDifferenceShown)) / times;
}

static double MillisecondsOf(int size)
{
    const int Times = 50;
    var random = new Random(size);
    var pair = new Pair(SimulatedTarget.Sample("a", size, 1, random), SimulatedTarget.Sample("b", size, 1, random));
    var start = Stopwatch.GetTimestamp();
    for (var i = 0; i < Times; i++)
        ComparisonFamily.Compare("latency", [pair]);
    return Stopwatch.GetElapsedTime(start).TotalMilliseconds / Times;
}
