using System.Text.Json;
using System.Text.Json.Nodes;

namespace AkkaApiBench.Messages.Plans;

/// <summary>The names of test types in plans and results.</summary>
public static class TestTypes
{
    /// <summary>The name in snake case, such as <c>cost_efficiency</c>.</summary>
    public static string Name(this TestType type) => JsonNamingPolicy.SnakeCaseLower.ConvertName(type.ToString());

    /// <summary>Finds a type by name; null when there is none. <c>cost</c> is short for <c>cost_efficiency</c>.</summary>
    public static TestType? Find(string name) => name == "cost"
        ? TestType.CostEfficiency
        : Enum.GetValues<TestType>().Where(type => type.Name() == name).Select(type => (TestType?)type).FirstOrDefault();

    /// <summary>Every name.</summary>
    public static IEnumerable<string> Names => Enum.GetValues<TestType>().Select(Name);

    /// <summary>True when the type decides itself what is sent: then it has findings, and targets are not ranked by it.</summary>
    public static bool IsProbe(this TestType type) => type.DefaultLoads()[0] is ProbeLoad;

    /// <summary>
    /// True for tests whose figures are the failures themselves: nothing is sent twice, and neither rate limits nor a circuit
    /// breaker hold requests back.
    /// </summary>
    public static bool MeasuresFailures(this TestType type) => type is TestType.Reliability || type.IsProbe();

    /// <summary>The load of a type where a plan says nothing: one, or one for each step.</summary>
    internal static IReadOnlyList<Load> DefaultLoads(this TestType type) => type switch
    {
        TestType.Latency => [new IterationsLoad(10, 1)],
        TestType.Throughput => [new ConcurrencyLoad(5, TimeSpan.FromSeconds(10))],
        TestType.Reliability => [new IterationsLoad(50, 5)],
        TestType.Concurrency => StepReader.UsualLevels,
        TestType.Streaming => [new IterationsLoad(30, 1)],
        TestType.RateLimit => [new ProbeLoad(300, TimeSpan.FromMinutes(2)) { MaxPerMinute = 600, MaxPromptTokens = 500, MaxInFlight = 32 }],
        TestType.ContextWindow => [new ProbeLoad(60, TimeSpan.FromMinutes(10)) { MaxPromptTokens = 32_768 }],
        TestType.TokenCounting => [new ProbeLoad(50, TimeSpan.FromMinutes(5)) { MaxPromptTokens = 1_000 }],
        TestType.ErrorHandling => [new ProbeLoad(30, TimeSpan.FromMinutes(5)) { MaxPromptTokens = 150_000 }],
        _ => [new IterationsLoad(5, 1)],
    };
}

/// <summary>Reads a test. The load stands in <c>load</c>, or, in short, beside the type.</summary>
internal static class TestReader
{
    private static readonly TimeSpan MaxStall = TimeSpan.FromMinutes(10);

    /// <summary>The test: several entries of the plan where it has steps or arms, none when it is not valid.</summary>
    public static IReadOnlyList<Test> Read(JsonNode? node, string path, List<PlanError> errors)
    {
        if (node?.GetValueKind() is JsonValueKind.String)
            node = new JsonObject { ["type"] = node.GetValue<string>() };
        if (PlanReader.ObjectOf(node, path, "{ type, name, load }", errors) is not { } fields)
            return [];

        var type = fields.Text("type", string.Join(", ", TestTypes.Names), text => TestTypes.Find(text) is not null, required: true) is { } text
            ? TestTypes.Find(text) : null;
        var name = fields.Text("name", "1 to 40 lower-case letters, digits, '_' or '-'",
            value => value.Length is > 0 and <= 40 && value.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '-'));
        var usual = (type ?? TestType.Latency).DefaultLoads();
        var loads = LoadReader.Read(fields, usual, errors);
        var stall = fields.Duration("stall_threshold", TimeSpan.FromMilliseconds(1), MaxStall) ?? Test.DefaultStallThreshold;
        fields.RefuseUnknown();
        if (type is not { } known)
            return [];
        if (known is TestType.Concurrency && loads is [var single])
            RefuseLoad(fields, single is ConcurrencyLoad ? "several levels" : "levels of concurrency", errors);
        if (known is TestType.Streaming && (loads.Count > 1 || loads.Any(load => load.MaxBlocks < 2)))
            RefuseLoad(fields, "two or more iterations, or a concurrency, constant_rate or poisson of 200ms or more: streamed and whole answers take turns", errors);

        return
        [
            .. from load in loads.Select((load, index) => (Load: load, Step: loads.Count > 1 ? new TestStep(index + 1, loads.Count) : null))
               from arm in ArmsOf(known)
               select new Test(name ?? known.Name(), known, load.Load) { Step = load.Step, Arm = arm, StallThreshold = stall },
        ];
    }

    private static TestArm?[] ArmsOf(TestType type) => type is TestType.Streaming ? [TestArm.Streamed, TestArm.Whole] : [null];

    private static void RefuseLoad(FieldReader fields, string allowed, List<PlanError> errors) =>
        errors.Add(new PlanError(fields.PathOf("load"), "this load", allowed));
}
