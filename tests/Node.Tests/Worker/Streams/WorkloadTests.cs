using System.Diagnostics;
using System.Text.Json.Nodes;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Providers.Tokenizers;
using AkkaApiBench.Simulator;
using AkkaApiBench.Simulator.Profiles;
using AkkaApiBench.Simulator.Truth;

namespace AkkaApiBench.Node.Tests.Worker.Streams;

/// <summary>What the requests of a load really ask, as the simulator received it.</summary>
public sealed class WorkloadTests
{
    private static readonly ITokenizer Tokenizer = TokenizerBook.For("openai", "gpt-4o");

    [Fact]
    public async Task Synthetic_prompts_arrive_as_long_as_drawn_each_once_and_warm_up_asks_others()
    {
        var workload = new Workload
        {
            FollowsTrace = false,
            Synthetic = new SyntheticPrompts(Variation.Between(20, 60), Variation.Between(5, 9), Prompts: 1000, Seed: 3),
        };

        var asked = await AskedAsync(new IterationsLoad(40, 2), workload, TimeSpan.FromSeconds(1), firstToken: 25);

        var texts = asked.Select(one => one.Texts.Single()).ToList();
        texts.Count.ShouldBeGreaterThan(40);
        texts.Distinct().Count().ShouldBe(texts.Count);
        texts.ShouldAllBe(text => Tokenizer.Count(text) >= 20 && Tokenizer.Count(text) <= 60);
        asked.ShouldAllBe(one => one.MaxTokens >= 5 && one.MaxTokens <= 9);
    }

    [Fact]
    public async Task A_deck_that_is_used_up_begins_anew()
    {
        var workload = new Workload { FollowsTrace = false, Synthetic = new SyntheticPrompts(Variation.Always(20), null, Prompts: 3, Seed: 3) };

        var texts = (await AskedAsync(new IterationsLoad(9, 1), workload)).Select(one => one.Texts.Single()).ToList();

        texts.Distinct().Count().ShouldBe(3);
        texts.ShouldBe([.. texts.Take(3), .. texts.Take(3), .. texts.Take(3)]);
    }

    [Fact]
    public async Task A_trace_asks_prompts_and_answers_of_the_recorded_lengths()
    {
        var trace = new TraceLoad([.. Enumerable.Range(1, 20).Select(number => new TraceRequest(number * 10, number * 7, number))], Speedup: 1, MaxInFlight: 1);

        var asked = await AskedAsync(trace, new Workload());

        asked.Select(one => (Tokenizer.Count(one.Texts.Single()), one.MaxTokens)).ShouldBe(Enumerable.Range(1, 20).Select(number => (number * 7, number)));
    }

    [Fact]
    public async Task A_worker_that_takes_over_goes_on_with_the_next_prompts()
    {
        var workload = new Workload { FollowsTrace = false, Synthetic = new SyntheticPrompts(Variation.Always(20), null, Prompts: 1000, Seed: 3) };
        var load = new ConstantRateLoad(100, TimeSpan.FromSeconds(1), MaxInFlight: 4);
        await using var simulator = await StartAsync();
        await using var bench = new LoadBench(simulator.BaseUrlOf("vendor"));
        using var death = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));

        await Should.ThrowAsync<OperationCanceledException>(() => bench.RunAsync(load, epoch: 1, workload, abandon: death.Token));
        await bench.RunAsync(load, epoch: 2, workload: workload);

        await simulator.Truth.WhenIdleAsync();
        var texts = simulator.Truth.Snapshot().Where(truth => truth.Body is not null).Select(truth => new Asked(truth).Texts.Single()).ToList();
        texts.Distinct().Count().ShouldBe(texts.Count);
    }

    [Fact]
    public async Task Users_of_a_closed_loop_go_through_their_conversations_turn_by_turn_and_think()
    {
        const int users = 3, turns = 4;
        var think = TimeSpan.FromMilliseconds(60);
        var workload = new Workload
        {
            FollowsTrace = false,
            Synthetic = new SyntheticPrompts(Variation.Always(12), Variation.Always(5), Prompts: 100, Seed: 3),
            Turns = new Turns(turns, Variation.Always((int)think.TotalMilliseconds)),
        };

        var asked = await AskedAsync(new IterationsLoad(users * turns * 2, users), workload);

        var conversations = asked.GroupBy(one => one.Texts[0]).ToList();
        conversations.Count.ShouldBe(users * 2);
        foreach (var conversation in conversations)
        {
            var inOrder = conversation.OrderBy(one => one.Truth.Arrived).ToList();
            inOrder.Select(one => one.Texts.Count).ShouldBe([1, 3, 5, 7]);
            for (var turn = 1; turn < turns; turn++)
            {
                inOrder[turn].Texts.Take((2 * turn) - 1).ShouldBe(inOrder[turn - 1].Texts);
                Tokenizer.Count(inOrder[turn].Texts[^2]).ShouldBe(5);
                Stopwatch.GetElapsedTime(inOrder[turn - 1].Truth.EndBefore, inOrder[turn].Truth.Arrived).ShouldBeGreaterThanOrEqualTo(think);
            }
        }
    }

    [Fact]
    public async Task An_open_loop_keeps_its_times_and_begins_conversations_while_others_think()
    {
        var think = TimeSpan.FromMilliseconds(100);
        var workload = new Workload
        {
            FollowsTrace = false,
            Conversations = [.. Enumerable.Range(0, 200).Select(number => new Conversation([new("user", $"{number} one"), new("assistant", "yes"), new("user", "two")]))],
            Turns = new Turns(2, Variation.Always((int)think.TotalMilliseconds)),
        };

        var asked = await AskedAsync(new ConstantRateLoad(50, TimeSpan.FromSeconds(3), MaxInFlight: 150), workload);

        asked.Count.ShouldBe(150);
        var answered = asked.GroupBy(one => one.Texts[0]).Where(conversation => conversation.Count() == 2).ToList();
        answered.ShouldNotBeEmpty();
        foreach (var conversation in answered)
        {
            var inOrder = conversation.OrderBy(one => one.Texts.Count).ToList();
            inOrder[1].Texts.ShouldBe([inOrder[0].Texts[0], "yes", "two"]);
            Stopwatch.GetElapsedTime(inOrder[0].Truth.EndBefore, inOrder[1].Truth.Arrived).ShouldBeGreaterThanOrEqualTo(think);
        }
    }

    private static async Task<List<Asked>> AskedAsync(Load load, Workload workload, TimeSpan warmup = default, double firstToken = 2)
    {
        await using var simulator = await StartAsync(firstToken);
        await using var bench = new LoadBench(simulator.BaseUrlOf("vendor"));
        await bench.RunAsync(load, workload: workload, warmup: warmup);
        await simulator.Truth.WhenIdleAsync();
        return [.. simulator.Truth.Snapshot().OrderBy(truth => truth.Arrived).Select(truth => new Asked(truth))];
    }

    private static Task<SimulatorHost> StartAsync(double firstToken = 2) => SimulatorHost.StartAsync(new SimulatorOptions
    {
        Profiles =
        [
            new Profile
            {
                Name = "vendor",
                Protocol = WireProtocol.OpenAi,
                Models = ["m"],
                RequiresKey = false,
                Latency = new Latency { FirstToken = new Constant(firstToken), TokenGap = new Constant(0) },
                Output = new Output { Tokens = new Constant(3) },
            },
        ],
        KeepsBodies = true,
    });

    private sealed class Asked
    {
        public Asked(RequestTruth truth)
        {
            var body = JsonNode.Parse(truth.Body.ShouldNotBeNull())!;
            Truth = truth;
            Texts = [.. body["messages"]!.AsArray().Select(message => message!["content"]!.GetValue<string>())];
            MaxTokens = body["max_tokens"]!.GetValue<int>();
        }

        public RequestTruth Truth { get; }

        public List<string> Texts { get; }

        public int MaxTokens { get; }
    }
}
