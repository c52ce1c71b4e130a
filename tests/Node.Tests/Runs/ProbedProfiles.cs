using AkkaApiBench.Simulator.Profiles;

namespace AkkaApiBench.Node.Tests.Runs;

/// <summary>Providers with known limits, windows, counts and errors; each test has one of its own.</summary>
internal static class ProbedProfiles
{
    public const string Key = "sk-the-right-one";

    public static readonly Profile Limited = Fast("limited", WireProtocol.OpenAi) with
    {
        Limits = new RateLimits { RequestsPerMinute = 300, TokensPerMinute = 1_000_000, Burst = TimeSpan.FromSeconds(2) },
    };

    public static readonly Profile Lying = Fast("lying", WireProtocol.OpenAi) with
    {
        Limits = new RateLimits { RequestsPerMinute = 6, Burst = TimeSpan.FromSeconds(6), RetryAfterFactor = 0.2 },
    };

    public static readonly Profile Narrow = Fast("short-context", WireProtocol.OpenAi) with { ContextWindow = 700 };

    public static readonly Profile NarrowOllama = Fast("cutting-ollama", WireProtocol.Ollama) with { ContextWindow = 700 };

    public static readonly Profile Counts = Fast("counts", WireProtocol.OpenAi) with { Counting = new Counting { IsO200k = true } };

    public static readonly Profile Overcounts = Fast("overcounts", WireProtocol.OpenAi) with { Counting = new Counting { IsO200k = true, Factor = 1.1 } };

    public static readonly Profile Held = Fast("held", WireProtocol.OpenAi);

    public static readonly Profile Cancelled = Fast("cancelled", WireProtocol.OpenAi) with { Latency = new Latency { FirstToken = new Constant(100) } };

    /// <summary>One that tells of errors as its vendor does, for each protocol.</summary>
    public static readonly IReadOnlyDictionary<string, Profile> Honest = new Dictionary<string, Profile>
    {
        ["openai"] = Strict("honest-openai", WireProtocol.OpenAi),
        ["anthropic"] = Strict("honest-anthropic", WireProtocol.Anthropic),
        ["gemini"] = Strict("honest-gemini", WireProtocol.Gemini),
        ["cohere"] = Strict("honest-cohere", WireProtocol.Cohere),
        ["ollama-native"] = Strict("honest-ollama", WireProtocol.Ollama) with { RequiresKey = false, AcceptedKey = null, ContextWindow = null },
    };

    /// <summary>The same with a wrong status for every mistake.</summary>
    public static readonly IReadOnlyDictionary<string, Profile> Wrong =
        Honest.ToDictionary(honest => honest.Key, honest => honest.Value with { Name = honest.Value.Name.Replace("honest", "wrong"), RefusalStatus = 418 });

    public static readonly IReadOnlyList<Profile> All =
        [Limited, Lying, Narrow, NarrowOllama, Counts, Overcounts, Held, Cancelled, .. Honest.Values, .. Wrong.Values];

    private static Profile Strict(string name, WireProtocol protocol) =>
        Fast(name, protocol) with { RequiresKey = true, AcceptedKey = Key, ContextWindow = 2_000 };

    private static Profile Fast(string name, WireProtocol protocol) => new()
    {
        Name = name,
        Protocol = protocol,
        Models = ["gpt-4o-mini"],
        RequiresKey = false,
        Latency = new Latency { FirstToken = new Constant(2), TokenGap = new Constant(1) },
        Output = new Output { Tokens = new Constant(8) },
    };
}
