namespace AkkaApiBench.Messages.Measurement;

/// <summary>Numbers of tokens by class, of one request or summed.</summary>
/// <param name="Input">All tokens of the prompt, cached ones included.</param>
/// <param name="Cached">The part of <paramref name="Input"/> that the provider took from its prompt cache.</param>
/// <param name="Output">All generated tokens, reasoning included.</param>
/// <param name="Reasoning">The part of <paramref name="Output"/> spent on reasoning.</param>
public readonly record struct Tokens(long Input, long Cached, long Output, long Reasoning)
{
    /// <summary>Input and output together.</summary>
    public long Total => Input + Output;

    /// <summary>Sum by class.</summary>
    public static Tokens operator +(Tokens left, Tokens right) =>
        new(left.Input + right.Input, left.Cached + right.Cached, left.Output + right.Output, left.Reasoning + right.Reasoning);
}

/// <summary>Where token counts come from. The numbers are stored and sent: never reuse one.</summary>
public enum TokenSource
{
    /// <summary>No request has told or been counted yet.</summary>
    None = 0,

    /// <summary>The provider's own usage figures.</summary>
    Usage = 1,

    /// <summary>Estimated by us, for the provider gave no usage, and we do not know the model's tokenizer.</summary>
    Estimate = 2,

    /// <summary>Some requests of each.</summary>
    Mixed = 3,

    /// <summary>Counted by us with the model's own tokenizer, for the provider gave no usage: texts only, without what a chat template adds.</summary>
    Tokenizer = 4,
}

/// <summary>Combining <see cref="TokenSource"/> values.</summary>
public static class TokenSources
{
    /// <summary>The source of a sum over two parts.</summary>
    public static TokenSource Combine(this TokenSource left, TokenSource right) => (left, right) switch
    {
        (TokenSource.None, _) => right,
        (_, TokenSource.None) => left,
        _ when left == right => left,
        _ => TokenSource.Mixed,
    };
}
