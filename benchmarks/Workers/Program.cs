using System.CommandLine;
using AkkaApiBench.Common;
using AkkaApiBench.Workers;

var connections = new Option<int>("--connections") { Description = "Connections of all workers together.", DefaultValueFactory = _ => 64 };
var warmup = new Option<int>("--warmup") { Description = "Seconds of load before workers are looked at, for each worker.", DefaultValueFactory = _ => 8 };
var seconds = new Option<int>("--seconds") { Description = "Seconds for which they are looked at.", DefaultValueFactory = _ => 15 };
var tokens = new Option<int>("--tokens") { Description = "Tokens of a streamed answer, an event each; 0 for plain answers.", DefaultValueFactory = _ => 128 };
var root = new RootCommand("""
    What a request costs one worker, and what it costs four: the same load on the same server in C, all workers on core 0.

    Example: dotnet run --project benchmarks/Workers -c Release
    """)
{
    connections, warmup, seconds, tokens,
};
root.SetAction(async (parsed, cancellation) =>
{
    using var folder = new TemporaryFolder();
    var program = await PeerServer.CompileAsync(folder, cancellation);
    var results = new List<Worked>();
    foreach (var count in (int[])[1, 4])
    {
        using var server = await PeerServer.StartAsync(program, Math.Max(1, parsed.GetValue(tokens)), eventsPerWrite: 1, cancellation);
        var worked = await Worked.OfAsync(
            count, parsed.GetValue(connections), parsed.GetValue(tokens) > 0, TimeSpan.FromSeconds(parsed.GetValue(warmup) * count), TimeSpan.FromSeconds(parsed.GetValue(seconds)), server, folder, cancellation);
        BenchmarkOutput.Say(FormattableString.Invariant(
            $"{worked.Workers} workers: {worked.Answers / worked.Seconds:0} requests/s, {worked.CpuSeconds / worked.Seconds:0.00} cores, {worked.CpuPerAnswer:0.0} µs of processor time a request"));
        results.Add(worked);
    }

    return BenchmarkOutput.Conclude("workers", results, [Claim.AtMost("processor time a request, four workers / one", results[1].CpuPerAnswer / results[0].CpuPerAnswer, 1.1)]);
});
return await root.Parse(args).InvokeAsync();
