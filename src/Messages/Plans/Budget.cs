using AkkaApiBench.Messages.Measurement;

namespace AkkaApiBench.Messages.Plans;

/// <summary>The most that a run may use, warm-up included; null is without limit. It may be undershot, never overshot.</summary>
/// <param name="Requests">Requests sent.</param>
/// <param name="Tokens">Input and output tokens.</param>
/// <param name="Cost">Money.</param>
public sealed record Budget(long? Requests = null, long? Tokens = null, Usd? Cost = null)
{
    /// <summary>No limit.</summary>
    public static readonly Budget Unlimited = new();
}
