using System.CommandLine;
using AkkaApiBench.Common;
using AkkaApiBench.Engine;

var connections = new Option<int>("--connections") { Description = "Connections, each with one request at a time.", DefaultValueFactory = _ => 64 };
var tokens = new Option<int>("--tokens") { Description = "Content events of a streamed answer.", DefaultValueFactory = _ => 128 };
var perWrite = new Option<int>("--events-per-write") { Description = "Content events that the server writes at once.", DefaultValueFactory = _ => 16 };
var cpu = new Option<double>("--cpu-seconds") { Description = "Processor time of each client that is looked at.", DefaultValueFactory = _ => 2.5 };
var rounds = new Option<int>("--rounds") { Description = "How often all clients are measured in turn.", DefaultValueFactory = _ => 1 };
var only = new Option<Answers?>("--answers") { Description = "Only plain or streamed answers." };
var root = new RootCommand("""
    What a request and a token cost the client: apibench run, with its cluster, journal and records, against wrk, hey, an
    asyncio/aiohttp client and OpenAI's .NET client. All ask the same server in C; clients are on core 0, the server on core 1.

    Example: dotnet run --project benchmarks/Engine -c Release
    """)
{
    connections, tokens, perWrite, cpu, rounds, only,
};
root.Subcommands.Add(ClientCommands.Create());
root.SetAction(async (parsed, cancellation) =>
{
    var setup = new Setup(parsed.GetValue(connections), parsed.GetValue(tokens), parsed.GetValue(perWrite), parsed.GetValue(cpu), parsed.GetValue(rounds));
    var kinds = parsed.GetValue(only) is { } kind ? [kind] : new[] { Answers.Plain, Answers.Stream };
    using var folder = new TemporaryFolder();
    var server = await PeerServer.CompileAsync(folder, cancellation);
    var results = new Dictionary<Answers, IReadOnlyList<Measured>>();
    foreach (var answers in kinds)
        results[answers] = await new Comparison(setup, answers, server).RunAsync(cancellation);
    return BenchmarkOutput.Conclude("engine", new { setup, results }, Claims.Of(results));
});
return await root.Parse(args).InvokeAsync();
