using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Messages.Tests.Plans;

public sealed class PlacementTests
{
    [Fact]
    public void A_tag_that_is_none_is_refused_by_name()
    {
        var reading = Read("targets: [{ provider: openai, model: m, tags: ['EU West'] }]");

        reading.Errors.ShouldHaveSingleItem().ToString().ShouldStartWith("targets[0].tags[0]: 'EU West' is not allowed");
    }

    [Fact]
    public void A_target_with_its_customary_key_needs_a_worker_that_has_it() =>
        PlacementOf("targets: [{ provider: openai, model: m }]").ShouldBe("api:openai");

    [Fact]
    public void A_target_with_a_key_elsewhere_or_none_goes_to_any_worker() =>
        PlacementOf("targets: [{ provider: openai, model: m, api_key: env:ANOTHER }]").ShouldBeNull();

    [Fact]
    public void Tags_of_plan_and_target_are_needed_together() =>
        PlacementOf("tags: [gpu]\ntargets: [{ provider: openai, model: m, api_key: none, tags: [eu-west, gpu] }]").ShouldBe("eu-west+gpu");

    [Theory]
    [InlineData("by_tag: [eu, eu]", "by_tag: 'eu' more than once")]
    [InlineData("by_tag: ['EU West']", "by_tag[0]: 'EU West' is not allowed")]
    [InlineData("by_tag: [eu, us]\ntags: [us]", "by_tag: 'us', which tags ask of every worker,")]
    [InlineData("by_tag: [eu, us]\ntests: [latency]", "by_tag: 2 tags for the test 'latency'")]
    [InlineData("by_tag: [eu, us]\ntests: [{ type: latency, iterations: 1, concurrency: 2 }]", "by_tag: 2 tags for the test 'latency'")]
    [InlineData("by_tag: [eu, us]\ntests: [rate_limit]", "allowed: tests other than probes")]
    public void What_cannot_be_shared_by_tag_is_refused(string fields, string said)
    {
        var tests = fields.Contains("tests", StringComparison.Ordinal) ? "" : "\ntests: [{ type: latency, concurrency: 2 }]";
        var reading = PlanReader.FromYaml($"targets: [{{ provider: openai, model: m }}]\n{fields}{tests}", new FakeCatalog());

        reading.Errors.ShouldHaveSingleItem().ToString().ShouldContain(said);
    }

    [Fact]
    public void A_target_that_takes_fewer_requests_at_a_time_than_there_are_tags_is_refused() =>
        PlanReader.FromYaml(
            "by_tag: [eu, us]\ntargets: [{ provider: openai, model: m, limits: { max_concurrent: 1 } }]\ntests: [{ type: latency, concurrency: 2 }]",
            new FakeCatalog()).Errors.ShouldHaveSingleItem().ToString().ShouldContain("limits.max_concurrent");

    [Theory]
    [InlineData(1, 2, 2)]
    [InlineData(2, 2, 4)]
    [InlineData(9, 2, 4)]
    [InlineData(9, 3, 3)]
    public void Every_tag_has_as_many_parts_as_the_others(int workers, int tags, int parts)
    {
        var names = Enumerable.Range(0, tags).Select(number => $"region:{number}").ToList();
        var plan = PlanReader.FromYaml(
            $"workers: {workers}\nby_tag: [{string.Join(", ", names.Select(name => $"'{name}'"))}]\ntags: [gpu]\n"
            + "targets: [{ provider: openai, model: m, api_key: none }]\ntests: [{ type: latency, iterations: 100, concurrency: 5 }]", new FakeCatalog()).Plan!;

        plan.PartsOf(0).ShouldBe(parts);
        Enumerable.Range(0, parts).GroupBy(part => plan.PlacementOf(plan.Targets[0], part)).ShouldAllBe(group => group.Count() == parts / tags);
        plan.PlacementOf(plan.Targets[0], 1).ShouldBe("gpu+region:1");
    }

    [Fact]
    public void What_was_joined_is_split_again() => WorkerTag.Split(WorkerTag.Join(["b", "a", "b"])).ShouldBe(["a", "b"]);

    private static string? PlacementOf(string plan) => Read(plan) is { Plan: { } read } ? read.PlacementOf(read.Targets[0], part: 0) : "unreadable";

    private static PlanReading Read(string plan) => PlanReader.FromYaml($"{plan}\ntests: [latency]", new FakeCatalog());
}
