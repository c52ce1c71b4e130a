using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Node.Coordinator.Runs;
using AkkaApiBench.Providers.Prompts;
using AkkaApiBench.Providers.Tokenizers;
using CsCheck;

namespace AkkaApiBench.Node.Tests.Coordinator;

public sealed class WorstCasesTests
{
    private static readonly Target Target = new() { Provider = "openai", Model = "gpt-4o", BaseUrl = new Uri("http://h/v1"), Price = new Price(1, 1, 2, "") };

    private static readonly Gen<Variation> Lengths =
        from shape in Gen.Enum<VariationShape>()
        from mean in Gen.Int[1, 200]
        from deviation in Gen.Int[1, 100]
        select new Variation(shape, mean, deviation, 1, 400);

    [Fact]
    public void No_prompt_is_worse_than_the_worst_case() => Gen.Select(Lengths, Lengths, Gen.Int[1, 4], Gen.Long[0, 1000]).Sample((input, output, turns, seed) =>
    {
        var workload = new Workload
        {
            FollowsTrace = false,
            Synthetic = new SyntheticPrompts(input, output, 20, seed),
            Turns = new Turns(turns, Variation.Always(0)),
        };

        ShouldBeWithin(workload, new ConcurrencyLoad(1, TimeSpan.FromSeconds(1)));
    }, iter: 50);

    [Fact]
    public void The_longest_of_recorded_conversations_counts() => ShouldBeWithin(
        new Workload { FollowsTrace = false, Conversations = [new([new("user", "ä€😀")]), new([new("system", new string('ä', 500)), new("user", "€")])] },
        new IterationsLoad(3, 1));

    [Fact]
    public void The_longest_of_a_trace_s_requests_counts_and_for_that_test_only()
    {
        var trace = new TraceLoad([new(0, 5, 300), new(1, 900, 2)], 1, 5);
        var plan = PlanOf(new Workload(), new IterationsLoad(1, 1), trace);

        WorstCases.Of(plan)[0][0].Tokens.ShouldBeLessThan(900);
        WorstCases.Of(plan)[0][1].Tokens.ShouldBeGreaterThanOrEqualTo(900 + 300);
        ShouldBeWithin(new Workload(), trace);
    }

    [Fact]
    public void A_probe_may_send_four_bytes_for_each_token_that_it_is_allowed()
    {
        var plan = PlanOf(new Workload(), new ProbeLoad(10, TimeSpan.FromMinutes(1)) { MaxPromptTokens = 1_000 });

        WorstCases.Of(plan)[0][0].Tokens.ShouldBeInRange(4_000, 4_500);
    }

    private static void ShouldBeWithin(Workload workload, Load load)
    {
        var tokenizer = TokenizerBook.For(Target);
        var worst = WorstCases.Of(PlanOf(workload, load)).ShouldHaveSingleItem().ShouldHaveSingleItem();
        foreach (var prompt in PromptMaker.Of(workload, load, 0, 0).SelectMany(turns => turns))
        {
            var tokens = new Tokens(prompt.Messages.Sum(message => tokenizer.Count(message.Content)), 0, prompt.MaxTokens, 0);
            worst.Tokens.ShouldBeGreaterThanOrEqualTo(tokens.Total);
            worst.Cost.Pico.ShouldBeGreaterThanOrEqualTo(Target.Price!.Of(tokens).Pico);
        }
    }

    private static Plan PlanOf(Workload workload, params Load[] loads) => new()
    {
        Name = "p",
        Targets = [Target],
        Tests = [.. loads.Select((load, index) => new Test($"t{index}", TestType.Throughput, load))],
        Workload = workload,
    };
}
