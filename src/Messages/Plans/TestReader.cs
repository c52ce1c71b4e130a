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
        var load = LoadReader.Read(fields, usual, errors);
        fields.RefuseUnknown();
        return type is { } known && load is not null ? new Test(name ?? known.Name(), known, load) : null;
    }
}
