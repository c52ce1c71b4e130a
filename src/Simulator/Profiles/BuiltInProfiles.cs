namespace AkkaApiBench.Simulator.Profiles;

/// <summary>The profiles that are always there: three providers that differ in speed, steadiness, reliability and price.</summary>
public static class BuiltInProfiles
{
    /// <summary>Median TTFT 250 ms, 100 tokens/s, 99.5 % success.</summary>
    public static readonly Profile OpenAi = new()
    {
        Name = "openai",
        Protocol = WireProtocol.OpenAi,
        Models = ["gpt-4o-mini", "gpt-4o-mini-2024-07-18"],
        Price = new ModelPrice(0.15m, 0.075m, 0.60m),
        Latency = new Latency { FirstToken = new Lognormal(250, 0.35), TokenGap = new Gamma(10, 4) },
        ContextWindow = 128_000,
        Output = new Output { Tokens = new Lognormal(40, 0.30) },
        Limits = Generous,
        Faults = [new(FaultKind.ServerError, 0.002), new(FaultKind.Overloaded, 0.002), new(FaultKind.CutStream, 0.001)],
    };

    /// <summary>Median TTFT 300 ms, 80 tokens/s, 99.0 % success.</summary>
    public static readonly Profile Anthropic = new()
    {
        Name = "anthropic",
        Protocol = WireProtocol.Anthropic,
        Models = ["claude-haiku-4-5", "claude-haiku-4-5-20251001"],
        Price = new ModelPrice(1.00m, 0.10m, 5.00m),
        Latency = new Latency { FirstToken = new Lognormal(300, 0.25), TokenGap = new Gamma(12.5, 6) },
        ContextWindow = 200_000,
        Output = new Output { Tokens = new Lognormal(40, 0.30) },
        Limits = Generous,
        Faults = [new(FaultKind.Overloaded, 0.006), new(FaultKind.ServerError, 0.002), new(FaultKind.StreamError, 0.002)],
    };

    /// <summary>Median TTFT 80 ms with a long tail, 300 tokens/s, 98.0 % success.</summary>
    public static readonly Profile Groq = new()
    {
        Name = "groq",
        Protocol = WireProtocol.OpenAi,
        Models = ["llama-3.3-70b-versatile"],
        Price = new ModelPrice(0.59m, 0.295m, 0.79m),
        Latency = new Latency { FirstToken = new Lognormal(80, 0.50), TokenGap = new Gamma(10d / 3, 2) },
        ContextWindow = 131_072,
        Output = new Output { Tokens = new Lognormal(40, 0.30) },
        Limits = Generous,
        Faults =
        [
            new(FaultKind.Overloaded, 0.010), new(FaultKind.ServerError, 0.005),
            new(FaultKind.ConnectionReset, 0.003), new(FaultKind.MalformedJson, 0.002),
        ],
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Profile> All { get; } = [OpenAi, Anthropic, Groq];

    /// <summary>High enough for any test on one machine, so that the headers are there and nobody is held up.</summary>
    private static RateLimits Generous => new() { RequestsPerMinute = 10_000_000, TokensPerMinute = 10_000_000_000 };
}
