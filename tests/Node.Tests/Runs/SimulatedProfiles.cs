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

    public static readonly IReadOnlyList<Profile> All = [Steady, Faulty, Budgeted, AlsoBudgeted, Warmed, Slow, Paced];

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
