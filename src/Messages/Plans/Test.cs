namespace AkkaApiBench.Messages.Plans;

/// <summary>What a test is for; decides its default load and how targets are ranked. The numbers are stored: never reuse one.</summary>
public enum TestType
{
    /// <summary>How long one caller waits.</summary>
    Latency = 1,

    /// <summary>How much comes through.</summary>
    Throughput = 2,

    /// <summary>How often it works. Nothing is sent twice.</summary>
    Reliability = 3,

    /// <summary>What it costs.</summary>
    CostEfficiency = 4,

    /// <summary>How throughput and latency go with the number of callers.</summary>
    Concurrency = 5,

    /// <summary>How answers arrive, streamed and in one piece.</summary>
    Streaming = 6,

    /// <summary>Where the account's limits are, and whether <c>Retry-After</c> is honest.</summary>
    RateLimit = 7,

    /// <summary>The longest prompt that is accepted, and what long prompts cost in time.</summary>
    ContextWindow = 8,

    /// <summary>Whether the provider counts tokens as its tokenizer does.</summary>
    TokenCounting = 9,

    /// <summary>Whether errors are told as the protocol promises.</summary>
    ErrorHandling = 10,
}

/// <summary>One test of a plan, made against every target.</summary>
/// <param name="Name">The key in results; by custom the type's name.</param>
/// <param name="Type">What the test is for.</param>
/// <param name="Load">When requests are sent.</param>
/// <remarks>A test of several loads or arms is as many entries of the plan, one behind the other and under one name.</remarks>
public sealed record Test(string Name, TestType Type, Load Load)
{
    /// <summary>Which step of its name's test this is; null where the test is one load.</summary>
    public TestStep? Step { get; init; }

    /// <summary>Which of two ways to ask this is; null where requests are as the workload says.</summary>
    public TestArm? Arm { get; init; }

    /// <summary>The longest gap between content events that is no stall.</summary>
    public TimeSpan StallThreshold { get; init; } = DefaultStallThreshold;

    /// <summary>
    /// A second: the longest that a wait may take without breaking a reader's flow of thought (J. Nielsen, "Usability
    /// Engineering", 1993, chapter 5).
    /// </summary>
    public static readonly TimeSpan DefaultStallThreshold = TimeSpan.FromSeconds(1);
}

/// <summary>A step of a test whose load goes up until the target is saturated.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Count">How many there are at the most.</param>
public sealed record TestStep(int Number, int Count);

/// <summary>The ways to ask that a test compares. The numbers are stored: never reuse one.</summary>
public enum TestArm
{
    /// <summary>The answer comes in events as it is generated.</summary>
    Streamed = 1,

    /// <summary>The answer comes in one piece.</summary>
    Whole = 2,
}
