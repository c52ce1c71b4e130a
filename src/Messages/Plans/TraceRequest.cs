using System.Collections.Immutable;

namespace AkkaApiBench.Messages.Plans;

/// <summary>One request of a trace.</summary>
/// <param name="AtMs">When it was sent, in milliseconds; a trace counts from its first request.</param>
/// <param name="InputTokens">Tokens of its prompt.</param>
/// <param name="OutputTokens">Tokens of its answer.</param>
public sealed record TraceRequest(long AtMs, int InputTokens, int OutputTokens)
{
    /// <summary>The most tokens on a side.</summary>
    public const int MaxTokens = 10_000_000;

    /// <summary>The latest time: far beyond any date in milliseconds since 1970.</summary>
    public const long MaxAtMs = 100_000_000_000_000;

    /// <summary>The requests in the order of their times, the first at 0; recorders do not always keep the order.</summary>
    internal static ImmutableArray<TraceRequest> InOrder(IEnumerable<TraceRequest> requests)
    {
        var ordered = requests.OrderBy(request => request.AtMs).ToList();
        return [.. ordered.Select(request => request with { AtMs = request.AtMs - ordered[0].AtMs })];
    }
}
