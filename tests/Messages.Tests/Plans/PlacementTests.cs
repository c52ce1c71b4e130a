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

    [Fact]
    public void What_was_joined_is_split_again() => WorkerTag.Split(WorkerTag.Join(["b", "a", "b"])).ShouldBe(["a", "b"]);

    private static string? PlacementOf(string plan) => Read(plan) is { Plan: { } read } ? read.PlacementOf(read.Targets[0]) : "unreadable";

    private static PlanReading Read(string plan) => PlanReader.FromYaml($"{plan}\ntests: [latency]", new FakeCatalog());
}
