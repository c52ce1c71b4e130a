using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Providers.Prompts;
using AkkaApiBench.Providers.Tokenizers;
using CsCheck;

namespace AkkaApiBench.Providers.Tests.Prompts;

public sealed class PromptMakerTests
{
    private static readonly Load Load = new ConcurrencyLoad(4, TimeSpan.FromSeconds(10));
    private static readonly Variation Lengths = new(VariationShape.LogNormal, 200, 120, 10, 1000);
    private static readonly Variation Answers = new(VariationShape.Normal, 50, 10, 1, 1000);

    [Theory]
    [InlineData("gpt-4o")]
    [InlineData("gpt-4")]
    public void Prompts_are_as_long_as_drawn_when_the_tokenizer_counts_them(string model)
    {
        var tokenizer = TokenizerBook.For("openai", model);

        var prompts = Single(Synthetic(prompts: 500));

        prompts.Count.ShouldBe(500);
        prompts.ShouldAllBe(prompt => tokenizer.Count(prompt.Messages.Single().Content) == prompt.Tokens);
        prompts.Average(prompt => prompt.Tokens!.Value).ShouldBe(200, 30);
        prompts.Average(prompt => prompt.MaxTokens).ShouldBe(50, 3);
        prompts.Min(prompt => prompt.Tokens)!.Value.ShouldBeGreaterThanOrEqualTo(10);
        prompts.Max(prompt => prompt.Tokens)!.Value.ShouldBeLessThanOrEqualTo(1000);
    }

    [Fact]
    public void No_two_prompts_are_alike_in_their_first_words_nor_those_of_other_tests_parts_and_seeds()
    {
        var all = from test in (int[])[0, 1, ~0] from part in (int[])[0, 1] from prompt in Single(Synthetic(prompts: 200), test, part) select TextOf(prompt);
        var beginnings = all.Concat(Single(Synthetic(prompts: 200, seed: 8)).Select(TextOf)).Select(text => string.Join(' ', text.Split(' ').Take(8))).ToList();

        beginnings.Distinct().Count().ShouldBe(beginnings.Count);
    }

    [Fact]
    public void The_same_place_has_the_same_prompts_again() =>
        Single(Synthetic(prompts: 50), test: 3, part: 2).Select(TextOf).ShouldBe(Single(Synthetic(prompts: 50), test: 3, part: 2).Select(TextOf));

    [Fact]
    public void No_more_prompts_are_made_than_there_are_requests() =>
        PromptMaker.Of(Synthetic(prompts: 500), new IterationsLoad(7, 2), 0, 0).Count().ShouldBe(7);

    [Fact]
    public void The_shared_part_of_prompts_is_the_same_and_the_rest_is_not() => Gen.Select(Gen.Double[0, 1], Gen.Int[0, 400], Gen.Long[0, 1000]).Sample((share, tokens, seed) =>
    {
        var prefix = new SharedPrefix(share, tokens);
        var workload = Synthetic(prompts: 20, seed);
        workload = workload with { Synthetic = workload.Synthetic! with { SharedPrefix = prefix } };

        var prompts = Single(workload, test: 0).Concat(Single(workload, test: 1, part: 1)).ToList();

        var longest = prompts.MaxBy(prompt => prompt.Tokens)!;
        var common = TextOf(longest).Split(' ');
        foreach (var words in prompts.Where(prompt => prompt != longest).Select(prompt => TextOf(prompt).Split(' ')))
        {
            var shared = prefix.Of(words.Length);
            words.Length.ShouldBeGreaterThanOrEqualTo(shared);
            words[..shared].ShouldBe(common[..shared]);
            // Sixteen words that are the same by chance there are none.
            if (words.Length >= shared + 16)
                words[shared..(shared + 16)].ShouldNotBe(common[shared..(shared + 16)]);
        }
    }, iter: 50);

    [Fact]
    public void A_turn_is_asked_with_all_that_was_said_before_it()
    {
        var tokenizer = TokenizerBook.For("openai", "gpt-4o");
        var workload = Synthetic(prompts: 20) with { Turns = new Turns(4, Variation.Between(100, 300)) };

        foreach (var turns in PromptMaker.Of(workload, Load, 0, 0))
        {
            turns.Count.ShouldBe(4);
            turns[0].ThinkTime.ShouldBe(TimeSpan.Zero);
            for (var i = 0; i < turns.Count; i++)
            {
                turns[i].Messages.Select(message => message.Role).ShouldBe(Enumerable.Range(0, (2 * i) + 1).Select(index => index % 2 == 0 ? "user" : "assistant"));
                turns[i].Tokens.ShouldBe(turns[i].Messages.Sum(message => tokenizer.Count(message.Content)));
                if (i == 0)
                    continue;
                turns[i].Messages.Take((2 * i) - 1).ShouldBe(turns[i - 1].Messages);
                tokenizer.Count(turns[i].Messages[^2].Content).ShouldBe(turns[i - 1].MaxTokens);
                turns[i].ThinkTime.TotalMilliseconds.ShouldBeInRange(100, 300);
            }
        }
    }

    [Fact]
    public void Recorded_conversations_are_asked_in_turns_only_where_wanted()
    {
        var workload = new Workload
        {
            FollowsTrace = false,
            Conversations = [new([new("system", "s"), new("user", "u1"), new("assistant", "a1"), new("user", "u2"), new("assistant", "a2")]), new([new("user", "x")])],
        };

        Texts(workload).ShouldBe(["s u1 a1 u2", "x"]);
        Texts(workload with { Turns = new Turns(5, Variation.Always(7)) }).ShouldBe(["s u1 | s u1 a1 u2", "x"]);
        Texts(workload with { Turns = new Turns(1, Variation.Always(7)) }).ShouldBe(["s u1", "x"]);

        static IEnumerable<string> Texts(Workload workload) => PromptMaker.Of(workload, Load, 0, 0)
            .Select(turns => string.Join(" | ", turns.Select(turn => string.Join(' ', turn.Messages.Select(message => message.Content)))));
    }

    [Fact]
    public void Fixed_messages_are_asked_as_they_are()
    {
        var workload = new Workload { Messages = [new("user", "u"), new("assistant", "{")] };

        Single(workload).ShouldHaveSingleItem().Messages.ShouldBe(workload.Messages);
    }

    [Fact]
    public void A_trace_s_requests_ask_prompts_of_the_recorded_lengths()
    {
        var trace = new TraceLoad([new(0, 374, 44), new(10, 0, 0), new(20, 12, 109)], Speedup: 1, MaxInFlight: 5);

        var prompts = PromptMaker.Of(new Workload(), trace, 0, 0).Select(turns => turns.ShouldHaveSingleItem()).ToList();

        prompts.Select(prompt => (TokenizerBook.For("openai", "gpt-4o").Count(TextOf(prompt)), prompt.MaxTokens)).ShouldBe([(374, 44), (1, 1), (12, 109)]);
        PromptMaker.Of(new Workload { FollowsTrace = false }, trace, 0, 0).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_trace_s_prompts_share_as_much_as_their_blocks_say_in_every_part_of_a_test()
    {
        var trace = new TraceLoad(
            [
                new(0, 1200, 5) { Blocks = [0, 1, 2] }, new(10, 1600, 5) { Blocks = [0, 1, 3, 4] }, new(20, 1100, 5) { Blocks = [0, 5] }, new(30, 600, 5),
            ],
            Speedup: 1, MaxInFlight: 5);

        var prompts = PromptMaker.Of(new Workload(), trace, 0, 0).Select(turns => TextOf(turns.ShouldHaveSingleItem()).Split(' ')).ToList();
        var elsewhere = PromptMaker.Of(new Workload(), trace, 0, part: 1).Select(turns => TextOf(turns.ShouldHaveSingleItem()).Split(' ')).ToList();

        prompts.Select(words => words.Length).ShouldBe([1200, 1600, 1100, 600]);
        SharedWords(prompts[0], prompts[1]).ShouldBeInRange(1024, 1030);
        SharedWords(prompts[0], prompts[2]).ShouldBeInRange(512, 518);
        SharedWords(prompts[0], prompts[3]).ShouldBeLessThan(6);
        elsewhere[0].ShouldBe(prompts[0]);
        SharedWords(elsewhere[2], prompts[2]).ShouldBeInRange(1024, 1030, "the third block is not named, so that it is everyone's own");
        TextOf(PromptMaker.Of(new Workload(), trace, test: 1, 0).First().Single()).ShouldNotBe(string.Join(' ', prompts[0]), "another test must not find its prompts in a cache");
    }

    private static int SharedWords(string[] one, string[] other) => one.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();

    private static Workload Synthetic(int prompts, long seed = 7) =>
        new() { FollowsTrace = false, Synthetic = new SyntheticPrompts(Lengths, Answers, prompts, seed) };

    private static List<Prompt> Single(Workload workload, int test = 0, int part = 0) =>
        [.. PromptMaker.Of(workload, Load, test, part).Select(turns => turns.ShouldHaveSingleItem())];

    private static string TextOf(Prompt prompt) => prompt.Messages.Single().Content;
}
