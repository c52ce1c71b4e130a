using System.Diagnostics;
using System.Text.Json.Nodes;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Simulator.Profiles;
using AkkaApiBench.Simulator.Truth;

namespace AkkaApiBench.Node.Tests.Runs;

/// <summary>Runs that limits hold back, judged by what the provider saw.</summary>
public sealed class LimitTests(BenchFixture bench) : IClassFixture<BenchFixture>
{
    [Fact]
    public async Task With_retries_every_request_to_a_limited_provider_succeeds_and_no_wait_that_it_asked_for_is_cut_short()
    {
        var plan = Plan(SimulatedProfiles.Scarce, Test("latency", ("iterations", 23)));
        plan["retry"] = new JsonObject { ["max_tries"] = 10, ["base_delay"] = "10ms" };

        var result = await bench.RunAsync(plan);

        var test = result.Targets[0].Tests["latency"];
        test.Requests.ShouldBe(new RequestCounts(23, 0, 0, 0));
        var truth = TruthOf(SimulatedProfiles.Scarce);
        truth.Count(request => request.Outcome is Outcome.Completed).ShouldBe(23);
        truth.Count.ShouldBe(23 + (int)(test.Retries?.Values.Sum() ?? 0));
        // Whoever waits as long as he is asked to is let in, so one caller is never refused twice in a row.
        truth.Zip(truth.Skip(1), (one, next) => one.Outcome == Outcome.Completed || next.Outcome == Outcome.Completed).ShouldAllBe(isLetIn => isLetIn);
    }

    [Fact]
    public async Task Two_slices_together_never_exceed_the_caps_of_their_target()
    {
        var plan = Plan(SimulatedProfiles.Capped, Test("throughput", ("concurrency", 8), ("duration", "4s")));
        plan["targets"]![0]!["limits"] = new JsonObject { ["requests_per_minute"] = 600, ["max_concurrent"] = 3 };
        plan["workers"] = 2;

        var result = await bench.RunAsync(plan);

        var truth = TruthOf(SimulatedProfiles.Capped);
        result.Targets[0].Tests["throughput"].Requests.Succeeded.ShouldBe(truth.Count);
        truth.Count.ShouldBeInRange(8, 42);
        // Ten a second, and what a busy machine delays into the next second.
        truth.Max(first => truth.Count(other => other.Arrived >= first.Arrived && Stopwatch.GetElapsedTime(first.Arrived, other.Arrived) < TimeSpan.FromSeconds(1)))
            .ShouldBeLessThanOrEqualTo(20);
        truth.Max(one => truth.Count(other => other.Arrived <= one.Arrived && other.EndBefore > one.Arrived)).ShouldBeLessThanOrEqualTo(3);
    }

    [Fact]
    public async Task No_try_is_sent_beyond_the_budget_over_four_slices()
    {
        var plan = Plan(SimulatedProfiles.Failing, Test("latency", ("iterations", 60), ("concurrency", 8)));
        plan["retry"] = new JsonObject { ["max_tries"] = 5, ["base_delay"] = "1ms" };
        plan["budget"] = new JsonObject { ["requests"] = 37 };
        plan["breaker"] = false;
        plan["workers"] = 4;

        var result = await bench.RunAsync(plan);

        var test = result.Targets[0].Tests["latency"];
        bench.ReceivedBy(SimulatedProfiles.Failing).ShouldBe(37);
        result.Status.ShouldBe(RunStatus.BudgetExhausted);
        test.Requests.Planned.ShouldBe(60);
        (test.Requests.Succeeded + test.Requests.Failed + test.Retries!.Values.Sum()).ShouldBe(37);
    }

    [Fact]
    public async Task A_reliability_test_is_neither_tried_again_nor_left_alone()
    {
        var plan = Plan(SimulatedProfiles.Dead, Test("reliability", ("iterations", 30), ("concurrency", 10)));
        plan["retry"] = new JsonObject();

        var result = await bench.RunAsync(plan);

        var test = result.Targets[0].Tests["reliability"];
        test.Requests.ShouldBe(new RequestCounts(0, 30, 0, 0));
        test.Retries.ShouldBeNull();
        test.Breaker.ShouldBeNull();
        bench.ReceivedBy(SimulatedProfiles.Dead).ShouldBe(30);
    }

    private List<RequestTruth> TruthOf(Profile profile) =>
        [.. bench.Simulator.Truth.Snapshot().Where(request => request.Profile == profile.Name).OrderBy(request => request.Arrived)];

    private JsonObject Plan(Profile profile, params JsonNode[] tests) => new()
    {
        ["name"] = "limits",
        ["targets"] = new JsonArray(bench.Target(profile)),
        ["tests"] = new JsonArray(tests),
        ["workload"] = new JsonObject { ["max_tokens"] = 20 },
    };

    private static JsonObject Test(string type, params (string Name, JsonNode Value)[] fields)
    {
        var test = new JsonObject { ["type"] = type };
        foreach (var (name, value) in fields)
            test[name] = value;
        return test;
    }
}
