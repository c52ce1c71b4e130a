namespace AkkaApiBench.Providers.Prompts;

/// <summary>A prompt encoded for one target. Immutable: any number of lanes may send it at a time.</summary>
public sealed class PreparedPrompt
{
    internal PreparedPrompt(ReadOnlyMemory<byte> body, long tokens) => (Body, Tokens) = (body, tokens);

    /// <summary>The request's body.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>Tokens of the messages as the target's tokenizer counts them, without what a chat template adds.</summary>
    public long Tokens { get; }
}
