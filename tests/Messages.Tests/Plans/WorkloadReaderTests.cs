using System.Text.Json.Nodes;
using AkkaApiBench.Messages.Plans;
using CsCheck;

namespace AkkaApiBench.Messages.Tests.Plans;

public sealed class WorkloadReaderTests
{
    [Theory]
    [InlineData("synthetic: { output_tokens: 5 }", "synthetic.input_tokens", "nothing", "a whole number from 1 to 1000000")]
    [InlineData("synthetic: { input_tokens: 0 }", "synthetic.input_tokens", "0", "a whole number from 1 to 1000000")]
    [InlineData("synthetic: { input_tokens: many }", "synthetic.input_tokens", "'many'", "a whole number from 1 to 1000000")]
    [InlineData("synthetic: { input_tokens: { mean: 5 } }", "synthetic.input_tokens.distribution", "nothing", "fixed, uniform, normal, lognormal")]
    [InlineData("synthetic: { input_tokens: { distribution: pareto } }", "synthetic.input_tokens.distribution", "'pareto'", "fixed, uniform, normal, lognormal")]
    [InlineData("synthetic: { input_tokens: { distribution: uniform, min: 5 } }", "synthetic.input_tokens.max", "nothing", "a whole number from 1 to 1000000")]
    [InlineData("synthetic: { input_tokens: { distribution: uniform, min: 5, max: 4 } }", "synthetic.input_tokens.max", "4", "tokens not below min")]
    [InlineData("synthetic: { input_tokens: { distribution: normal, mean: 5 } }", "synthetic.input_tokens.stddev", "nothing", "a whole number")]
    [InlineData("synthetic: { input_tokens: { distribution: normal, mean: 5, stddev: 1, max: 4 } }", "synthetic.input_tokens.mean", "5", "tokens from min to max")]
    [InlineData("synthetic: { input_tokens: { distribution: fixed, mean: 5, stddev: 1 } }", "synthetic.input_tokens.stddev", "this field", "the fields distribution, mean")]
    [InlineData("synthetic: { input_tokens: 5, length: 3 }", "synthetic.length", "this field", "the fields input_tokens, output_tokens, seed, prompts")]
    [InlineData("synthetic: { input_tokens: 10000, prompts: 2000 }", "synthetic.prompts", "2000", "at most 10000000 tokens in all prompts of a tester, each turn with those before it; of this length 1000 prompts")]
    [InlineData("{ synthetic: { input_tokens: 1000000 }, turns: { max: 10 } }", "synthetic.input_tokens", "1000000", "at most 10000000 tokens in all prompts")]
    [InlineData("{ synthetic: { input_tokens: 5 }, messages: [{ role: user, content: a }] }", "synthetic", "an object", "one of messages, synthetic, dataset, conversations")]
    [InlineData("shared_prefix: { share: 0.5 }", "shared_prefix", "an object", "this field beside synthetic only")]
    [InlineData("{ synthetic: { input_tokens: 5 }, shared_prefix: { share: 1.5 } }", "shared_prefix.share", "1.5", "a number from 0 to 1")]
    [InlineData("turns: { max: 0 }", "turns.max", "0", "a whole number from 1 to 100")]
    [InlineData("turns: { think_time: soon }", "turns.think_time", "'soon'", "a duration such as 500ms, 30s, 5m or 2h, from 0ms to 1h")]
    [InlineData("turns: { think_time: { distribution: normal, mean: 2s, stddev: 2h } }", "turns.think_time.stddev", "'2h'", "a duration")]
    [InlineData("dataset: { path: a.jsonl }", "dataset", "an object", "the data set itself in 'conversations'; only the command line reads files")]
    [InlineData("conversations: []", "conversations", "a list of 0", "a list of 1 to 10000")]
    [InlineData("conversations: [[{ role: user, content: a }], 7]", "conversations[1]", "7", "[{ role, content }, …]")]
    [InlineData("conversations: [[{ role: robot, content: a }]]", "conversations[0][0].role", "'robot'", "system, developer, user, human")]
    [InlineData("conversations: [{ messages: [{ role: user, content: 7 }] }]", "conversations[0].messages[0].content", "7", "a text, or a list of { type: text, text }")]
    [InlineData("conversations: [[{ role: assistant, content: a }]]", "conversations[0]", "no message of a user", "at least one, not empty")]
    [InlineData("extra: 7", "extra", "7", "fields and values")]
    [InlineData("extra: { top_p: 1, Model: x }", "extra.Model", "this field", "any field that is not set already")]
    [InlineData("extra: { n: 2 }", "extra.n", "this field", "any field that is not set already")]
    [InlineData("extra: { generationConfig: { temperature: 1 } }", "extra.generationConfig.temperature", "this field", "any field that is not set already")]
    [InlineData("extra: { options: { num_predict: 1 } }", "extra.options.num_predict", "this field", "any field that is not set already")]
    public void A_workload_that_cannot_be_is_refused_with_path_value_and_what_is_allowed(string workload, string path, string value, string allowed)
    {
        var error = Reading.With($"workload: {(workload.StartsWith('{') ? workload : $"{{ {workload} }}")}").OnlyError();

        (error.Path, error.Value).ShouldBe(($"workload.{path}", value));
        error.Allowed.ShouldStartWith(allowed);
    }

    [Fact]
    public void A_share_and_tokens_are_not_both_a_prefix() =>
        Reading.With("workload: { synthetic: { input_tokens: 5 }, shared_prefix: { share: 0.5, tokens: 3 } }").OnlyError().Path.ShouldBe("workload.shared_prefix.share");

    [Fact]
    public void What_a_key_may_be_in_extra_is_not_shown()
    {
        var error = Reading.With("workload: { extra: { api_key: sk-abcdefghijklmnopqrst1 } }").OnlyError();

        error.ToString().ShouldNotContain("sk-");
        error.Path.ShouldBe("workload.extra.api_key");
    }

    [Fact]
    public void Nothing_said_is_a_greeting_which_follows_traces()
    {
        var workload = Reading.With("").Plan().Workload;

        workload.ShouldBe(new Workload { Messages = workload.Messages });
        (workload.FollowsTrace, workload.Messages.Count).ShouldBe((true, 1));
        Reading.With("workload: { max_tokens: 5 }").Plan().Workload.FollowsTrace.ShouldBeTrue();
        Reading.With("workload: { messages: [{ role: user, content: a }] }").Plan().Workload.FollowsTrace.ShouldBeFalse();
    }

    [Fact]
    public void Every_kind_is_read_as_it_was_written()
    {
        var synthetic = Reading.With("""
            workload:
              synthetic:
                input_tokens: { distribution: lognormal, mean: 500, stddev: 300, min: 16, max: 4000 }
                output_tokens: { distribution: uniform, min: 5, max: 50 }
                seed: 7
              shared_prefix: { tokens: 20 }
              turns: { max: 3, think_time: { distribution: normal, mean: 2s, stddev: 500ms } }
              extra: { stop: ["\n"], nested: { a: 1 } }
            """).Plan().Workload;

        synthetic.Synthetic.ShouldBe(new SyntheticPrompts(
            new Variation(VariationShape.LogNormal, 500, 300, 16, 4000), Variation.Between(5, 50), 1000, 7) { SharedPrefix = new SharedPrefix(0, 20) });
        synthetic.Turns.ShouldBe(new Turns(3, new Variation(VariationShape.Normal, 2000, 500, 0, 3_600_000)));
        synthetic.Extra.ShouldBe("""{"stop":["\n"],"nested":{"a":1}}""");
        var recorded = Reading.With("workload: { conversations: [[{ from: human, value: Grüß }], { messages: [{ role: user, content: [{ type: text, text: a }] }] }] }").Plan().Workload;
        recorded.Conversations.Select(conversation => conversation.Messages.ShouldHaveSingleItem()).ShouldBe([new("user", "Grüß"), new("user", "a")]);
    }

    [Fact]
    public void Long_prompts_are_fewer_unless_asked_for() =>
        Reading.With("workload: { synthetic: { input_tokens: 100000 } }").Plan().Workload.Synthetic!.Prompts.ShouldBe(100);

    [Fact]
    public void Conversations_that_do_not_fit_a_message_are_refused_by_their_size_and_how_many_fit()
    {
        var random = new Random(1);
        var conversations = new JsonArray([.. Enumerable.Range(0, 400).Select(_ =>
            new JsonArray(new JsonObject { ["role"] = "user", ["content"] = Convert.ToBase64String(Bytes(random, 300)) }))]);
        var plan = new JsonObject { ["targets"] = new JsonArray("openai/m"), ["tests"] = new JsonArray("latency"), ["workload"] = new JsonObject { ["conversations"] = conversations } };

        var error = PlanReader.FromTree(plan, FakeCatalog.Instance).OnlyError();

        error.Path.ShouldBe("workload.conversations");
        error.Value.ShouldStartWith("400 conversations, ");
        error.Allowed.ShouldStartWith("65536 bytes beside the plan's traces, some ");
        var fitting = int.Parse(error.Allowed.Split("some ")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        while (conversations.Count > fitting)
            conversations.RemoveAt(conversations.Count - 1);
        PlanReader.FromTree(plan, FakeCatalog.Instance).Plan().Workload.Conversations.Length.ShouldBe(fitting);
    }

    [Fact]
    public void A_trace_whose_prompts_do_not_fit_the_memory_is_refused_unless_the_plan_says_what_to_ask()
    {
        const string plan = "targets: [openai/m]\ntests: [{ type: throughput, load: { requests: [[0, 9000000, 2], [5, 9000000, 2]] } }]\n";

        Reading.Yaml(plan).OnlyError().Path.ShouldBe("tests[0].load");
        Reading.Yaml(plan + "workload: { messages: [{ role: user, content: a }] }").Plan();
        Reading.Yaml(plan + "workers: 2").Plan();
    }

    [Fact]
    public void Any_variation_that_is_written_is_read() => Gen.Select(Gen.Int[1, 1_000_000], Gen.Int[1, 1_000_000], Gen.Int[0, 1_000_000]).Sample((one, other, deviation) =>
    {
        var (min, max) = (Math.Min(one, other), Math.Max(one, other));
        ReadOf($"{{ distribution: uniform, min: {min}, max: {max} }}").ShouldBe(Variation.Between(min, max));
        var mean = min + (max - min) / 2;
        ReadOf($"{{ distribution: normal, mean: {mean}, stddev: {deviation + 1}, min: {min}, max: {max} }}")
            .ShouldBe(new Variation(VariationShape.Normal, mean, deviation + 1, min, max));
        ReadOf($"{min}").ShouldBe(Variation.Always(min));

        static Variation ReadOf(string text) => Reading.With($"workload: {{ synthetic: {{ input_tokens: {text} }} }}").Plan().Workload.Synthetic!.InputTokens;
    }, iter: 100);

    [Fact]
    public void Testers_share_conversations_out_as_far_as_there_are_enough() => Gen.Select(Gen.Int[1, 30], Gen.Int[1, 10]).Sample((count, parts) =>
    {
        var workload = new Workload { Conversations = [.. Enumerable.Range(0, count).Select(number => new Conversation([new("user", $"{number}")]))] };

        var shares = Enumerable.Range(0, parts).Select(part => workload.Share(part, parts).Conversations).ToList();

        if (count < parts)
            shares.ShouldAllBe(share => share.Length == count);
        else
            shares.SelectMany(share => share).ShouldBe(workload.Conversations, ignoreOrder: true);
    });

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
