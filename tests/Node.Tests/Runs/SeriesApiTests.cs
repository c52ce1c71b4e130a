using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AkkaApiBench.Node.Gateway.Api;
using AkkaApiBench.Node.ReadModel.Series;

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
        series.Series[1].Values.ShouldContain(value => value > 0);
        series.Series[2].Values.Where(value => value is not null).ShouldAllBe(value => value == 1);
    }

    [Fact]
    public async Task A_rebuilt_read_model_answers_the_same_byte_for_byte()
    {
        await bench.RunAsync(new JsonObject
        {
            ["targets"] = new JsonArray(bench.Target(SimulatedProfiles.Steady)),
            ["tests"] = new JsonArray(new JsonObject { ["type"] = "latency", ["iterations"] = 20, ["concurrency"] = 4 }),
        });
        var end = DateTimeOffset.UtcNow.AddMinutes(5).ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        var target = Uri.EscapeDataString((await WhenAsync("/api/v1/targets", ApiJson.Default.TargetListView, list => list.Targets.Count > 0)).Targets[0].Target);
        await WhenAsync($"/api/v1/series?target={target}&metric=successes", ApiJson.Default.SeriesView, view => view.Series[0].Values.Sum() >= 20);
        var questions = new List<string> { "/api/v1/targets", $"/api/v1/anomalies?target={target}" };
        foreach (var resolution in new[] { "1m", "5m", "1h" })
            questions.Add($"/api/v1/series?target={target}&to={Uri.EscapeDataString(end)}&resolution={resolution}&metric={string.Join(',', SeriesMetric.All.Keys)}");
        var before = await Task.WhenAll(questions.Select(bench.Http.GetStringAsync));

        (await NodeCommand.Create().Parse(["rebuild-read-model", "--journal", $"sqlite:{bench.JournalFile}"]).InvokeAsync()).ShouldBe(0);

        (await Task.WhenAll(questions.Select(bench.Http.GetStringAsync))).ShouldBe(before);
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_not_made_to_be_rebuilt()
    {
        var missing = bench.JournalFile + ".missing";

        (await NodeCommand.Create().Parse(["rebuild-read-model", "--journal", $"sqlite:{missing}"]).InvokeAsync()).ShouldBe(2);

        File.Exists(missing).ShouldBeFalse();
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
