using System.Text.Json.Nodes;
using AkkaApiBench.Cli.Plans;
using AkkaApiBench.Cli.Tests.Fakes;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Cli.Tests.Plans;

public sealed class TraceFileTests : IDisposable
{
    private const string Azure = "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:15:46.5,374,44\n2023-11-16 18:15:47.25,396,109\n";

    private readonly TestWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("--trace nowhere.csv", "--trace: 'nowhere.csv' is not allowed; allowed: a file that can be read (looked at ")]
    [InlineData("--trace bad.csv", "--trace: 'bad.csv' line 3, ContextTokens: 'x' is not allowed; allowed: a whole number from 0 to 10000000")]
    [InlineData("--trace good.csv --speedup 0", "--speedup: 0 is not allowed; allowed: a number from 0.001 to 100000")]
    [InlineData("--trace good.csv --rate 5", "--rate: this flag is not allowed; allowed: the fields of the load model trace")]
    [InlineData("--load magic --rate 5 --duration 1s", "--load: 'magic' is not allowed; allowed: iterations, concurrency, constant_rate, poisson, ramp, trace, sweep, levels")]
    [InlineData("--load poisson --rate 5", "--duration: nothing is not allowed; allowed: a duration")]
    public async Task Flags_that_give_no_load_are_refused_in_their_own_terms(string flags, string error)
    {
        _world.Write("good.csv", Azure);
        _world.Write("bad.csv", Azure.Replace("396", "x", StringComparison.Ordinal));

        (await _world.RunAsync([.. $"run --target openai/m --test throughput {flags}".Split(' ')])).ShouldBe(ExitCode.Usage);

        _world.ErrorLines.ShouldContain(line => line.Contains(error, StringComparison.Ordinal), _world.Error);
    }

    [Fact]
    public async Task What_is_wrong_in_a_file_is_told_together_with_what_is_wrong_in_the_plan()
    {
        _world.Write("bad.csv", "a,b,c\n");
        _world.Write("plan.yaml", "targets: [openai/m]\ntests: [{ type: throughput, load: { file: bad.csv } }, { type: latency, load: { model: trace, file: bad.csv, format: pcap } }]\nwarmup: soon");

        (await _world.RunAsync("run", "plan.yaml")).ShouldBe(ExitCode.Usage);

        _world.Error.ShouldContain("plan.yaml: tests[0].load.file: 'bad.csv' line 1: 'a,b,c' is not allowed; allowed: a header with the columns TIMESTAMP");
        _world.Error.ShouldContain("plan.yaml: tests[1].load.format: 'pcap' is not allowed; allowed: azure, burstgpt, mooncake");
        _world.Error.ShouldContain("plan.yaml: warmup: 'soon' is not allowed");
    }

    [Fact]
    public void A_file_is_replaced_by_its_requests()
    {
        _world.Write("trace.csv", Azure);
        var plan = new JsonObject
        {
            ["tests"] = new JsonArray(
                new JsonObject { ["type"] = "throughput", ["file"] = "trace.csv", ["format"] = "azure", ["max_requests"] = 5 },
                new JsonObject { ["type"] = "latency", ["load"] = new JsonObject { ["model"] = "trace", ["file"] = "trace.csv", ["max_requests"] = 1 } },
                new JsonObject { ["type"] = "reliability" }),
        };

        new TraceFiles(name => _world.PathOf(name)).Embed(plan).ShouldBeEmpty();

        plan.ShouldBeTreeOf("""
            tests:
              - { type: throughput, requests: [[1700158546500, 374, 44], [1700158547250, 396, 109]], max_requests: 5 }
              - { type: latency, load: { model: trace, requests: [[1700158546500, 374, 44]], max_requests: 1 } }
              - { type: reliability }
            """);
    }

    [Fact]
    public void A_file_that_a_plan_names_stands_beside_the_plan()
    {
        Directory.CreateDirectory(_world.PathOf("plans"));
        File.WriteAllText(_world.PathOf("plans", "trace.csv"), Azure);
        File.WriteAllText(_world.PathOf("plans", "plan.yaml"), "targets: [openai/m]\ntests: [{ type: throughput, file: trace.csv }]");

        var request = new PlanSource("plans/plan.yaml", new GivenFlags(new Dictionary<PlanFlag, IReadOnlyList<string>>()), Catalog.Load(null))
            .Read(name => _world.PathOf(name));

        request.Plan.Tests.ShouldHaveSingleItem().Load.ShouldBeOfType<TraceLoad>().Requests.ShouldBe([new(0, 374, 44), new(750, 396, 109)]);
    }
}
