using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Providers.Protocols;

/// <summary>Token counts as a provider tells them, maybe in parts; null where it has not told.</summary>
/// <param name="Input">All tokens of the prompt, cached ones included.</param>
/// <param name="Cached">Those read from the provider's cache.</param>
/// <param name="Output">All generated tokens, reasoning included.</param>
/// <param name="Reasoning">Those spent on reasoning.</param>
/// <param name="IsFinal">True when the answer's last count was told, not one on the way.</param>
internal readonly record struct Usage(long? Input, long? Cached, long? Output, long? Reasoning, bool IsFinal)
{
    /// <summary>True when both sides of the bill are known.</summary>
    public bool IsWhole => IsFinal && Input is not null && Output is not null;

    /// <summary>The counts, zero where nothing was told.</summary>
    public Tokens Tokens => new(Input ?? 0, Math.Min(Cached ?? 0, Input ?? 0), Output ?? 0, Math.Min(Reasoning ?? 0, Output ?? 0));

    /// <summary>Later figures go before earlier ones.</summary>
    public Usage Merge(Usage later) => new(later.Input ?? Input, later.Cached ?? Cached, later.Output ?? Output,
        later.Reasoning ?? Reasoning, IsFinal || later.IsFinal);
}
