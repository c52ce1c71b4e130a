using AkkaApiBench.Benchmarks.Nab;
using AkkaApiBench.Common;

// How well anomalies are found in the Numenta Anomaly Benchmark, by one configuration for all files.
if (args.Length is 0 or > 2 || !Directory.Exists(args[0]))
{
    BenchmarkOutput.Say("usage: Nab DIR [SCORES]   DIR: data/CATEGORY/FILE.csv and windows.json; SCORES: CATEGORY/FILE.csv with a column anomaly_score, instead of detecting");
    return 2;
}

var scoresFrom = args.Length == 2 ? args[1] : null;
var corpus = NabCorpus.Read(args[0]);
var start = Environment.CpuUsage.TotalTime;
var files = corpus.Select(series => new NabFile(series.Name, scoresFrom is null ? series.Detect() : NabCorpus.ReadScores(Path.Combine(scoresFrom, series.Name)), series.Windows)).ToList();
var used = Environment.CpuUsage.TotalTime - start;
var points = corpus.Sum(series => series.Points.Count);
double? microseconds = scoresFrom is null ? used.TotalMicroseconds / points : null;
BenchmarkOutput.Say($"{corpus.Count} files, {points} points, {corpus.Sum(series => series.Windows.Count)} windows; {microseconds:0.0} µs of processor time a point");
BenchmarkOutput.Say();

var best = NabProfile.All.Select(profile => NabScore.Best(files, profile)).ToList();
BenchmarkOutput.Say("| detector | standard | reward low FP | reward low FN |");
BenchmarkOutput.Say("|---|---:|---:|---:|");
BenchmarkOutput.Say($"| apibench, on these files | {string.Join(" | ", best.Select(score => $"{score.Value:0.0}"))} |");
foreach (var (name, scores) in Published.OnAllFiles)
    BenchmarkOutput.Say($"| {name}, published, on all 58 files | {string.Join(" | ", scores.Select(score => score is { } value ? $"{value:0.0}" : "-"))} |");
BenchmarkOutput.Say();

// The threshold of a category's files chosen on the other categories: what is lost when they are not known.
var categories = files.GroupBy(file => file.Name.Split('/')[0]).ToList();
var gained = categories.Sum(category => NabScore.Gain(category, NabScore.Best([.. files.Except(category)], NabProfile.Standard).Threshold, NabProfile.Standard));
var crossed = 100 * gained / (2 * files.Sum(file => file.Windows));
BenchmarkOutput.Say($"standard, each category with the threshold of the others: {crossed:0.0}");
BenchmarkOutput.Say();
BenchmarkOutput.Say($"| file, at the threshold {best[0].Threshold:0.0000} | gain of | at most | detections outside |");
BenchmarkOutput.Say("|---|---:|---:|---:|");
foreach (var file in files)
    BenchmarkOutput.Say($"| {file.Name} | {NabScore.GainOf(file, best[0].Threshold, NabProfile.Standard):0.00} | {2 * file.Windows} | {file.Rows.Count(row => row.Window < 0 && row.Score >= best[0].Threshold)} |");
return BenchmarkOutput.Conclude(
    "nab",
    new
    {
        Files = corpus.Count,
        Points = points,
        MicrosecondsPerPoint = microseconds,
        Scores = NabProfile.All.Zip(best).ToDictionary(pair => pair.First.Name, pair => pair.Second.Value),
        best[0].Threshold,
        StandardWithThresholdsOfOthers = crossed,
    },
    [
        Claim.AtLeast("standard score", best[0].Value, 60),
        Claim.AtMost("microseconds of processor time a point", microseconds, 10),
    ]);
