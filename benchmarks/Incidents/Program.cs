using System.Diagnostics;
using AkkaApiBench.Benchmarks.Incidents;

// How soon incidents are found in two weeks of minutes, and how often there is an alert without one. The seeds are fixed.
var repetitions = args.Length == 1 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 50;
var judged = new List<(double Confidence, bool IsTrue)>();
var points = 0L;
var start = Stopwatch.GetTimestamp();
Console.WriteLine($"{repetitions} series a line, the first week quiet; a false alert is any in a quiet second week.");
Console.WriteLine();
Console.WriteLine("| what goes wrong | found | median delay, minutes | 95 % within | named | false alerts a week |");
Console.WriteLine("|---|---:|---:|---:|---|---:|");
foreach (var scenario in Scenario.All)
{
    var seeds = Enumerable.Range(0, repetitions).ToList();
    var quiet = seeds.Select(seed => Watch.Of(scenario, seed, start: null)).ToList();
    var incidents = seeds.Select(seed => Watch.Of(scenario, repetitions + seed, Scenario.Week + new Random(seed).Next(5 * 1440))).ToList();
    points += 4L * repetitions * Scenario.Week;
    judged.AddRange(incidents.SelectMany(watch => watch.Judged));
    var delays = incidents.Where(watch => watch.Delay is not null).Select(watch => watch.Delay!.Value).Order().ToList();
    Console.WriteLine($"| {scenario.Name} | {100d * delays.Count / repetitions:0} % | {At(delays, 0.5)} | {At(delays, 0.95)} "
        + $"| {string.Join(", ", incidents.Where(watch => watch.Kind is not null).GroupBy(watch => watch.Kind).OrderByDescending(kind => kind.Count()).Select(kind => $"{kind.Key} {kind.Count()}"))} "
        + $"| {quiet.Average(watch => watch.FalseAlerts):0.00} |");
}

var sure = judged.Where(one => one.Confidence >= 0.8).ToList();
Console.WriteLine();
Console.WriteLine($"of {sure.Count} incidents with confidence of 0.8 or more {100d * sure.Count(one => one.IsTrue) / Math.Max(1, sure.Count):0} % were true, of {judged.Count - sure.Count} others {100d * judged.Count(one => one.Confidence < 0.8 && one.IsTrue) / Math.Max(1, judged.Count - sure.Count):0} %");
Console.WriteLine($"{Stopwatch.GetElapsedTime(start).TotalMicroseconds / points:0.0} µs a point, simulation included");

static string At(List<int> sorted, double share) => sorted.Count == 0 ? "-" : $"{sorted[Math.Min(sorted.Count - 1, (int)(share * sorted.Count))]}";
