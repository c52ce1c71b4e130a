using System.CommandLine;
using System.Globalization;
using AkkaApiBench.Common;
using AkkaApiBench.Benchmarks.Gate;

var tries = new Option<int>("--tries") { Description = "How often.", DefaultValueFactory = _ => 20 };
var rate = new Option<int>("--rate") { Description = "Requests a second of each run.", DefaultValueFactory = _ => 400 };
var seconds = new Option<int>("--seconds") { Description = "How long each run sends.", DefaultValueFactory = _ => 4 };
var slowdown = new Option<double>("--slowdown") { Description = "How many times as long the slower provider takes.", DefaultValueFactory = _ => 1.1 };
var seed = new Option<int>("--seed") { Description = "Of what the simulated providers draw.", DefaultValueFactory = _ => 1 };
var root = new RootCommand("""
    Does the gate of a pipeline close when a provider became slower, and only then? Each try measures a simulated provider that is as
    it was and one that is slower, and compares both with the last result of the first, as a pipeline compares with its last good
    run: all through the command line, processes of their own.

    Example: dotnet run --project benchmarks/Gate -c Release -- --tries 20
    """)
{
    tries, rate, seconds, slowdown, seed,
};
root.SetAction(async (parsed, cancellation) =>
{
    using var folder = new TemporaryFolder();
    using var providers = await Providers.StartAsync(folder, parsed.GetValue(slowdown), parsed.GetValue(seed), cancellation);
    var pipeline = new Pipeline(folder, parsed.GetValue(rate), parsed.GetValue(seconds));
    BenchmarkOutput.Say("| try | as it was | slower |");
    BenchmarkOutput.Say("|---:|---|---|");
    var all = new List<Try>();
    var baseline = await pipeline.RunAsync(providers.UsualUrl, cancellation);
    for (var number = 1; number <= parsed.GetValue(tries); number++)
    {
        var usual = await pipeline.RunAsync(providers.UsualUrl, cancellation);
        var slower = await pipeline.RunAsync(providers.SlowerUrl, cancellation);
        all.Add(new Try(await Pipeline.CompareAsync(baseline, usual, cancellation), await Pipeline.CompareAsync(baseline, slower, cancellation)));
        BenchmarkOutput.Say(string.Create(CultureInfo.InvariantCulture, $"| {number} | {Said(all[^1].Usual)} | {Said(all[^1].Slower)} |"));
        baseline = usual;
    }

    return BenchmarkOutput.Conclude("gate", new { requests = parsed.GetValue(rate) * parsed.GetValue(seconds), slowdown = parsed.GetValue(slowdown), tries = all },
    [
        Claim.AtLeast("share of slower providers that are stopped", all.Average(one => one.Slower.Count > 0 ? 1.0 : 0), 1),
        Claim.AtLeast("share of unchanged providers that pass", all.Average(one => one.Usual.Count == 0 ? 1.0 : 0), 0.95),
    ]);
});
return await root.Parse(args).InvokeAsync();

static string Said(IReadOnlyList<string> worse) => worse.Count == 0 ? "passes" : $"stopped: {string.Join(", ", worse)}";

/// <summary>What the gate said of both; the metrics that became worse.</summary>
internal sealed record Try(IReadOnlyList<string> Usual, IReadOnlyList<string> Slower);
