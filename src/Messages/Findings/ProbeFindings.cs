namespace AkkaApiBench.Messages.Findings;

/// <summary>What a probe found out: of the parts only the one of its type of test is there.</summary>
public sealed record ProbeFindings
{
    /// <summary>Why the probe was over.</summary>
    public required ProbeEnd Ended { get; init; }

    /// <summary>What a reader should know, as sentences.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Of a test <c>rate_limit</c>.</summary>
    public RateLimitFindings? RateLimit { get; init; }

    /// <summary>Of a test <c>context_window</c>.</summary>
    public ContextWindowFindings? ContextWindow { get; init; }

    /// <summary>Of a test <c>token_counting</c>.</summary>
    public TokenCountingFindings? TokenCounting { get; init; }

    /// <summary>Of a test <c>error_handling</c>.</summary>
    public ErrorHandlingFindings? ErrorHandling { get; init; }
}

/// <summary>Why a probe was over. The numbers are stored and sent: never reuse one.</summary>
public enum ProbeEnd
{
    /// <summary>It had found out what it was to find out.</summary>
    Concluded = 1,

    /// <summary>It had sent the most requests that it may.</summary>
    MaxRequests = 2,

    /// <summary>Its time was up.</summary>
    Duration = 3,

    /// <summary>The target failed in ways that the probe did not provoke, and again when it was asked again.</summary>
    TargetFailed = 4,

    /// <summary>It was stopped: cancelled, or out of budget.</summary>
    Stopped = 5,
}
