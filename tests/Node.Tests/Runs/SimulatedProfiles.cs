using AkkaApiBench.Simulator.Profiles;

namespace AkkaApiBench.Node.Tests.Runs;

/// <summary>Providers whose behaviour is known; each test that counts requests has one of its own.</summary>
internal static class SimulatedProfiles
{
    public static readonly Profile Steady = Fast("steady");
    public static readonly Profile Faulty = Fast("faulty") with
    {
        Faults = [new(FaultKind.ServerError, 0.2), new(FaultKind.Overloaded, 0.2), new(FaultKind.CutStream, 0.1), new(FaultKind.MalformedJson, 0.1)],
    };

    public static readonly Profile Budgeted = Fast("budgeted");
    public static readonly Profile AlsoBudgeted = Fast("also-budgeted");
    public static readonly Profile Warmed = Fast("warmed");
    public static readonly Profile Slow = Fast("slow") with { Latency = new Latency { FirstToken = new Constant(200), TokenGap = new Constant(20) } };
    public static readonly Profile Paced = Fast("paced");

    public static readonly Profile Scarce = Fast("scarce") with { Limits = new RateLimits { RequestsPerMinute = 20 } };
    public static readonly Profile Capped = Fast("capped");
    public static readonly Profile Failing = Fast("failing") with { Faults = [new(FaultKind.ServerError, 0.6)] };
    public static readonly Profile Dead = Fast("dead") with { Faults = [new(FaultKind.ServerError, 1)] };

    /// <summary>Four servers of 100 ms: 40 answers a second.</summary>
    public static readonly Profile Queued = WithServers("queued", 4);

    /// <summary>One server of 100 ms: 10 answers a second.</summary>
    public static readonly Profile Narrow = WithServers("narrow", 1);

    /// <summary>Four servers of 300 ms.</summary>
    public static readonly Profile Crowded = WithServers("crowded", 4) with
    {
        Latency = new Latency { FirstToken = new Constant(255), TokenGap = new Constant(5) },
    };
    public static readonly Profile Stalling = Fast("stalling") with { Latency = new Latency { FirstToken = new Constant(10), TokenGap = new Constant(60) } };
    public static readonly Profile TurnA = Fast("turn-a");
    public static readonly Profile TurnB = Fast("turn-b");

    /// <summary>Each answer takes 390 ms, so that some are in flight when a run is paused.</summary>
    public static readonly Profile Held = Fast("interrupted") with { Latency = new Latency { FirstToken = new Constant(300), TokenGap = new Constant(10) } };

    public static readonly IReadOnlyList<Profile> All =
        [Held, Steady, Faulty, Budgeted, AlsoBudgeted, Warmed, Slow, Paced, Queued, Narrow, Crowded, Stalling, TurnA, TurnB, Scarce, Capped, Failing, Dead];

    private static Profile WithServers(string name, int servers) => Fast(name) with
    {
        Latency = new Latency { FirstToken = new Constant(55), TokenGap = new Constant(5) },
        Limits = new RateLimits { Servers = servers },
    };

    private static Profile Fast(string name) => new()
    {
        Name = name,
        Protocol = WireProtocol.OpenAi,
        Models = [$"{name}-model", $"{name}-model-2"],
        RequiresKey = false,
        Latency = new Latency { FirstToken = new Constant(10), TokenGap = new Constant(1) },
        Output = new Output { Tokens = new Constant(10) },
    };
}
