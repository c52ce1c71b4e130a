namespace AkkaApiBench.Messages.Measurement;

/// <summary>What a target costs, in USD per million tokens, and where the figure is from.</summary>
/// <param name="InputPerMillion">Tokens of the prompt that were not cached.</param>
/// <param name="CachedPerMillion">Tokens of the prompt that the provider took from its cache.</param>
/// <param name="OutputPerMillion">Generated tokens, reasoning included.</param>
/// <param name="Source">Where and when the figure was published, such as <c>genai-prices 0.1.8</c> or <c>plan</c>.</param>
public sealed record Price(decimal InputPerMillion, decimal CachedPerMillion, decimal OutputPerMillion, string Source)
{
    /// <summary>The cost of <paramref name="tokens"/>.</summary>
    public Usd Of(Tokens tokens) =>
        Usd.OfTokens(tokens.Input - tokens.Cached, InputPerMillion)
        + Usd.OfTokens(tokens.Cached, CachedPerMillion)
        + Usd.OfTokens(tokens.Output, OutputPerMillion);
}
