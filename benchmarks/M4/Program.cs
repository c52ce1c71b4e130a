using System.Diagnostics;
using AkkaApiBench.Analytics.Forecasting;
using AkkaApiBench.Benchmarks.M4;

// How well a series is forecast: the hourly series of the M4 competition by its own rules, beside its published entries.
const int Season = 24;
const int Horizon = 48;
if (args.Length == 0)
{
    Console.Error.WriteLine("usage: M4 DIRECTORY [VALUES]    DIRECTORY has train.csv and test.csv; VALUES: use only so many of the last values");
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

Console.WriteLine($"{series.Count} series; {elapsed.TotalSeconds:0.0} s on {Environment.ProcessorCount} cores, {cpu:0} ms of CPU a series (median {milliseconds.Order().ElementAt(series.Count / 2):0} ms by the clock)");
Console.WriteLine();
Console.WriteLine("| forecasts | sMAPE | MASE | OWA | MSIS | covered by 95 % | by 80 % |");
Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|");
Row("apibench", ours);
Row("seasonal naive", seasonalNaive);
Row("Naive2", naive2);
Console.WriteLine("| *published, on all 414:* Card (Doornik and others; best OWA and MSIS) | | | 0.410 | 6.14 | | |");
Console.WriteLine("| ES-RNN (Smyl; the winner over all frequencies) | | | 0.440 | 7.93 | | |");
Console.WriteLine("| ARIMA | | | | 7.54 | | |");
Console.WriteLine("| ETS | | | | 17.5 | | |");
Console.WriteLine("| Theta | | | 1.006 | | | |");
Console.WriteLine();
Console.WriteLine("| half of the series | OWA | MSIS | covered by 95 % |");
Console.WriteLine("|---|---:|---:|---:|");
Half("every other, from the first", i => i % 2 == 0);
Half("every other, from the second", i => i % 2 == 1);
Half("700 values long", i => series[i].Train.Length == 700);
Half("960 values long", i => series[i].Train.Length == 960);
Console.WriteLine();
Console.WriteLine("| method | mean weight |");
Console.WriteLine("|---|---:|");
foreach (var method in forecasts.SelectMany(forecast => forecast.Methods).GroupBy(method => method.Method).OrderByDescending(group => group.Sum(method => method.Weight)))
    Console.WriteLine($"| {method.Key} | {method.Sum(one => one.Weight) / series.Count:0.000} |");
return 0;

void Row(string name, Score[] scores)
{
    var mean = Score.Mean(scores);
    Console.WriteLine($"| {name} | {mean.Smape:0.000} | {mean.Mase:0.000} | {mean.Owa(Score.Mean(naive2)):0.000} | {mean.Msis:0.00} | {mean.Coverage95:0.0 %} | {mean.Coverage80:0.0 %} |");
}

void Half(string name, Func<int, bool> isIn)
{
    var mean = Score.Mean([.. ours.Where((_, i) => isIn(i))]);
    Console.WriteLine($"| {name} | {mean.Owa(Score.Mean([.. naive2.Where((_, i) => isIn(i))])):0.000} | {mean.Msis:0.00} | {mean.Coverage95:0.0 %} |");
}
