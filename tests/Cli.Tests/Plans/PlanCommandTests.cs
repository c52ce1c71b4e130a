using System.Text.Json.Nodes;
using AkkaApiBench.Cli.Tests.Fakes;

namespace AkkaApiBench.Cli.Tests.Plans;

public sealed class PlanCommandTests : IDisposable
{
    private readonly TestWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_plan_that_is_not_valid_is_told_with_everything_that_is_wrong()
    {
        _world.Write("plan.yaml", "targets: [bogus/m]\ntests: [{ type: speed }]\n");

        (await _world.RunAsync("plan", "validate", "plan.yaml")).ShouldBe(ExitCode.Usage);

        _world.ErrorLines.Count.ShouldBe(2);
        _world.Error.ShouldContain("plan.yaml: targets[0].provider: 'bogus' is not allowed");
        _world.Error.ShouldContain("plan.yaml: tests[0].type: 'speed' is not allowed");
        _world.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_plan_that_is_not_valid_is_told_in_json_for_scripts()
    {
        _world.Write("plan.yaml", "targets: [openai/m]\ntests: [{ type: speed }]\n");

        (await _world.RunAsync("plan", "validate", "plan.yaml", "--json")).ShouldBe(ExitCode.Usage);

        var said = JsonNode.Parse(_world.Out)!;
        ((bool)said["valid"]!).ShouldBeFalse();
        ((string?)said["errors"]![0]!["path"]).ShouldBe("tests[0].type");
    }

    [Theory]
    [InlineData("nowhere.yaml", "PLAN: there is no file 'nowhere.yaml'")]
    [InlineData("broken.yaml", "YAML (line ")]
    public async Task What_cannot_be_read_is_wrong_usage(string file, string said)
    {
        _world.Write("broken.yaml", "targets: [");

        (await _world.RunAsync("plan", "validate", file)).ShouldBe(ExitCode.Usage);

        _world.Error.ShouldContain(said);
    }

    [Fact]
    public async Task The_plan_to_begin_with_is_valid()
    {
        (await _world.RunAsync("init", "mine.yaml")).ShouldBe(ExitCode.Done, _world.Error);
        (await _world.RunAsync("plan", "validate", "mine.yaml")).ShouldBe(ExitCode.Done, _world.Error);

        _world.Out.ShouldContain("mine.yaml is valid: 1 target, 2 tests, 1 worker");
    }

    [Fact]
    public async Task A_plan_that_is_there_is_replaced_only_when_asked()
    {
        _world.Write("plan.yaml", "mine");

        (await _world.RunAsync("init")).ShouldBe(ExitCode.Usage);
        _world.Error.ShouldContain("'plan.yaml' is there already; --force replaces it");
        _world.Read("plan.yaml").ShouldBe("mine");

        (await _world.RunAsync("init", "--force")).ShouldBe(ExitCode.Done);
        _world.Read("plan.yaml").ShouldContain("targets:");
    }

    [Fact]
    public async Task The_schema_goes_to_a_file_or_to_standard_output()
    {
        (await _world.RunAsync("plan", "schema")).ShouldBe(ExitCode.Done);
        (await _world.RunAsync("plan", "schema", "--output", "plan.schema.json")).ShouldBe(ExitCode.Done);

        _world.Read("plan.schema.json").ShouldBe(_world.Out);
        ((string?)JsonNode.Parse(_world.Out)!["title"]).ShouldBe("AkkaApiBench plan");
    }

    [Fact]
    public async Task What_is_wrong_with_a_command_within_a_command_leads_to_its_help()
    {
        (await _world.RunAsync("plan", "validate")).ShouldBe(ExitCode.Usage);

        _world.ErrorLines[^1].ShouldBe("'apibench plan validate --help' shows what there is.");
    }
}
