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

    internal static Load DefaultLoad(this TestType type) => type switch
    {
        TestType.Latency => new IterationsLoad(10, 1),
        TestType.Throughput => new ConcurrencyLoad(5, TimeSpan.FromSeconds(10)),
        TestType.Reliability => new IterationsLoad(50, 5),
        _ => new IterationsLoad(5, 1),
    };
}

/// <summary>Reads a test. The load stands in <c>load</c>, or, in short, beside the type.</summary>
internal static class TestReader
{
    private const int MaxConcurrency = 10_000;
    private static readonly TimeSpan MinDuration = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MaxDuration = TimeSpan.FromDays(7);

    /// <param name="Name">The name in plans.</param>
    /// <param name="Fields">The fields that it understands.</param>
    /// <param name="Read">Reads them; what is left out is as in the default load of the test's type.</param>
    private sealed record LoadModel(string Name, string[] Fields, Func<FieldReader, Load, Load?> Read);

    private static readonly LoadModel Iterations = new("iterations", ["iterations", "concurrency"], (fields, usual) =>
    {
        var otherwise = usual as IterationsLoad ?? new IterationsLoad(10, 1);
        return new IterationsLoad(
            (int)(fields.Whole("iterations", 1, 10_000_000) ?? otherwise.Requests),
            (int)(fields.Whole("concurrency", 1, MaxConcurrency) ?? otherwise.Concurrency));
    });

    private static readonly LoadModel Concurrency = new("concurrency", ["concurrency", "duration"], (fields, usual) =>
    {
        var otherwise = usual as ConcurrencyLoad ?? new ConcurrencyLoad(1, TimeSpan.FromSeconds(10));
        return new ConcurrencyLoad(
            (int)(fields.Whole("concurrency", 1, MaxConcurrency) ?? otherwise.Concurrency),
            fields.Duration("duration", MinDuration, MaxDuration) ?? otherwise.Duration);
    });

    private static readonly LoadModel ConstantRate = new("constant_rate", ["rate", "duration", "max_in_flight"], (fields, _) =>
    {
        var rate = fields.Number("rate", 0.001m, 100_000m, " requests a second", required: true);
        var duration = fields.Duration("duration", MinDuration, MaxDuration, required: true);
        var inFlight = (int)(fields.Whole("max_in_flight", 1, MaxConcurrency) ?? 1000);
        return rate is { } value && duration is { } time ? new ConstantRateLoad((double)value, time, inFlight) : null;
    });

    private static readonly LoadModel[] Models = [Iterations, Concurrency, ConstantRate];
    private static readonly string[] LoadFields = [.. Models.SelectMany(model => model.Fields).Distinct()];

    public static Test? Read(JsonNode? node, string path, List<PlanError> errors)
    {
        if (node?.GetValueKind() is JsonValueKind.String)
            node = new JsonObject { ["type"] = node.GetValue<string>() };
        if (PlanReader.ObjectOf(node, path, "{ type, name, load }", errors) is not { } fields)
            return null;

        var type = fields.Text("type", string.Join(", ", TestTypes.Names), text => TestTypes.Find(text) is not null, required: true) is { } text
            ? TestTypes.Find(text) : null;
        var name = fields.Text("name", "1 to 40 lower-case letters, digits, '_' or '-'",
            value => value.Length is > 0 and <= 40 && value.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '-'));
        var usual = (type ?? TestType.Latency).DefaultLoad();
        var load = ReadLoad(fields, usual, errors);
        fields.RefuseUnknown();
        return type is { } known && load is not null ? new Test(name ?? known.Name(), known, load) : null;
    }

    private static Load? ReadLoad(FieldReader test, Load usual, List<PlanError> errors)
    {
        var own = test.Object("load");
        if (test.Has("load") && own is null)
            return null;

        var fields = own ?? test;
        var named = own?.Text("model", string.Join(", ", Models.Select(model => model.Name)), text => Models.Any(model => model.Name == text));
        var model = Models.FirstOrDefault(model => model.Name == named) ?? ModelMeantBy(fields, usual);

        foreach (var other in LoadFields.Except(model.Fields).Where(fields.Has))
            errors.Add(new PlanError(fields.PathOf(other), "this field", $"the fields of the load model {model.Name}: {string.Join(", ", model.Fields)}"));
        foreach (var other in LoadFields.Except(model.Fields))
            fields.Allow(other);

        var load = model.Read(fields, usual);
        own?.RefuseUnknown();
        return load;
    }

    private static LoadModel ModelMeantBy(FieldReader fields, Load usual) =>
        fields.Has("rate") ? ConstantRate
        : fields.Has("iterations") ? Iterations
        : fields.Has("duration") || usual is ConcurrencyLoad ? Concurrency
        : Iterations;
}
