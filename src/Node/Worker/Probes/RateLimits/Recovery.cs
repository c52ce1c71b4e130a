using AkkaApiBench.Messages.Findings;

namespace AkkaApiBench.Node.Worker.Probes.RateLimits;

/// <summary>When a request is accepted again after a refusal. Offsets count from when the refusal had been read.</summary>
internal sealed record Recovery
{
    private const int MostAttempts = 9;

    /// <summary>What a header of whole seconds cannot tell.</summary>
    private static readonly TimeSpan Resolution = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LeastMargin = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan FirstWithoutPromise = TimeSpan.FromSeconds(0.25);

    /// <summary>The last request that was refused still.</summary>
    public TimeSpan? RefusedAt { get; private init; }

    /// <summary>The first request that was accepted.</summary>
    public TimeSpan? AcceptedAt { get; private init; }

    /// <summary>True when it was tried often enough.</summary>
    public bool IsHopeless => Attempt >= MostAttempts;

    private int Attempt { get; init; }

    /// <summary>When to try next: halfway, just before the promised time, just after it, and later and later.</summary>
    public TimeSpan NextOffset(TimeSpan? promised)
    {
        if (promised is not { } time)
            return FirstWithoutPromise * Math.Pow(2, Attempt);
        var margin = time * 0.02 > LeastMargin ? time * 0.02 : LeastMargin;
        return Attempt switch
        {
            0 => time / 2,
            1 => time - margin > time / 2 ? time - margin : time / 2,
            _ => time * Math.Pow(1.5, Attempt - 2) + margin,
        };
    }

    public Recovery Refused(TimeSpan offset) => this with { RefusedAt = offset, Attempt = Attempt + 1 };

    public Recovery Accepted(TimeSpan offset) => this with { AcceptedAt = offset };

    /// <summary>After an attempt that failed for another reason.</summary>
    public Recovery Failed() => this with { Attempt = Attempt + 1 };

    /// <summary>Whether the promise held.</summary>
    public RetryAfterFinding Judge(TimeSpan? promised) => new()
    {
        Verdict = VerdictOn(promised),
        PromisedS = promised?.TotalSeconds,
        RefusedAtS = RefusedAt?.TotalSeconds,
        AcceptedAtS = AcceptedAt?.TotalSeconds,
    };

    private RetryAfterVerdict VerdictOn(TimeSpan? promised)
    {
        if (promised is not { } time)
            return RetryAfterVerdict.NotGiven;
        if (RefusedAt > time)
            return RetryAfterVerdict.TooShort;
        if (AcceptedAt is not { } accepted)
            return RetryAfterVerdict.NotTested;
        var tolerance = time * 0.1 > Resolution ? time * 0.1 : Resolution;
        return accepted < time - tolerance ? RetryAfterVerdict.TooLong : RetryAfterVerdict.Honest;
    }
}
