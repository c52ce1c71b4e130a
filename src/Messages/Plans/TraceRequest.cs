using System.Collections.Immutable;

namespace AkkaApiBench.Messages.Plans;

/// <summary>One request of a trace.</summary>
/// <param name="AtMs">When it was sent, in milliseconds; a trace counts from its first request.</param>
/// <param name="InputTokens">Tokens of its prompt.</param>
/// <param name="OutputTokens">Tokens of its answer.</param>
public sealed record TraceRequest(long AtMs, int InputTokens, int OutputTokens)
{
    /// <summary>Tokens of a block of <see cref="Blocks"/>, as in Mooncake's traces.</summary>
    public const int BlockTokens = 512;

    /// <summary>The greatest number of a block.</summary>
    public const int MaxBlock = int.MaxValue;

    /// <summary>The most tokens on a side.</summary>
    public const int MaxTokens = 10_000_000;

    /// <summary>The latest time: far beyond any date in milliseconds since 1970.</summary>
    public const long MaxAtMs = 100_000_000_000_000;

    /// <summary>
    /// What the prompt is made of, block by block: requests with the same number in the same place had the same text up to the end
    /// of that block. Empty where the trace does not tell, and prompts have nothing in common.
    /// </summary>
    public ImmutableArray<int> Blocks { get; init; } = [];

    /// <summary>In how many blocks a prompt of so many tokens is, the last one as long as what is left.</summary>
    public static int BlocksOf(int inputTokens) => (inputTokens + BlockTokens - 1) / BlockTokens;

    /// <summary>The requests in the order of their times, the first at 0; recorders do not always keep the order.</summary>
    internal static ImmutableArray<TraceRequest> InOrder(IEnumerable<TraceRequest> requests)
    {
        var ordered = requests.OrderBy(request => request.AtMs).ToList();
        return [.. ordered.Select(request => request with { AtMs = request.AtMs - ordered[0].AtMs })];
    }
}
