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
}

/// <summary>One test of a plan, made against every target.</summary>
/// <param name="Name">The key in results; by custom the type's name.</param>
/// <param name="Type">What the test is for.</param>
/// <param name="Load">When requests are sent.</param>
public sealed record Test(string Name, TestType Type, Load Load);
