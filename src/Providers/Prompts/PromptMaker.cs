using System.Text;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Providers.Prompts;

/// <summary>
/// Makes what a share of a test asks: conversations of one or more turns. A pure function of the workload and the place, so every
/// target is asked the same in the same order, and a tester that takes over goes on with what is next.
/// </summary>
public static class PromptMaker
{
    // Names of the sequences of random numbers within one seed.
    private const int Prefixes = 0, Prompts = 1, InputLengths = 2, OutputLengths = 3, ThinkTimes = 4, Answers = 5, Blocks = 6;

    /// <summary>The conversations of one share of a test.</summary>
    /// <param name="workload">What the share asks.</param>
    /// <param name="load">When the share asks it.</param>
    /// <param name="test">The test's place in the plan.</param>
    /// <param name="part">The share's place among those of the test.</param>
    public static IEnumerable<IReadOnlyList<Prompt>> Of(Workload workload, Load load, int test, int part)
    {
        // What two tests or two parts ask differs, so that none finds its prompts in a cache.
        var place = RandomNumbers.Of(workload.Synthetic?.Seed ?? 0).Inner(test).Inner(part);
        return workload switch
        {
            { FollowsTrace: true } when load is TraceLoad trace => OfTrace(trace, place, RandomNumbers.Of(0).Inner(test).Inner(Blocks)),
            { Synthetic: { } synthetic } => OfWords(workload, synthetic, load, place),
            { Conversations.IsEmpty: false } => workload.Conversations.Select((conversation, index) =>
                TurnsOf(conversation.Messages, workload, place.Inner(ThinkTimes).Inner(index))),
            { Turns: not null } => [TurnsOf(workload.Messages, workload, place.Inner(ThinkTimes))],
            _ => [[new Prompt(workload.Messages, workload.MaxTokens)]],
        };
    }

    private static IEnumerable<IReadOnlyList<Prompt>> OfTrace(TraceLoad trace, RandomNumbers place, RandomNumbers blocks) =>
        trace.Requests.Select((request, index) => (IReadOnlyList<Prompt>)
            [new Prompt([new("user", TextOf(request, blocks, place.Inner(Prompts).Inner(index)))], Math.Max(1, request.OutputTokens))
                { Tokens = Math.Max(1, request.InputTokens) }]);

    /// <summary>
    /// The blocks that the trace names, each the same text wherever it stands, and words of its own where it names none. Parts of a
    /// test have their blocks in common: a cache serves all of them.
    /// </summary>
    private static string TextOf(TraceRequest request, RandomNumbers blocks, RandomNumbers own)
    {
        var tokens = Math.Max(1, request.InputTokens);
        var text = new StringBuilder(tokens * 7);
        foreach (var block in request.Blocks)
        {
            var count = Math.Min(tokens, TraceRequest.BlockTokens);
            Words.Write(text, count, blocks.Inner(block));
            tokens -= count;
        }

        Words.Write(text, tokens, own);
        return text.ToString();
    }

    private static IEnumerable<IReadOnlyList<Prompt>> OfWords(Workload workload, SyntheticPrompts synthetic, Load load, RandomNumbers place)
    {
        var prefixes = RandomNumbers.Of(synthetic.Seed).Inner(Prefixes);
        var count = Math.Min(synthetic.Prompts, load.Planned ?? long.MaxValue);
        return Enumerable.Range(0, (int)count).Select(OfOne);

        IReadOnlyList<Prompt> OfOne(int index)
        {
            var (inputs, outputs, thinkTimes) = (place.Inner(InputLengths).Inner(index), place.Inner(OutputLengths).Inner(index), place.Inner(ThinkTimes).Inner(index));
            var turns = new List<Prompt>();
            var messages = new List<Message>();
            var tokens = 0L;
            for (var turn = 0; turn < (workload.Turns?.Most ?? 1); turn++)
            {
                var input = synthetic.InputTokens.Draw(inputs, turn);
                var output = synthetic.OutputTokens?.Draw(outputs, turn) ?? workload.MaxTokens;
                var prefix = turn == 0 && synthetic.SharedPrefix is { } shared ? shared.Of(input) : 0;
                messages.Add(new("user", TextOf(prefix, input - prefix, prefixes, place.Inner(Prompts).Inner(index).Inner(turn))));
                tokens += input;
                turns.Add(new Prompt([.. messages], output) { Tokens = tokens, ThinkTime = ThinkTimeOf(workload, thinkTimes, turn) });
                messages.Add(new("assistant", Words.Text(output, place.Inner(Answers).Inner(index).Inner(turn))));
                tokens += output;
            }

            return turns;
        }
    }

    private static string TextOf(int shared, int own, RandomNumbers prefixes, RandomNumbers random)
    {
        var text = new StringBuilder((shared + own) * 7);
        Words.Write(text, shared, prefixes);
        Words.Write(text, own, random);
        return text.ToString();
    }

    /// <summary>The turns of what was recorded: all up to the last of a user at once, or with turns up to each of them.</summary>
    private static List<Prompt> TurnsOf(IReadOnlyList<Message> messages, Workload workload, RandomNumbers thinkTimes)
    {
        var ofUser = Enumerable.Range(0, messages.Count).Where(index => messages[index].Role == "user").ToList();
        var ends = ofUser.Count == 0 ? [messages.Count - 1] : workload.Turns is { } turns ? ofUser.Take(turns.Most) : ofUser[^1..];
        return [.. ends.Select((end, turn) => new Prompt([.. messages.Take(end + 1)], workload.MaxTokens) { ThinkTime = ThinkTimeOf(workload, thinkTimes, turn) })];
    }

    private static TimeSpan ThinkTimeOf(Workload workload, RandomNumbers random, int turn) =>
        turn == 0 || workload.Turns is not { } turns ? TimeSpan.Zero : TimeSpan.FromMilliseconds(turns.ThinkTime.Draw(random, turn));
}
