using System.Globalization;
using System.Text.Json.Nodes;
using AkkaApiBench.Messages.Plans;
using CsCheck;

namespace AkkaApiBench.Messages.Tests.Plans;

/// <summary>Texts and trees that are no plan: each gets an error, none an exception.</summary>
public class PlanTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("# nothing but a comment")]
    [InlineData("---")]
    [InlineData("~")]
    [InlineData("just text")]
    [InlineData("[1, 2]")]
    [InlineData("42")]
    public void A_text_without_fields_is_refused(string text)
    {
        var error = Reading.Yaml(text).OnlyError();

        error.Path.ShouldBe("plan");
        error.Allowed.ShouldContain("targets and tests");
    }

    [Theory]
    [InlineData("name: [a, b", "line")]
    [InlineData("name: \"a", "line")]
    [InlineData("name: a\n b: c\n: :", "line 2")]
    [InlineData("targets:\n\t- x", "line")]
    [InlineData("? [a, b]\n: c", "a field's name must be text")]
    [InlineData("{a: 1}: c", "a field's name must be text")]
    [InlineData("name: a\n---\nname: b", "more than one document")]
    [InlineData("name: a\nname: b", "line 2, column 1: the field name stands twice")]
    [InlineData("workload: { stream: true, stream: false }", "the field stream stands twice")]
    [InlineData("name: *nobody", "*nobody")]
    [InlineData("name: &a [*a]", "*a")]
    public void What_is_not_one_YAML_document_of_fields_is_refused_with_the_place(string text, string says)
    {
        var error = Reading.Yaml(text).OnlyError();

        error.Path.ShouldBe("plan");
        error.Allowed.ShouldStartWith("YAML (");
        error.Allowed.ShouldContain(says);
    }

    [Theory]
    [InlineData("", "line 1, column 1")]
    [InlineData("{", "line 1, column 2")]
    [InlineData("{\n\"name\": nope}", "line 2")]
    [InlineData("""{"name": "a"} {"name": "b"}""", "line 1")]
    [InlineData("""{"name": "\ud800"}""", "whole characters")]
    [InlineData("""{"\ud800": 1}""", "whole characters")]
    public void What_is_not_JSON_is_refused_with_the_place(string text, string says)
    {
        var error = Reading.Json(text).OnlyError();

        error.Path.ShouldBe("plan");
        error.Allowed.ShouldStartWith("JSON (");
        error.Allowed.ShouldContain(says);
    }

    [Theory]
    [InlineData("""{"name": "a", "name": "b"}""", "name")]
    [InlineData("""{"workload": {"timeouts": {"total": "1s", "total": "2s"}}}""", "workload.timeouts.total")]
    [InlineData("""{"tests": [1, {"load": {"rate": 1, "r\u0061te": 2}}]}""", "tests[1].load.rate")]
    public void A_field_that_stands_twice_in_JSON_is_named(string text, string path) =>
        Reading.Json(text).OnlyError().ToString().ShouldBe($"{path}: a field that stands twice is not allowed; allowed: each field once");

    [Theory]
    [InlineData(34)]
    [InlineData(1_000_000)]
    public void Deep_nesting_is_refused(int depth)
    {
        var lists = new string('[', depth);

        Reading.Yaml($"name: {lists}").OnlyError().Allowed.ShouldContain("deeper than 32");
        Reading.Json($"{{\"name\": {lists}{lists}").OnlyError().Allowed.ShouldContain("line 1");
    }

    [Fact]
    public void Aliases_that_write_out_to_a_billion_values_are_refused()
    {
        var bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + string.Concat(Enumerable.Range('b', 9).Select(letter =>
            string.Create(CultureInfo.InvariantCulture, $"{(char)letter}: &{(char)letter} [{string.Join(", ", Enumerable.Repeat($"*{(char)(letter - 1)}", 10))}]\n")));

        Reading.Yaml(bomb).OnlyError().Allowed.ShouldContain("more than 100000 values");
    }

    [Fact]
    public void Aliases_that_nest_deeper_each_time_are_refused()
    {
        var stairs = "a: &a [[[[[[[[x]]]]]]]]\n" + string.Concat(Enumerable.Range('b', 9).Select(letter =>
            string.Create(CultureInfo.InvariantCulture, $"{(char)letter}: &{(char)letter} [[[[*{(char)(letter - 1)}]]]]\n")));

        Reading.Yaml(stairs).OnlyError().Allowed.ShouldContain("deeper than 32");
    }

    [Fact]
    public void A_long_list_is_refused_before_it_is_read_as_a_plan() =>
        Reading.Yaml($"targets: [{string.Join(',', Enumerable.Repeat("a", 100_001))}]").OnlyError().Allowed.ShouldContain("more than 100000 values");

    [Fact]
    public void An_alias_stands_for_what_its_anchor_names()
    {
        var plan = Reading.Yaml(
            """
            targets:
              - { provider: openai, model: a, price: &price { input: 1, output: 2 } }
              - { provider: openai, model: b, price: *price }
            tests: [latency]
            """).Plan();

        plan.Targets.Select(target => target.Price!.OutputPerMillion).ShouldBe([2m, 2m]);
    }

    [Fact]
    public void A_tree_with_a_field_twice_is_refused_however_deep_it_hides()
    {
        var lazy = JsonNode.Parse("""{"targets": ["openai/a"], "tests": [{"type": "latency", "load": {"rate": 1, "rate": 2}}]}""");

        PlanReader.FromTree(lazy, FakeCatalog.Instance).OnlyError().Path.ShouldBe("tests[0].load.rate");
    }

    [Fact]
    public void A_tree_may_hold_any_value_that_NET_turns_into_JSON()
    {
        var plan = PlanReader.FromTree(
            new JsonObject
            {
                ["name"] = Guid.Empty,
                ["targets"] = new JsonArray("openai/gpt-4o-mini"),
                ["tests"] = new JsonArray("latency"),
                ["workers"] = (byte)3,
            },
            FakeCatalog.Instance).Plan();

        plan.Name.ShouldBe(Guid.Empty.ToString());
        plan.Workers.ShouldBe(3);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_tree_with_a_number_that_JSON_has_not_is_refused(double number) =>
        PlanReader.FromTree(new JsonObject { ["workers"] = number }, FakeCatalog.Instance).OnlyError().Path.ShouldBe("plan");

    [Fact]
    public void No_text_makes_the_reader_throw()
    {
        var piece = Gen.OneOf(
            "name", "targets", "tests", "load", ":", ": ", "\n", "\n  ", "- ", "[", "]", "{", "}", ",", "\"", "'", "&a ", "*a", "!!str ", "!<x> ",
            "|\n", ">\n", "?", "---\n", "...\n", "%YAML 1.2\n", "#", "\t", "\0", "\u2028", "\ud83d", "1e400", ".inf", "openai/gpt", "latency", "\\u", "@", "`");
        piece.Array[0, 25].Select(string.Concat).Sample(
            text => Says(Reading.Yaml(text)) && Says(Reading.Json(text)), iter: 5000);
    }

    [Fact]
    public void No_tree_makes_the_reader_throw() => Tree(4).Sample(
        tree => Says(PlanReader.FromTree(tree, FakeCatalog.Instance)), iter: 5000, print: tree => tree?.ToJsonString() ?? "null");

    [Fact]
    public void No_wrong_value_in_a_good_plan_makes_the_reader_throw() =>
        Gen.Select(Gen.Int[0, 200], Tree(2)).Sample(
            (place, value) =>
            {
                var plan = JsonNode.Parse(GoodPlan)!;
                Replace(plan, place, value);
                return Says(PlanReader.FromTree(plan, FakeCatalog.Instance));
            },
            iter: 5000);

    private const string GoodPlan =
        """
        {
          "name": "n", "suite": "s",
          "targets": [{ "provider": "openai-compatible", "model": "m", "base_url": "http://127.0.0.1:1/v1", "api_key": "none", "price": { "input": 1, "cached_input": 1, "output": 2 } }],
          "workload": { "messages": [{ "role": "user", "content": "c" }], "max_tokens": 1, "temperature": 1, "stream": true, "timeouts": { "connect": "1s", "first_token": "1s", "total": "1s" } },
          "tests": [{ "type": "latency", "name": "t", "load": { "model": "iterations", "iterations": 1, "concurrency": 1 } }, { "type": "throughput", "load": { "rate": 1, "duration": "1s", "max_in_flight": 1 } }],
          "workers": 1, "tags": ["a"], "warmup": "1s", "slo": ["ttft < 1s"], "thresholds": ["latency.p95 < 2s"],
          "budget": { "requests": 1, "tokens": 1, "cost_usd": 1 }
        }
        """;

    [Fact]
    public void The_good_plan_of_these_tests_is_good() => Reading.Json(GoodPlan).Plan();

    /// <summary>A plan or errors, never both, and every error says where, what and what is allowed.</summary>
    private static bool Says(PlanReading reading) =>
        reading.Plan is null == reading.Errors.Count > 0
        && reading.Errors.All(error => error.Path.Length > 0 && error.Value.Length > 0 && error.Allowed.Length > 0);

    private static readonly string[] Names =
    [
        "name", "targets", "tests", "workload", "provider", "model", "base_url", "api_key", "price", "input", "output", "type", "load", "rate",
        "duration", "iterations", "concurrency", "messages", "role", "content", "budget", "cost_usd", "slo", "thresholds", "timeouts", "other", "",
    ];

    private static readonly string[] Texts =
    [
        "", " ", "openai", "openai/gpt-4o-mini", "openai-compatible/m@http://127.0.0.1/", "x/y@http://", "http://[::1", "http://u:p@h/", "latency",
        "throughput", "constant_rate", "1s", "99999999999h", "ttft < 500ms", "latency.p95 < 1e400s", "success_rate >= 99.9%", "user", "none", "env:A",
        "é\u0000\u001b[31m", "sk-1", "a/b/c@d",
    ];

    private static readonly string[] Numbers = ["0", "-1", "1", "3.5", "1e400", "-1e400", "1e-400", "99999999999999999999999999999999", "9223372036854775807"];

    private static Gen<JsonNode?> Tree(int depth)
    {
        var leaf = Gen.Frequency(
            (4, Gen.OneOf(Texts).Select(text => (JsonNode?)text)),
            (2, Gen.OneOf(Numbers).Select(number => JsonNode.Parse(number))),
            (1, Gen.Bool.Select(flag => (JsonNode?)flag)),
            (1, Gen.Const(() => (JsonNode?)null)));
        if (depth == 0)
            return leaf;

        var inner = Tree(depth - 1);
        return Gen.Frequency(
            (1, leaf),
            (2, inner.Array[0, 3].Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())]))),
            (4, Gen.Select(Gen.OneOf(Names), inner).Array[0, 6].Select(fields => (JsonNode?)new JsonObject(
                fields.DistinctBy(field => field.Item1).Select(field => KeyValuePair.Create(field.Item1, field.Item2?.DeepClone()))))));
    }

    private static void Replace(JsonNode root, int place, JsonNode? value)
    {
        var nodes = new List<JsonNode>();
        Collect(root);
        nodes[place % nodes.Count].ReplaceWith(value?.DeepClone());

        void Collect(JsonNode? node)
        {
            if (node is null)
                return;
            if (node.Parent is not null)
                nodes.Add(node);
            foreach (var child in node is JsonObject fields ? fields.Select(field => field.Value) : node is JsonArray items ? items : [])
                Collect(child);
        }
    }
}
