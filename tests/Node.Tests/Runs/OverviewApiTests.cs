using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using AkkaApiBench.Messages.Results;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Node.Tests.Runs;

/// <summary>The overview and the comparison of targets, as the dashboard meets them.</summary>
public sealed class OverviewApiTests(BenchFixture bench) : IClassFixture<BenchFixture>
{
    private const int Requests = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("overview?period=2h", "period: '2h' is not allowed; allowed: 1h, 6h, 24h, 7d, 30d")]
    [InlineData("targets/comparison", "target: 0 are not allowed; allowed: 1 to 12 targets")]
    [InlineData("targets/comparison?target=a/b&period=year", "period: 'year' is not allowed; allowed: 1h, 6h, 24h, 7d, 30d")]
    [InlineData("targets/comparison?target=a/1&target=a/2&target=a/3&target=a/4&target=a/5&target=a/6&target=a/7&target=a/8&target=a/9&target=a/10&target=a/11&target=a/12&target=a/13", "target: 13 are not allowed")]
    public async Task What_is_no_question_is_a_problem_that_names_what_is_wrong(string path, string said)
    {
        using var response = await bench.Http.GetAsync($"/api/v1/{path}");

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadFromJsonAsync(ApiJson.Default.ProblemView))!.Detail!.ShouldStartWith(said);
    }

    [Fact]
    public async Task A_target_that_nothing_is_known_of_has_no_figures()
    {
        var comparison = (await bench.Http.GetFromJsonAsync("/api/v1/targets/comparison?target=nobody/nothing", ApiJson.Default.TargetComparisonView))!;

        var target = comparison.Targets.ShouldHaveSingleItem();
        (target.Requests, target.SuccessRate, target.Times.Count).ShouldBe((0, null, 0));
        comparison.Comparisons.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_runs_measured_is_in_the_overview_and_compared()
    {
        var (steady, failing) = (bench.Target(SimulatedProfiles.Steady), bench.Target(SimulatedProfiles.Dead));
        steady["price"] = new JsonObject { ["input"] = 1, ["output"] = 2 };
        await bench.RunAsync(new JsonObject
        {
            ["targets"] = new JsonArray(steady, failing, bench.Target(SimulatedProfiles.Paced)),
            ["tests"] = new JsonArray(new JsonObject { ["type"] = "latency", ["iterations"] = Requests, ["concurrency"] = 2 }),
        });

        var overview = await WhenAsync("/api/v1/overview?period=1h", ApiJson.Default.OverviewView, view => view.Targets.Count == 3 && view.Targets.All(target => target.Requests >= Requests));

        overview.ResolutionS.ShouldBe(60);
        (overview.To - overview.From).ShouldBe(TimeSpan.FromHours(1));
        var good = overview.Targets.Single(target => target.Target.Contains("/steady", StringComparison.Ordinal));
        (good.Requests, good.Failed, good.SuccessRate).ShouldBe((Requests, 0, 1));
        good.LatencyP50Ms!.Value.ShouldBeInRange(0.001, good.LatencyP95Ms!.Value);
        good.CostUsd.ShouldBeGreaterThan(0);
        good.CostPer1kRequestsUsd!.Value.ShouldBe((double)good.CostUsd / Requests * 1000, 1e-9);
        good.Sparkline.Where(value => value is not null).ShouldAllBe(value => value > 0);
        good.Sparkline.Count(value => value is not null).ShouldBeGreaterThan(0);

        var bad = overview.Targets.Single(target => target.Failed > 0);
        (bad.Requests, bad.Failed, bad.SuccessRate, bad.LatencyP50Ms).ShouldBe((Requests, Requests, 0, null));
        bad.Errors.Values.Sum().ShouldBe(Requests);

        var asked = string.Join('&', overview.Targets.Select(target => $"target={Uri.EscapeDataString(target.Target)}"));
        var comparison = (await bench.Http.GetFromJsonAsync($"/api/v1/targets/comparison?{asked}&period=1h", ApiJson.Default.TargetComparisonView))!;
        comparison.Targets.Select(target => target.Target).ShouldBe(overview.Targets.Select(target => target.Target));
        var times = comparison.Targets.Single(target => target.Target == good.Target).Times["latency"];
        times.Count.ShouldBe(Requests);
        times.Percents.Count.ShouldBe(times.ValuesMs.Count);
        times.ValuesMs.ShouldBe(times.ValuesMs.Order());
        times.ValuesMs[times.Percents.ToList().IndexOf(50)].ShouldBe(good.LatencyP50Ms.Value, 0.001);
        comparison.Comparisons.ShouldContain(pair => pair.Metric == "success_rate" && (pair.A == bad.Target || pair.B == bad.Target) && pair.Verdict != Verdict.NoDifferenceShown);
        comparison.Comparisons.Where(pair => pair.A == bad.Target || pair.B == bad.Target).ShouldAllBe(pair => pair.Metric == "success_rate");
    }

    private async Task<T> WhenAsync<T>(string path, JsonTypeInfo<T> type, Func<T, bool> isEnough)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            var answer = (await bench.Http.GetFromJsonAsync(path, type, patience.Token))!;
            if (isEnough(answer))
                return answer;
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }
}
