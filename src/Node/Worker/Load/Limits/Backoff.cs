using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Node.Worker.Load.Limits;

/// <summary>
/// How long to wait before a request is tried again: exponential back-off with full jitter (Brooker, AWS Architecture Blog,
/// 2015), on top of what the provider asks for, so that nobody is early and not all come at once.
/// </summary>
internal static class Backoff
{
    /// <summary>The wait; null when the request is not tried again.</summary>
    /// <param name="policy">The rules; null when nothing is tried again.</param>
    /// <param name="error">How the latest try ended.</param>
    /// <param name="asked">What the provider asks to wait; null when it asks nothing.</param>
    /// <param name="tries">How many tries there were.</param>
    /// <param name="random">Where in the jitter, 0 to 1.</param>
    public static TimeSpan? DelayAfter(RetryPolicy? policy, ErrorKind? error, TimeSpan? asked, int tries, double random)
    {
        if (policy is null || tries >= policy.MaxTries || error is not { } kind || !policy.On.Contains(kind) || asked > policy.MaxDelay)
            return null;

        var grown = policy.BaseDelay * Math.Pow(2, Math.Min(30, tries - 1));
        return (asked ?? TimeSpan.Zero) + (grown < policy.MaxDelay ? grown : policy.MaxDelay) * random;
    }
}
