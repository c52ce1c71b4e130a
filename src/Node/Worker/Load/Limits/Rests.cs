using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Providers;
using AkkaApiBench.Providers.Limits;

namespace AkkaApiBench.Node.Worker.Load.Limits;

/// <summary>What an answer says about when to send the next request.</summary>
/// <param name="Time">For how long to send nothing; null for a pause that grows while it goes on.</param>
/// <param name="IsOfKey">True when another key may be used meanwhile.</param>
/// <param name="IsRefused">True when the key is not taken at all.</param>
/// <param name="First">The shortest of the growing pauses.</param>
/// <param name="Longest">The longest of the growing pauses.</param>
internal readonly record struct Rest(TimeSpan? Time, bool IsOfKey, bool IsRefused, TimeSpan First, TimeSpan Longest);

/// <summary>Reads rests from answers.</summary>
internal static class Rests
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan FirstRefusal = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestRefusal = TimeSpan.FromMinutes(10);

    /// <summary>The rest after an answer; null when none is needed.</summary>
    /// <param name="record">The answer.</param>
    /// <param name="mostTokens">The most tokens that the next request may use.</param>
    public static Rest? After(RequestRecord record, long mostTokens) => record.Error switch
    {
        ErrorKind.Auth => new Rest(record.RetryAfter, IsOfKey: true, IsRefused: true, FirstRefusal, LongestRefusal),
        ErrorKind.RateLimited => new Rest(record.RetryAfter ?? UntilRefilled(record.RateLimits, mostTokens), IsOfKey: true, IsRefused: false, FirstPause, LongestPause),
        not null when record.RetryAfter is { } asked => new Rest(asked, IsOfKey: false, IsRefused: false, asked, asked),
        _ => UntilRefilled(record.RateLimits, mostTokens) is { } refilled
            ? new Rest(refilled, IsOfKey: true, IsRefused: false, refilled, refilled) : null,
    };

    /// <summary>Whether an end is a failure of the target that a circuit breaker counts; null when it says nothing of the target.</summary>
    public static bool? IsFailureOfTarget(ErrorKind? error) => error switch
    {
        null => false,
        // Limits have rests of their own; what is refused for its content was judged by a target that works.
        ErrorKind.RateLimited or ErrorKind.ContentFiltered or ErrorKind.Cancelled or ErrorKind.BudgetExhausted => null,
        _ => true,
    };

    private static TimeSpan? UntilRefilled(RateLimits? limits, long mostTokens)
    {
        var requests = UntilRefilled(limits?.Requests, 1);
        var tokens = UntilRefilled(limits?.Tokens, mostTokens);
        return requests > tokens || tokens is null ? requests : tokens;
    }

    /// <summary>Where nothing remains, the time until there is enough for a request again.</summary>
    private static TimeSpan? UntilRefilled(RateLimit? limit, long needed)
    {
        if (limit is not { Remaining: 0, Reset: { } reset } || reset == TimeSpan.Zero)
            return null;
        return limit is { Refills: true, Limit: > 0 and var whole } ? reset * Math.Min(1, (double)needed / whole) : reset;
    }
}
