using System.Collections.Immutable;
using System.Text;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Slices;
using AkkaApiBench.Providers.Prompts;

namespace AkkaApiBench.Node.Coordinator.Runs;

/// <summary>The most that one request can use; what a budget sets aside before it is sent.</summary>
internal static class WorstCases
{
    /// <summary>What a provider adds to each message at the most: roles, separators, a short system prompt of its own.</summary>
    private const int TokensPerMessage = 32;

    /// <summary>The most that a request can use, for each target of the plan and each of its tests.</summary>
    public static ImmutableArray<ImmutableArray<Usage>> Of(Plan plan)
    {
        var prompts = plan.Tests.Select(test => WorstPrompt.Of(plan.Workload, test.Load)).ToList();
        return [.. plan.Targets.Select(target => prompts.Select(prompt => UsageOf(prompt, target)).ToImmutableArray())];
    }

    /// <summary>True when the plan limits anything.</summary>
    public static bool HasBudget(this Plan plan) => plan.Budget != Budget.Unlimited;

    private static Usage UsageOf(WorstPrompt prompt, Target target) => new(1, prompt.InputTokens + prompt.OutputTokens,
        target.Price?.Of(new Tokens(prompt.InputTokens, 0, prompt.OutputTokens, 0)) ?? Usd.Zero);

    /// <summary>Sizes that no prompt of a test exceeds: a token is never shorter than a byte.</summary>
    private readonly record struct WorstPrompt(long InputTokens, long OutputTokens)
    {
        public static WorstPrompt Of(Workload workload, Load load)
        {
            var prompt = workload switch
            {
                { FollowsTrace: true } when load is TraceLoad trace => new WorstPrompt(
                    TokensOf(1, Words.MostBytes * trace.Requests.Max(request => Math.Max(1L, request.InputTokens))),
                    trace.Requests.Max(request => Math.Max(1, request.OutputTokens))),
                { Synthetic: { } synthetic } => OfSynthetic(synthetic, workload),
                { Conversations.IsEmpty: false } => new WorstPrompt(workload.Conversations.Max(conversation => TokensOf(conversation.Messages)), workload.MaxTokens),
                _ => new WorstPrompt(TokensOf(workload.Messages), workload.MaxTokens),
            };
            if (load is ProbeLoad probe)
                prompt = prompt with { InputTokens = prompt.InputTokens + ((long)ProbeLoad.BytesPerToken * probe.MaxPromptTokens) };
            return prompt with { InputTokens = prompt.InputTokens + Encoding.UTF8.GetByteCount(workload.Extra ?? "") };
        }

        private static WorstPrompt OfSynthetic(SyntheticPrompts synthetic, Workload workload)
        {
            var turns = workload.Turns?.Most ?? 1;
            long output = synthetic.OutputTokens?.Largest ?? workload.MaxTokens;
            return new WorstPrompt(TokensOf((2 * turns) - 1, Words.MostBytes * ((turns * (long)synthetic.InputTokens.Largest) + ((turns - 1) * output))), output);
        }

        private static long TokensOf(IReadOnlyCollection<Message> messages) =>
            TokensOf(messages.Count, messages.Sum(message => (long)Encoding.UTF8.GetByteCount(message.Content)));

        private static long TokensOf(int messages, long bytes) => bytes + ((messages + 1L) * TokensPerMessage);
    }
}
