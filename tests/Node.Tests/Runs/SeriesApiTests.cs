using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AkkaApiBench.Node.Gateway.Api;

namespace AkkaApiBench.Node.Tests.Runs;

/// <summary>Histories as the REST API's users meet them.</summary>
public sealed class SeriesApiTests(BenchFixture bench) : IClassFixture<BenchFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("", "target")]
    [InlineData("target=", "target")]
    [InlineData("target=a/b", "metric")]
    [InlineData("target=a/b&metric=latency", "metric")]
    [InlineData("target=a/b&metric=latency.p50,nonsense", "metric")]
    [InlineData("target=a/b&metric=latency.p50&from=yesterday", "from")]
    [InlineData("target=a/b&metric=latency.p50&to=9999-12-31T00:00:00Z", "to")]
    [InlineData("target=a/b&metric=latency.p50&from=2026-02-01&to=2026-01-01", "from")]
    [InlineData("target=a/b&metric=latency.p50&resolution=30s", "resolution")]
    [InlineData("target=a/b&metric=latency.p50&resolution=90s", "resolution")]
    [InlineData("target=a/b&metric=latency.p50&resolution=-1m", "resolution")]
    [InlineData("target=a/b&metric=latency.p50&from=2020-01-01&to=2026-01-01&resolution=1m", "resolution")]
    public async Task A_query_that_is_not_one_is_a_problem_that_names_what_is_wrong_and_what_is_allowed(string query, string name)
    {
        using var response = await bench.Http.GetAsync($"/api/v1/series?{query}");

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = (await response.Content.ReadFromJsonAsync(ApiJson.Default.ProblemView))!;
        problem.Detail!.ShouldStartWith($"{name}: ");
        problem.Detail!.ShouldContain("; allowed: ");
    }

    [Theory]
    [InlineData("2026-01-01T00:00:00Z", "2026-01-01T10:00:00Z", 60)]
    [InlineData("2026-01-01", "2026-01-08", 900)]
    [InlineData("2025-01-01", "2026-01-01", 43200)]
    [InlineData("1970-01-01", "2199-12-31", 85 * 86400.0)]
    public async Task Without_a_resolution_it_gives_about_a_thousand_points(string from, string to, double resolution)
    {
        using var response = await bench.Http.GetAsync($"/api/v1/series?target=nobody/nothing&metric=latency.p50&from={from}&to={to}");
        var series = (await response.Content.ReadFromJsonAsync(ApiJson.Default.SeriesView))!;
        series.ResolutionS.ShouldBe(resolution);
        series.Series.ShouldHaveSingleItem().Values.Count.ShouldBeInRange(500, 1002);
        series.Series[0].Values.ShouldAllBe(value => value == null);
    }

    [Fact]
    public async Task What_a_run_measured_is_in_the_history_of_its_target()
    {
        await bench.RunAsync(new JsonObject
        {
            ["targets"] = new JsonArray(bench.Target(SimulatedProfiles.Steady)),
            ["tests"] = new JsonArray(new JsonObject { ["type"] = "latency", ["iterations"] = 12, ["concurrency"] = 4 }),
        });

        var target = (await WhenAsync("/api/v1/targets", ApiJson.Default.TargetListView, list => list.Targets.Count > 0)).Targets.ShouldHaveSingleItem().Target;
        var series = await WhenAsync(
            $"/api/v1/series?target={Uri.EscapeDataString(target)}&metric=successes,latency.p50,success_rate", ApiJson.Default.SeriesView,
            view => view.Series[0].Values.Sum() >= 12);

        series.Series.Select(one => (one.Metric, one.Unit)).ShouldBe([("successes", "count"), ("latency.p50", "ms"), ("success_rate", "share")]);
        series.Series[0].Values.Sum().ShouldBe(12);
        series.Series[1].Values.ShouldContain(value => value > 0);
        series.Series[2].Values.Where(value => value is not null).ShouldAllBe(value => value == 1);
    }

    private async Task<T> WhenAsync<T>(string path, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, Func<T, bool> isEnough)
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
