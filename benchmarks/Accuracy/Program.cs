using System.CommandLine;
using System.Globalization;
using AkkaApiBench.Accuracy;
using AkkaApiBench.Common;

var streams = new Option<int>("--streams") { Description = "Streams at a time.", DefaultValueFactory = _ => 1000 };
var rate = new Option<double>("--tokens-per-second") { Description = "Of each stream.", DefaultValueFactory = _ => 20 };
var tokens = new Option<int>("--tokens") { Description = "Of each answer.", DefaultValueFactory = _ => 40 };
var seconds = new Option<int>("--seconds") { Description = "For how long streams are started.", DefaultValueFactory = _ => 20 };
var root = new RootCommand("""
    How far the times that apibench reports are from what the simulator did. Simulator and apibench are processes of their own on
    this machine, whose monotonic clock both use; each request is found again by its id.

    Example: dotnet run --project benchmarks/Accuracy -c Release -- --streams 1000
    """)
{
    streams, rate, tokens, seconds,
};
root.SetAction(async (parsed, cancellation) =>
{
    var load = new StreamLoad(parsed.GetValue(streams), parsed.GetValue(rate), parsed.GetValue(tokens), parsed.GetValue(seconds));
    var clients = new List<ClientErrors>();
    BenchmarkOutput.Say(string.Create(CultureInfo.InvariantCulture,
        $"{load.Streams} streams at a time of {load.TokensPerSecond} tokens/s, answers of {load.Tokens} tokens; in ms"));
    foreach (var (name, run) in new (string, Func<TemporaryFolder, Uri, StreamLoad, CancellationToken, Task<IReadOnlyList<MeasuredRequest>?>>)[]
    {
        ("apibench", async (folder, url, streams, stop) => await ApibenchProcess.RunAsync(folder, url, streams, stop)),
        ("aiohttp", AiohttpProcess.RunAsync),
    })
    {
        using var folder = new TemporaryFolder();
        await using var simulator = await SimulatorProcess.StartAsync(folder, load, cancellation);
        if (await run(folder, simulator.BaseUrl, load, cancellation) is not { } measured
            || ClientErrors.Of(name, measured, await simulator.ReadTruthAsync(cancellation)) is not { } errors)
        {
            BenchmarkOutput.Say($"{name}: nothing was measured");
            continue;
        }

        errors.Write();
        clients.Add(errors);
    }

    var ours = clients.FirstOrDefault(client => client.Client == "apibench");
    return BenchmarkOutput.Conclude("accuracy", new { load, clients },
    [
        Claim.AtMost("|ttft error| p99 in ms", ours?.TtftMs.P99, 1),
        Claim.AtMost("|token gap error| p99 in ms", ours?.TokenGapMs.P99, 1),
    ]);
});
return await root.Parse(args).InvokeAsync();
