using System.Diagnostics;
using AkkaApiBench.Analytics.Forecasting;
using AkkaApiBench.Benchmarks.M4;
using AkkaApiBench.Common;

// How well a series is forecast: the hourly series of the M4 competition by its own rules, beside its published entries.
const int Season = 24;
const int Horizon = 48;
if (args.Length == 0)
{
    BenchmarkOutput.Say("usage: M4 DIRECTORY [VALUES]    DIRECTORY has train.csv and test.csv; VALUES: use only so many of the last values");
    return 2;
}

var known = args.Length > 1 ? int.Parse(args[1]) : int.MaxValue;
var series = CompetitionSeries.ReadAll(args[0]);
var forecasts = new Forecast[series.Count];
var milliseconds = new double[series.Count];
var start = Stopwatch.GetTimestamp();
Parallel.For(0, series.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
{
    var began = Stopwatch.GetTimestamp();
    forecasts[i] = Forecaster.Of(series[i].Train[^Math.Min(known, series[i].Train.Length)..], new ForecastOptions { Horizon = Horizon, Season = Season });
    milliseconds[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
});
var elapsed = Stopwatch.GetElapsedTime(start);
using var process = Process.GetCurrentProcess();
var cpu = process.TotalProcessorTime.TotalMilliseconds / series.Count;

Score[] naive2 = [.. series.Select(one => Score.Of(one, Season, Naive2.Forecast(one.Train, Season, Horizon)))];
Score[] seasonalNaive = [.. series.Select(one => Score.Of(one, Season, [.. Enumerable.Range(0, Horizon).Select(step => one.Train[^(Season - step % Season)])]))];
Score[] ours = [.. series.Select((one, i) => Score.Of(one, Season,
    [.. forecasts[i].Steps.Select(step => step.Mean)],
    [.. forecasts[i].Steps.Select(step => (step.Interval95.Lower, step.Interval95.Upper))],
    [.. forecasts[i].Steps.Select(step => (step.Interval80.Lower, step.Interval80.Upper))]))];

BenchmarkOutput.Say($"{series.Count} series; {elapsed.TotalSeconds:0.0} s on {Environment.ProcessorCount} cores, {cpu:0} ms of CPU a series (median {milliseconds.Order().ElementAt(series.Count / 2):0} ms by the clock)");
BenchmarkOutput.Say();
BenchmarkOutput.Say("| forecasts | sMAPE | MASE | OWA | MSIS | covered by 95 % | by 80 % |");
BenchmarkOutput.Say("|---|---:|---:|---:|---:|---:|---:|");
Row("apibench", ours);
Row("seasonal naive", seasonalNaive);
Row("Naive2", naive2);
BenchmarkOutput.Say("| *published, on all 414:* Card (Doornik and others; best OWA and MSIS) | | | 0.410 | 6.14 | | |");
BenchmarkOutput.Say("| ES-RNN (Smyl; the winner over all frequencies) | | | 0.440 | 7.93 | | |");
BenchmarkOutput.Say("| ARIMA | | | | 7.54 | | |");
BenchmarkOutput.Say("| ETS | | | | 17.5 | | |");
BenchmarkOutput.Say("| Theta | | | 1.006 | | | |");
BenchmarkOutput.Say();
BenchmarkOutput.Say("| half of the series | OWA | MSIS | covered by 95 % |");
BenchmarkOutput.Say("|---|---:|---:|---:|");
Half("every other, from the first", i => i % 2 == 0);
Half("every other, from the second", i => i % 2 == 1);
Half("700 values long", i => series[i].Train.Length == 700);
Half("960 values long", i => series[i].Train.Length == 960);
BenchmarkOutput.Say();
BenchmarkOutput.Say("| method | mean weight |");
BenchmarkOutput.Say("|---|---:|");
foreach (var method in forecasts.SelectMany(forecast => forecast.Methods).GroupBy(method => method.Method).OrderByDescending(group => group.Sum(method => method.Weight)))
    BenchmarkOutput.Say($"| {method.Key} | {method.Sum(one => one.Weight) / series.Count:0.000} |");

var owa = Score.Mean(ours).Owa(Score.Mean(naive2));
var typical = milliseconds.Order().ElementAt(series.Count / 2);
return BenchmarkOutput.Conclude(
    "m4",
    new { Series = series.Count, Known = args.Length > 1 ? known : (int?)null, Apibench = Score.Mean(ours), Owa = owa, SeasonalNaive = Score.Mean(seasonalNaive), Naive2 = Score.Mean(naive2), CpuMs = cpu, MedianMs = typical },
    [
        Claim.AtMost("OWA", owa, 0.5),
        Claim.AtMost("MSIS", Score.Mean(ours).Msis, 9),
        Claim.AtLeast("covered by 95 %", Score.Mean(ours).Coverage95, 0.93),
        Claim.AtMost("covered by 95 %", Score.Mean(ours).Coverage95, 0.97),
        Claim.AtMost("milliseconds of processor time a series", cpu, 200),
    ]);

void Row(string name, Score[] scores)
{
    var mean = Score.Mean(scores);
    BenchmarkOutput.Say($"| {name} | {mean.Smape:0.000} | {mean.Mase:0.000} | {mean.Owa(Score.Mean(naive2)):0.000} | {mean.Msis:0.00} | {mean.Coverage95:0.0 %} | {mean.Coverage80:0.0 %} |");
}

void Half(string name, Func<int, bool> isIn)
{
    var mean = Score.Mean([.. ours.Where((_, i) => isIn(i))]);
    BenchmarkOutput.Say($"| {name} | {mean.Owa(Score.Mean([.. naive2.Where((_, i) => isIn(i))])):0.000} | {mean.Msis:0.00} | {mean.Coverage95:0.0 %} |");
}
