using System.Text.Json.Nodes;
using AkkaApiBench.Cli.Sites;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Cli.Plans;

/// <summary>The tests of a demonstration.</summary>
/// <param name="Name">What the user calls it.</param>
/// <param name="Latency">Requests of the latency test.</param>
/// <param name="Seconds">Duration of the throughput test.</param>
/// <param name="Concurrency">Requests at a time in the throughput test.</param>
/// <param name="Reliability">Requests of the reliability test.</param>
/// <param name="Cost">Requests of the cost efficiency test.</param>
/// <param name="HasAllTypes">True with a test of every type.</param>
internal sealed record DemoSuite(string Name, int Latency, int Seconds, int Concurrency, int Reliability, int Cost, bool HasAllTypes = false)
{
    private static readonly DemoSuite[] All = [new("basic", 5, 3, 3, 20, 3), new("comprehensive", 10, 5, 5, 50, 5, HasAllTypes: true), new("stress", 20, 10, 10, 100, 10)];

    /// <summary>The names, the default first.</summary>
    public static IReadOnlyList<string> Names => [.. All.Select(suite => suite.Name)];

    /// <summary>Finds a suite by one of <see cref="Names"/>.</summary>
    public static DemoSuite Find(string name) => All.First(suite => suite.Name == name);

    /// <summary>The plan that measures <paramref name="targets"/> with this suite.</summary>
    public JsonObject PlanFor(IEnumerable<SimulatedTarget> targets, int workers) => new()
    {
        ["name"] = $"demo {Name}",
        ["suite"] = Name,
        ["targets"] = new JsonArray([.. targets.Select(TreeOf)]),
        ["tests"] = new JsonArray(
        [
            new JsonObject { ["type"] = TestType.Latency.Name(), ["iterations"] = Latency },
            new JsonObject { ["type"] = TestType.Throughput.Name(), ["concurrency"] = Concurrency, ["duration"] = $"{Seconds}s" },
            new JsonObject { ["type"] = TestType.Reliability.Name(), ["iterations"] = Reliability },
            new JsonObject { ["type"] = TestType.CostEfficiency.Name(), ["iterations"] = Cost },
            .. HasAllTypes ? OtherTypes() : [],
        ]),
        ["workers"] = workers,
    };

    private static IEnumerable<JsonObject> OtherTypes() =>
    [
        new() { ["type"] = TestType.Concurrency.Name(), ["levels"] = new JsonArray(1, 4, 16), ["step_duration"] = "3s" },
        new() { ["type"] = TestType.Streaming.Name(), ["iterations"] = 6 },
        new() { ["type"] = TestType.RateLimit.Name(), ["max_requests"] = 150, ["duration"] = "10s", ["max_per_minute"] = 1_200 },
        new() { ["type"] = TestType.ContextWindow.Name(), ["max_requests"] = 20, ["duration"] = "10s", ["max_prompt_tokens"] = 8_192 },
        new() { ["type"] = TestType.TokenCounting.Name(), ["duration"] = "15s" },
        // Beyond the context windows of the simulated providers.
        new() { ["type"] = TestType.ErrorHandling.Name(), ["duration"] = "15s", ["max_prompt_tokens"] = 210_000 },
    ];

    private static JsonObject TreeOf(SimulatedTarget target) => new()
    {
        ["provider"] = target.Provider,
        ["model"] = target.Model,
        ["base_url"] = target.BaseUrl.AbsoluteUri,
        ["api_key"] = KeyReference.None.Value,
        ["price"] = new JsonObject
        {
            ["input"] = target.Price.InputPerMillion,
            ["cached_input"] = target.Price.CachedPerMillion,
            ["output"] = target.Price.OutputPerMillion,
        },
    };
}
