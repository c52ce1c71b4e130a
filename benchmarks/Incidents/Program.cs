using System.Globalization;
using AkkaApiBench.Benchmarks.Incidents;
using AkkaApiBench.Common;

// How soon incidents are found in two weeks of minutes, and how often there is an alert without one. The seeds are fixed.
var repetitions = args.Length == 1 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 50;
var figures = new List<ScenarioFigures>();
var judged = new List<(double Confidence, bool IsTrue)>();
BenchmarkOutput.Say($"{repetitions} series a line, the first week quiet; a false alert is any in a quiet second week.");
BenchmarkOutput.Say();
BenchmarkOutput.Say("| what goes wrong | found | median delay, minutes | 95 % within | named | false alerts a week |");
BenchmarkOutput.Say("|---|---:|---:|---:|---|---:|");
var start = Environment.CpuUsage.TotalTime;
foreach (var scenario in Scenario.All)
{
    var seeds = Enumerable.Range(0, repetitions).ToList();
    var quiet = seeds.Select(seed => Watch.Of(scenario, seed, start: null)).ToList();
    var incidents = seeds.Select(seed => Watch.Of(scenario, repetitions + seed, Scenario.Week + new Random(seed).Next(5 * 1440))).ToList();
    judged.AddRange(incidents.SelectMany(watch => watch.Judged));
    var one = ScenarioFigures.Of(scenario, quiet, incidents);
    figures.Add(one);
    BenchmarkOutput.Say($"| {one.Scenario} | {one.Found:0 %} | {one.MedianDelay?.ToString() ?? "-"} | {one.Delay95?.ToString() ?? "-"} "
        + $"| {string.Join(", ", one.Named.Select(kind => $"{kind.Key} {kind.Value}"))} | {one.FalseAlertsAWeek:0.00} |");
}

var points = 4L * repetitions * Scenario.Week * Scenario.All.Count;
var microseconds = (Environment.CpuUsage.TotalTime - start).TotalMicroseconds / points;
var sure = judged.Where(one => one.Confidence >= 0.8).ToList();
double? sureAndTrue = sure.Count == 0 ? null : sure.Count(one => one.IsTrue) / (double)sure.Count;
BenchmarkOutput.Say();
BenchmarkOutput.Say($"of {sure.Count} incidents with confidence of 0.8 or more {sureAndTrue:0 %} were true, of {judged.Count - sure.Count} others {judged.Count(one => one.Confidence < 0.8 && one.IsTrue) / Math.Max(1d, judged.Count - sure.Count):0 %}");
BenchmarkOutput.Say($"{microseconds:0.0} µs of processor time a point, simulation included");

var many = ManySeries.Measure(series: 10_000);
BenchmarkOutput.Say($"{many.Series} series side by side: {many.BytesASeries / 1024d:0.0} KB of memory and {many.StateBytes / 1024d:0.0} KB of snapshot each, {many.MicrosecondsAPoint:0.0} µs of processor time a point");
return BenchmarkOutput.Conclude(
    "incidents",
    new { Scenarios = figures, ConfidentIncidents = sure.Count, ConfidentAndTrue = sureAndTrue, Many = many },
    [
        .. figures.Select(one => Claim.AtLeast($"found: {one.Scenario}", one.Found, 0.95)),
        .. figures.Where(one => one.IsStep).Select(one => Claim.AtMost($"median delay in windows: {one.Scenario}", one.MedianDelay, 3)),
        .. figures.Select(one => Claim.AtMost($"false alerts a series a week: {one.Scenario}", one.FalseAlertsAWeek, 1)),
        Claim.AtLeast("true of those with a confidence of 0.8 or more", sureAndTrue, 0.8),
        Claim.AtMost("KB of memory a series, of 10,000", many.BytesASeries / 1024d, 64),
        Claim.AtMost("microseconds of processor time a point, of 10,000 series", many.MicrosecondsAPoint, 10),
    ]);
