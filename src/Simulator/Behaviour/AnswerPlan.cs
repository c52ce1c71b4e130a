using AkkaApiBench.Simulator.Profiles;

namespace AkkaApiBench.Simulator.Behaviour;

/// <summary>Why an answer ends.</summary>
internal enum StopReason
{
    Stop,
    Length,
    ContentFilter,
}

/// <summary>What was going on when a request came.</summary>
/// <param name="Elapsed">The profile's time since the simulator's start.</param>
/// <param name="Time">The profile's time of day, UTC.</param>
/// <param name="OthersInFlight">How many other requests were being answered.</param>
internal readonly record struct Conditions(TimeSpan Elapsed, DateTimeOffset Time, int OthersInFlight);

/// <summary>One answer, decided before a byte of it is sent. All times are since the request's arrival.</summary>
internal sealed record AnswerPlan
{
    /// <summary>When response headers and opening events are due, or the error is.</summary>
    public required TimeSpan HeadersAt { get; init; }

    /// <summary>When each token is due: reasoning first, then text. At least one; the end follows the last at once.</summary>
    public required TimeSpan[] TokensAt { get; init; }

    /// <summary>How many of the tokens are reasoning.</summary>
    public required int ReasoningTokens { get; init; }

    /// <summary>How many tokens of the prompt come from the cache.</summary>
    public required int CachedTokens { get; init; }

    /// <summary>Why the answer ends.</summary>
    public required StopReason StopReason { get; init; }

    /// <summary>What goes wrong; null when nothing does.</summary>
    public Fault? Fault { get; init; }

    /// <summary>For a fault in mid-stream: how many tokens come before it.</summary>
    public int TokensBeforeFault { get; init; }

    /// <summary>Where in the list of words the answer's text begins.</summary>
    public int TextOffset { get; init; }

    /// <summary>The same answer, begun later.</summary>
    public AnswerPlan After(TimeSpan wait) => wait == TimeSpan.Zero ? this
        : this with { HeadersAt = HeadersAt + wait, TokensAt = [.. TokensAt.Select(at => at + wait)] };
}
