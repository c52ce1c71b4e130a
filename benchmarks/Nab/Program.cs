using System.Diagnostics;
using AkkaApiBench.Benchmarks.Nab;

// How well anomalies are found in the Numenta Anomaly Benchmark, by one configuration for all files.
if (args.Length is 0 or > 2 || !Directory.Exists(args[0]))
{
    Console.Error.WriteLine("usage: Nab DIR [SCORES]   DIR: data/CATEGORY/FILE.csv and windows.json; SCORES: CATEGORY/FILE.csv with a column anomaly_score, instead of detecting");
    return 2;
}

var corpus = NabCorpus.Read(args[0]);
var start = Stopwatch.GetTimestamp();
var files = corpus.Select(series => new NabFile(series.Name, args.Length == 2 ? NabCorpus.ReadScores(Path.Combine(args[1], series.Name)) : series.Detect(), series.Windows)).ToList();
var elapsed = Stopwatch.GetElapsedTime(start);
var points = corpus.Sum(series => series.Points.Count);
Console.WriteLine($"{corpus.Count} files, {points} points, {corpus.Sum(series => series.Windows.Count)} windows; {elapsed.TotalMicroseconds / points:0.0} µs a point");
Console.WriteLine();

var best = NabProfile.All.Select(profile => NabScore.Best(files, profile)).ToList();
Console.WriteLine("| detector | standard | reward low FP | reward low FN |");
Console.WriteLine("|---|---:|---:|---:|");
Console.WriteLine($"| apibench, on these files | {string.Join(" | ", best.Select(score => $"{score.Value:0.0}"))} |");
foreach (var (name, scores) in Published.OnAllFiles)
    Console.WriteLine($"| {name}, published, on all 58 files | {string.Join(" | ", scores.Select(score => score is { } value ? $"{value:0.0}" : "-"))} |");
Console.WriteLine();

// The threshold of a category's files chosen on the other categories: what is lost when they are not known.
var categories = files.GroupBy(file => file.Name.Split('/')[0]).ToList();
var gained = categories.Sum(category => NabScore.Gain(category, NabScore.Best([.. files.Except(category)], NabProfile.Standard).Threshold, NabProfile.Standard));
Console.WriteLine($"standard, each category with the threshold of the others: {100 * gained / (2 * files.Sum(file => file.Windows)):0.0}");
Console.WriteLine();
Console.WriteLine($"| file, at the threshold {best[0].Threshold:0.0000} | gain of | at most | detections outside |");
Console.WriteLine("|---|---:|---:|---:|");
foreach (var file in files)
    Console.WriteLine($"| {file.Name} | {NabScore.GainOf(file, best[0].Threshold, NabProfile.Standard):0.00} | {2 * file.Windows} | {file.Rows.Count(row => row.Window < 0 && row.Score >= best[0].Threshold)} |");
return 0;
