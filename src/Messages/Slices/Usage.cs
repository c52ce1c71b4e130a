using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Messages.Slices;

/// <summary>What requests used of a budget, warm-up included.</summary>
/// <param name="Requests">Requests that ended.</param>
/// <param name="Tokens">Input and output tokens.</param>
/// <param name="Cost">Money.</param>
public readonly record struct Usage(long Requests, long Tokens, Usd Cost)
{
    /// <summary>Sum.</summary>
    public static Usage operator +(Usage left, Usage right) =>
        new(left.Requests + right.Requests, left.Tokens + right.Tokens, left.Cost + right.Cost);

    /// <summary>Difference.</summary>
    public static Usage operator -(Usage left, Usage right) =>
        new(left.Requests - right.Requests, left.Tokens - right.Tokens, left.Cost - right.Cost);

    /// <summary>The same many times.</summary>
    public static Usage operator *(Usage one, long times) => new(one.Requests * times, one.Tokens * times, one.Cost * times);
}
