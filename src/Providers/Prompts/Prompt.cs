using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Providers.Prompts;

/// <summary>What one request asks, for any target.</summary>
/// <param name="Messages">The conversation so far.</param>
/// <param name="MaxTokens">The most tokens of the answer.</param>
public sealed record Prompt(IReadOnlyList<Message> Messages, int MaxTokens)
{
    /// <summary>Tokens of the messages, where they were made to have as many; null to have them counted.</summary>
    public long? Tokens { get; init; }

    /// <summary>How long the user thinks before it, from the answer to the turn before.</summary>
    public TimeSpan ThinkTime { get; init; }
}
