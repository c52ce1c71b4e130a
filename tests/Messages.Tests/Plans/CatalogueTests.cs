using System.Text.Json.Nodes;
using AkkaApiBench.Messages.Catalogue;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Messages.Tests.Plans;

public sealed class CatalogueTests
{
    [Fact]
    public void A_plan_names_no_entry_that_there_is_not()
    {
        var error = Read("targets: [{ use: nothing }]").OnlyError();

        error.Path.ShouldBe("targets[0].use");
        error.Value.ShouldBe("'nothing'");
    }

    [Theory]
    [InlineData("{ use: inside, provider: openai }", "targets[0].provider")]
    [InlineData("{ use: inside, base_url: 'http://elsewhere/v1' }", "targets[0].base_url")]
    [InlineData("{ use: inside, api_key: env:OTHER }", "targets[0].api_key")]
    [InlineData("{ use: inside, limits: { max_concurrent: 0 } }", "targets[0].limits.max_concurrent")]
    [InlineData("{ use: 3 }", "targets[0].use")]
    public void A_plan_changes_of_an_entry_neither_what_is_measured_nor_its_key(string target, string path) =>
        Read($"targets: [{target}]").OnlyError().Path.ShouldBe(path);

    [Fact]
    public void A_plan_that_uses_an_entry_has_its_target_with_what_the_plan_says_otherwise()
    {
        var plan = Read("targets: [{ use: inside, limits: { max_concurrent: 3 } }, openai/m]").Plan();

        var target = plan.Targets[0];
        (target.Id.Value, target.ApiKey, target.Limits.MaxConcurrent, target.Price!.InputPerMillion)
            .ShouldBe(("openai-compatible/m@inside", new KeyReference("env:INSIDE_KEY"), 3, 1m));
        plan.Targets[1].Name.ShouldBe("openai/m");
    }

    [Theory]
    [InlineData("[]", "entry")]
    [InlineData("{}", "target")]
    [InlineData("{ target: nobody/m }", "target.provider")]
    [InlineData("{ target: { use: inside } }", "target.use")]
    [InlineData("{ target: openai/m, colour: red }", "colour")]
    [InlineData("{ target: { provider: openai, model: m, api_key: sk-0123456789abcdefghijklmnop } }", "target.api_key")]
    public void What_is_wrong_with_an_entry_is_told_by_field(string text, string path)
    {
        var reading = CatalogueReader.Read(text, WithEntry.Instance);

        reading.Source.ShouldBeNull();
        reading.Errors.ShouldContain(error => error.Path == path);
        reading.Errors.ShouldAllBe(error => !error.ToString().Contains("sk-0123456789"));
    }

    [Fact]
    public void An_entry_is_no_larger_than_a_message_has_room_for()
    {
        var keys = string.Join(", ", Enumerable.Range(0, 100).Select(number => $"'file:/run/secrets/{new string('k', 100)}{number}'"));

        CatalogueReader.Read($"target: {{ provider: openai, model: m, api_keys: [{keys}] }}", FakeCatalog.Instance).Errors.ShouldHaveSingleItem().Path.ShouldBe("target");
    }

    [Theory]
    [InlineData("target: openai/m", """{"provider":"openai","model":"m"}""")]
    [InlineData("""{ "target": { "provider": "openai", "model": "m", "api_key": "env:A" } }""", """{"provider":"openai","model":"m","api_key":"env:A"}""")]
    public void An_entry_is_kept_as_it_was_written(string text, string source)
    {
        var reading = CatalogueReader.Read(text, FakeCatalog.Instance);

        reading.Errors.ShouldBeEmpty();
        reading.Source.ShouldBe(source);
        reading.Target!.Name.ShouldBe("openai/m");
    }

    private static PlanReading Read(string targets) => PlanReader.FromYaml($"{targets}\ntests: [latency]", WithEntry.Instance);

    /// <summary>The fake catalogue with an entry, <c>inside</c>.</summary>
    private sealed class WithEntry : IProviderCatalog
    {
        public static readonly WithEntry Instance = new();

        public IReadOnlyList<string> Names => FakeCatalog.Instance.Names;

        public ProviderDefaults? Find(string name) => FakeCatalog.Instance.Find(name);

        public Price? PriceOf(string provider, string model) => FakeCatalog.Instance.PriceOf(provider, model);

        public JsonObject? EntryOf(string name) => name == "inside"
            ? JsonNode.Parse("""{ "provider": "openai-compatible", "model": "m", "base_url": "http://inside/v1", "api_key": "env:INSIDE_KEY", "price": { "input": 1, "output": 2 } }""")!.AsObject()
            : null;
    }
}
