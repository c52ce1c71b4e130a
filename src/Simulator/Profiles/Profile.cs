namespace AkkaApiBench.Simulator.Profiles;

/// <summary>The wire protocol that a profile speaks.</summary>
public enum WireProtocol
{
    /// <summary>OpenAI's chat completions, text completions, responses and embeddings.</summary>
    OpenAi,

    /// <summary>Anthropic's messages.</summary>
    Anthropic,

    /// <summary>Gemini's generateContent.</summary>
    Gemini,

    /// <summary>Cohere's chat, version 2.</summary>
    Cohere,

    /// <summary>Ollama's own chat.</summary>
    Ollama,
}

/// <summary>A simulated provider: what it is called, what it serves and how it behaves.</summary>
public sealed record Profile
{
    /// <summary>The name, and the first part of the path: lower-case letters, digits and <c>-</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The protocol it speaks.</summary>
    public required WireProtocol Protocol { get; init; }

    /// <summary>The models it serves; at least one.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>What its tokens cost.</summary>
    public ModelPrice Price { get; init; } = ModelPrice.Free;

    /// <summary>True when a request without a key is refused with 401.</summary>
    public bool RequiresKey { get; init; } = true;

    /// <summary>The only key that is accepted; null accepts every key that is not empty.</summary>
    public string? AcceptedKey { internal get; init; }

    /// <summary>How long it takes to answer.</summary>
    public Latency Latency { get; init; } = new();

    /// <summary>How much it answers.</summary>
    public Output Output { get; init; } = new();

    /// <summary>How much it lets in.</summary>
    public RateLimits Limits { get; init; } = new();

    /// <summary>The most tokens of a prompt; null for no limit. Ollama cuts what is longer, the others refuse it.</summary>
    public int? ContextWindow { get; init; }

    /// <summary>How it counts the tokens of prompts.</summary>
    public Counting Counting { get; init; } = new();

    /// <summary>The HTTP status of every request that is refused for a mistake in it, in the place of the right one; null for the right one.</summary>
    public int? RefusalStatus { get; init; }

    /// <summary>What goes wrong at any time; the rates add up to at most 1.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>What goes wrong at certain times.</summary>
    public IReadOnlyList<Incident> Incidents { get; init; } = [];

    /// <summary>The clock that incidents and hours of the day go by.</summary>
    public ClockSettings Clock { get; init; } = new();

    /// <summary>The name alone: a profile may hold a key.</summary>
    public override string ToString() => Name;
}

/// <summary>How a provider counts the tokens of prompts.</summary>
public sealed record Counting
{
    /// <summary>True to count texts with o200k_base and four tokens for each message, false to take four bytes for a token.</summary>
    public bool IsO200k { get; init; }

    /// <summary>A factor on what usage tells: 1 is the truth.</summary>
    public double Factor { get; init; } = 1;
}

/// <summary>Prices in USD per million tokens.</summary>
/// <param name="Input">Input tokens.</param>
/// <param name="CachedInput">Input tokens read from the cache.</param>
/// <param name="Output">Output tokens, reasoning included.</param>
public sealed record ModelPrice(decimal Input, decimal CachedInput, decimal Output)
{
    /// <summary>Nothing is charged.</summary>
    public static readonly ModelPrice Free = new(0, 0, 0);
}

/// <summary>How long a provider takes. All durations are real ones, whatever the profile's clock.</summary>
public sealed record Latency
{
    /// <summary>From the request's arrival to the first token, in ms.</summary>
    public Distribution FirstToken { get; init; } = new Constant(0);

    /// <summary>From one token to the next, in ms.</summary>
    public Distribution TokenGap { get; init; } = new Constant(0);

    /// <summary>The share of the time to the first token after which response headers and opening events are sent, 0 to 1.</summary>
    public double HeadersShare { get; init; } = 0.5;

    /// <summary>Added to the time to the first token for each 1,000 input tokens.</summary>
    public TimeSpan Per1kInputTokens { get; init; }

    /// <summary>Added to the time to the first token for each other request being answered.</summary>
    public TimeSpan FirstTokenPerInFlight { get; init; }

    /// <summary>Added to each token gap for each other request being answered.</summary>
    public TimeSpan TokenGapPerInFlight { get; init; }

    /// <summary>A factor on all of these for each hour of the profile's day in UTC: 24 numbers, or none.</summary>
    public IReadOnlyList<double> Daily { get; init; } = [];
}

/// <summary>How much a provider answers.</summary>
public sealed record Output
{
    /// <summary>How many tokens an answer has, reasoning included, before the request's own limit; at least 1.</summary>
    public Distribution Tokens { get; init; } = new Lognormal(40, 0.3);

    /// <summary>The share of an answer's tokens that are reasoning, 0 to 1.</summary>
    public double ReasoningShare { get; init; }

    /// <summary>The share of a prompt's tokens that are read from the cache, 0 to 1.</summary>
    public double CachedShare { get; init; }
}

/// <summary>How much a provider lets in. Buckets fill in real time, since clients wait in real time.</summary>
public sealed record RateLimits
{
    /// <summary>Requests per minute; null for no limit.</summary>
    public long? RequestsPerMinute { get; init; }

    /// <summary>Input and output tokens per minute; null for no limit.</summary>
    public long? TokensPerMinute { get; init; }

    /// <summary>Requests being answered at once; null for no limit.</summary>
    public int? MaxConcurrency { get; init; }

    /// <summary>
    /// How many requests are worked on at once; those beyond wait in a queue, first come first served, and nothing of their
    /// answer is sent meanwhile. Null for as many as come. The capacity is servers / mean time of an answer.
    /// </summary>
    public int? Servers { get; init; }

    /// <summary>The time whose worth of requests and tokens may be used at once.</summary>
    public TimeSpan Burst { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>A factor on what Retry-After says: 1 is the truth, less promises too much, more too little.</summary>
    public double RetryAfterFactor { get; init; } = 1;

    /// <summary>True to tell the limits in headers.</summary>
    public bool HasHeaders { get; init; } = true;
}

/// <summary>The clock of a profile, which may run faster than the wall's.</summary>
public sealed record ClockSettings
{
    /// <summary>Seconds of the profile in one real second: 1440 makes a day a minute.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>What the clock shows when the simulator starts; null for the real time.</summary>
    public DateTimeOffset? Start { get; init; }
}
