using System.CommandLine;
using AkkaApiBench.Accuracy;

var streams = new Option<int>("--streams") { Description = "Streams at a time.", DefaultValueFactory = _ => 50 };
var rate = new Option<double>("--tokens-per-second") { Description = "Of each stream.", DefaultValueFactory = _ => 20 };
var tokens = new Option<int>("--tokens") { Description = "Of each answer.", DefaultValueFactory = _ => 40 };
var seconds = new Option<int>("--seconds") { Description = "For how long streams are started.", DefaultValueFactory = _ => 20 };
var root = new RootCommand("""
    How far the times that apibench reports are from what the simulator did. Simulator and apibench are processes of their own on
    this machine, whose monotonic clock both use; each request is found again by its id.

    Example: dotnet run --project benchmarks/Accuracy -c Release -- --streams 50
    """)
{
    streams, rate, tokens, seconds,
};
root.SetAction(async (parsed, cancellation) =>
{
    var load = new StreamLoad(parsed.GetValue(streams), parsed.GetValue(rate), parsed.GetValue(tokens), parsed.GetValue(seconds));
    using var folder = new TemporaryFolder();
    await using var simulator = await SimulatorProcess.StartAsync(folder, load, cancellation);
    var measured = await ApibenchProcess.RunAsync(folder, simulator.BaseUrl, load, cancellation);
    var truth = await simulator.ReadTruthAsync(cancellation);
    return ErrorTable.Write(load, measured, truth);
});
return await root.Parse(args).InvokeAsync();
