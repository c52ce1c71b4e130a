namespace AkkaApiBench.Messages.Findings;

/// <summary>Where the account's limits are. Definitions are in <c>docs/test-types.md</c>.</summary>
public sealed record RateLimitFindings
{
    /// <summary>The limit of requests that the headers tell, in the provider's window, which is a minute by custom; null when they tell none.</summary>
    public long? DeclaredRequests { get; init; }

    /// <summary>The limit of tokens that the headers tell; null when they tell none.</summary>
    public long? DeclaredTokens { get; init; }

    /// <summary>What short prompts came to.</summary>
    public RateObservation? ShortPrompts { get; init; }

    /// <summary>What long prompts came to; null when they were not sent.</summary>
    public RateObservation? LongPrompts { get; init; }

    /// <summary>Requests a minute; null when no refusal spoke of requests.</summary>
    public ObservedLimit? RequestsPerMinute { get; init; }

    /// <summary>Tokens a minute, input and output as the provider counts them; null when no refusal spoke of tokens.</summary>
    public ObservedLimit? TokensPerMinute { get; init; }

    /// <summary>Whether <c>Retry-After</c> is honest; null when nothing was refused.</summary>
    public RetryAfterFinding? RetryAfter { get; init; }
}

/// <summary>What came of raising the rate with prompts of one length.</summary>
public sealed record RateObservation
{
    /// <summary>Mean tokens of an accepted request, input and output.</summary>
    public required double TokensPerRequest { get; init; }

    /// <summary>Requests accepted.</summary>
    public required long Accepted { get; init; }

    /// <summary>Requests refused with 429.</summary>
    public required long Refused { get; init; }

    /// <summary>The highest rate asked for, in requests a minute.</summary>
    public required double HighestRate { get; init; }

    /// <summary>The most requests accepted within any 60 seconds.</summary>
    public required long MostAcceptedInAMinute { get; init; }

    /// <summary>What ran out first.</summary>
    public required BindingLimit Binding { get; init; }

    /// <summary>How the limit lets requests in again.</summary>
    public required LimitShape Shape { get; init; }

    /// <summary>Requests a minute that are accepted in the long run; null when nothing was refused.</summary>
    public ObservedLimit? RequestsPerMinute { get; init; }
}

/// <summary>A limit as it was observed.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Low">The least that it can be.</param>
/// <param name="High">The most that it can be.</param>
public sealed record ObservedLimit(double Value, double Low, double High);

/// <summary>What ran out. The numbers are stored and sent: never reuse one.</summary>
public enum BindingLimit
{
    /// <summary>Nothing was refused.</summary>
    None = 1,

    /// <summary>Requests.</summary>
    Requests = 2,

    /// <summary>Tokens.</summary>
    Tokens = 3,

    /// <summary>Neither the error nor the headers tell.</summary>
    Unknown = 4,
}

/// <summary>How a limit lets requests in again. The numbers are stored and sent: never reuse one.</summary>
public enum LimitShape
{
    /// <summary>Nothing was refused, or too little was seen.</summary>
    Unknown = 1,

    /// <summary>One after the other: a bucket that fills evenly.</summary>
    Continuous = 2,

    /// <summary>All at once: a window that begins anew.</summary>
    Window = 3,
}

/// <summary>Whether <c>Retry-After</c> holds. Times count from the moment at which the refusal was read.</summary>
public sealed record RetryAfterFinding
{
    /// <summary>The verdict.</summary>
    public required RetryAfterVerdict Verdict { get; init; }

    /// <summary>What was promised, in seconds; null when nothing was.</summary>
    public double? PromisedS { get; init; }

    /// <summary>The last request that was still refused, in seconds; null when none was.</summary>
    public double? RefusedAtS { get; init; }

    /// <summary>The first request that was accepted, in seconds; null when none was.</summary>
    public double? AcceptedAtS { get; init; }
}

/// <summary>How honest <c>Retry-After</c> is. The numbers are stored and sent: never reuse one.</summary>
public enum RetryAfterVerdict
{
    /// <summary>A request just after it was accepted, and none more than its resolution of a second (or a tenth of it) before.</summary>
    Honest = 1,

    /// <summary>A request after it was refused.</summary>
    TooShort = 2,

    /// <summary>A request was accepted long before it.</summary>
    TooLong = 3,

    /// <summary>Refusals tell no time.</summary>
    NotGiven = 4,

    /// <summary>The probe was over before it could tell.</summary>
    NotTested = 5,
}
