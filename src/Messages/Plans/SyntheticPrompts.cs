namespace AkkaApiBench.Messages.Plans;

/// <summary>Prompts made of words, as long as asked, all different.</summary>
/// <param name="InputTokens">The length of a prompt; with turns, of what the user says in each.</param>
/// <param name="OutputTokens">The most tokens of each answer; null for the workload's.</param>
/// <param name="Prompts">How many different ones each tester has of each test; when they are used up it begins anew.</param>
/// <param name="Seed">Of the random numbers: the same seed gives the same prompts in the same order, to every target.</param>
public sealed record SyntheticPrompts(Variation InputTokens, Variation? OutputTokens, int Prompts, long Seed)
{
    /// <summary>The most tokens that all prompts of a tester may have: some 6 bytes each, which it keeps in memory.</summary>
    public const long MaxTokensInAll = 10_000_000;

    /// <summary>What all prompts begin with; null for nothing.</summary>
    public SharedPrefix? SharedPrefix { get; init; }

    /// <summary>The tokens that the prompts of one conversation have on average, each turn with all before it.</summary>
    /// <param name="turns">Turns of the conversation.</param>
    /// <param name="answer">Tokens of an answer where the prompts do not say.</param>
    public double TokensOfConversation(int turns, int answer) =>
        InputTokens.Mean * turns * (turns + 1.0) / 2 + (OutputTokens?.Mean ?? answer) * turns * (turns - 1.0) / 2;
}

/// <summary>The beginning that prompts have in common, for which a provider's prompt cache can be of use.</summary>
/// <param name="Share">The part of each prompt, from 0 to 1.</param>
/// <param name="Tokens">Or its tokens; a shorter prompt is nothing else. 0 for <paramref name="Share"/>.</param>
public sealed record SharedPrefix(double Share, int Tokens)
{
    /// <summary>How many tokens of a prompt are the common beginning.</summary>
    public int Of(int promptTokens) => Tokens > 0 ? Math.Min(Tokens, promptTokens) : (int)Math.Round(Share * promptTokens);
}
