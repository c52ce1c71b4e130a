using System.CommandLine;
using System.Globalization;
using AkkaApiBench.Common;
using AkkaApiBench.Pacing;

var rates = new Option<int[]>("--rates") { Description = "Requests a second.", DefaultValueFactory = _ => [1000, 5000], AllowMultipleArgumentsPerToken = true };
var seconds = new Option<int>("--seconds") { Description = "For how long.", DefaultValueFactory = _ => 10 };
var root = new RootCommand("""
    Whether requests are sent when they are due: how late, at what rate, and for Poisson arrivals whether the distances are
    exponential. apibench run sends them to a server in C; the times are those of its records.

    Example: dotnet run --project benchmarks/Pacing -c Release
    """)
{
    rates, seconds,
};
root.SetAction(async (parsed, cancellation) =>
{
    using var folder = new TemporaryFolder();
    var program = await PeerServer.CompileAsync(folder, cancellation);
    var figures = new List<PacingFigures>();
    BenchmarkOutput.Say($"{"load",-14} {"rate",8} {"requests",9} {"late p50",9} {"p99",9} {"max ms",9} {"rate error",11} {"KS p due",9} {"sent",7} {"p1 gap us",9}");
    foreach (var load in PacedRun.Loads)
    {
        foreach (var rate in parsed.GetValue(rates)!)
        {
            using var server = await PeerServer.StartAsync(program, tokens: 1, eventsPerWrite: 1, cancellation);
            var one = await PacedRun.MeasureAsync(load, rate, parsed.GetValue(seconds), server.Address, cancellation);
            figures.Add(one);
            BenchmarkOutput.Say(string.Create(CultureInfo.InvariantCulture,
                $"{one.Load,-14} {one.Rate,8} {one.Requests,9} {one.LateP50Ms,9:0.000} {one.LateP99Ms,9:0.000} {one.LateMaxMs,9:0.000} {one.RateError,11:P3} {one.DueP,9:0.000} {one.SentP,7:0.000} {one.ShortestUs,9:0.0}"));
        }
    }

    return BenchmarkOutput.Conclude("pacing", figures,
    [
        .. figures.Select(one => Claim.AtMost($"lateness p99 in ms, {one.Load} {one.Rate}/s", one.LateP99Ms, 0.5)),
        .. figures.Where(one => one.SentP is null).Select(one => Claim.AtMost($"rate error, {one.Load} {one.Rate}/s", Math.Abs(one.RateError), 0.001)),
        .. figures.Where(one => one.DueP is not null).Select(one => Claim.AtLeast($"Kolmogorov-Smirnov p of due times, {one.Load} {one.Rate}/s", one.DueP, 0.01)),
        .. figures.Where(one => one.SentP is not null).Select(one => Claim.AtLeast($"Kolmogorov-Smirnov p of times sent, {one.Load} {one.Rate}/s", one.SentP, 0.01)),
    ]);
});
return await root.Parse(args).InvokeAsync();
