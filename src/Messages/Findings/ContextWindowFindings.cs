namespace AkkaApiBench.Messages.Findings;

/// <summary>The longest prompt that is accepted, and what long prompts cost in time.</summary>
public sealed record ContextWindowFindings
{
    /// <summary>The largest prompt that was answered, in tokens as the provider counts them; null when none was.</summary>
    public long? LargestAcceptedTokens { get; init; }

    /// <summary>The smallest prompt that was not, in tokens as the provider would count them; null when none was met.</summary>
    public long? SmallestRefusedTokens { get; init; }

    /// <summary>What happens above.</summary>
    public required ContextEdge Edge { get; init; }

    /// <summary>The error above; null when there is none.</summary>
    public ErrorAnswer? Refusal { get; init; }

    /// <summary>The latency against the tokens of the prompt; null with fewer than three sizes.</summary>
    public LatencyLine? Latency { get; init; }

    /// <summary>The time to the first token against the tokens of the prompt; null with fewer than three sizes, or without streaming.</summary>
    public LatencyLine? Ttft { get; init; }
}

/// <summary>What becomes of a prompt that is too long. The numbers are stored and sent: never reuse one.</summary>
public enum ContextEdge
{
    /// <summary>None was: the bounds of the test came first.</summary>
    NotReached = 1,

    /// <summary>It is refused.</summary>
    Refused = 2,

    /// <summary>It is cut without a word: the provider counts fewer tokens than were sent.</summary>
    Truncated = 3,
}

/// <summary>A straight line through times and tokens (Theil and Sen's).</summary>
public sealed record LatencyLine
{
    /// <summary>Milliseconds for each 1,000 tokens of the prompt.</summary>
    public required double MsPer1kTokens { get; init; }

    /// <summary>The 95 % confidence interval of <see cref="MsPer1kTokens"/>: [lower, upper]; null with too few points.</summary>
    public IReadOnlyList<double>? Ci95 { get; init; }

    /// <summary>Milliseconds of a prompt without tokens.</summary>
    public required double InterceptMs { get; init; }

    /// <summary>The share of the variance that the line explains; below 0 it is worse than the mean.</summary>
    public double? RSquared { get; init; }

    /// <summary>Requests that it is made from.</summary>
    public required int Points { get; init; }
}

/// <summary>An error as a provider gave it.</summary>
/// <param name="Status">The HTTP status; 0 when no answer came.</param>
/// <param name="Code">The provider's code; null when it gave none.</param>
/// <param name="Type">The provider's type or reason; null when it gave none besides the code.</param>
/// <param name="Message">What it says, at most 300 characters.</param>
public sealed record ErrorAnswer(int Status, string? Code, string? Type, string? Message);
