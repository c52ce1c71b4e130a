using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Akka.Actor;
using Akka.Hosting;
using AkkaApiBench.Messages.Advice;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Journal;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Node.Gateway.Api;
using AkkaApiBench.Node.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace AkkaApiBench.Node.Tests.Runs;

/// <summary>Forecasts, trends and advice as the REST API's users meet them.</summary>
public sealed class InsightApiTests(BenchFixture bench) : IClassFixture<BenchFixture>
{
    private const int Hours = 14 * 24;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TargetId Target = new("openai/gpt-4o-mini");

    [Theory]
    [InlineData("forecasts", "target: missing")]
    [InlineData("forecasts?target=a/b&horizon=year", "horizon: 'year' is not allowed; allowed: hour, day, week")]
    [InlineData("forecasts?target=a/b&slo=fast", "slo: 'fast' is not allowed; allowed: ")]
    [InlineData("trends?metric=latency.p50", "target: missing")]
    [InlineData("trends?target=a/b&metric=latency", "metric: 'latency' is not allowed; allowed: one of ")]
    [InlineData("trends?target=a/b&days=0", "days: 0 is not allowed; allowed: a whole number from 1 to 366")]
    [InlineData("recommendations?runs=1000", "runs: 1000 is not allowed; allowed: a whole number from 1 to 100")]
    public async Task What_is_no_question_is_a_problem_that_names_what_is_wrong(string path, string said) =>
        (await ProblemAsync(path, HttpStatusCode.BadRequest)).Detail!.ShouldStartWith(said);

    [Theory]
    [InlineData("forecasts?target=nobody/nothing")]
    [InlineData("trends?target=nobody/nothing")]
    public async Task A_target_without_history_is_not_found(string path)
    {
        var problem = await ProblemAsync(path, HttpStatusCode.NotFound);

        problem.Type.ShouldBe("/problems/no-such-target");
        problem.Detail.ShouldBe("nobody/nothing has no history; GET /api/v1/targets lists those that have one.");
    }

    [Fact]
    public async Task A_history_of_days_is_forecast_and_its_trend_told()
    {
        await FeedAsync();
        var path = $"forecasts?target={Uri.EscapeDataString(Target.Value)}&horizon=day&slo={Uri.EscapeDataString("latency.p50<700ms")}&slo={Uri.EscapeDataString("latency.p50<60s")}";
        var now = DateTimeOffset.UtcNow;

        var forecast = await WhenAsync(path, ApiJson.Default.ForecastView);

        forecast.Steps.Count.ShouldBe(24);
        forecast.Steps[0].At.ShouldBe(now, TimeSpan.FromHours(1.1));
        // Nothing is known of the hours between test data and now, but that they are like those of other days.
        foreach (var step in forecast.Steps)
            step.Mean.ShouldBe(LatencyAt(step.At), 100);
        forecast.Breaches!.Select(breach => breach.Slo).ShouldBe(["latency.p50<700ms", "latency.p50<60s"]);
        forecast.Breaches![0].LikelyFrom.ShouldNotBeNull();
        forecast.Breaches![1].AnyAtMost.ShouldBeLessThan(0.5);

        var trend = (await bench.Http.GetFromJsonAsync($"/api/v1/trends?target={Uri.EscapeDataString(Target.Value)}", ApiJson.Default.TrendView))!;
        trend.Values.ShouldBeInRange(Hours - 1, Hours);
        trend.Hours.Worst.ShouldContain("06:00");
        trend.Hours.Best.ShouldContain("18:00");

        (await ProblemAsync($"forecasts?target={Uri.EscapeDataString(Target.Value)}&metric=ttft.p50", HttpStatusCode.Conflict)).Detail!
            .ShouldStartWith("openai/gpt-4o-mini, ttft.p50: a forecast of a day needs values of at least 12 hours");
    }

    [Fact]
    public async Task A_target_that_costs_more_than_another_that_serves_as_well_is_told_of_it()
    {
        var (dear, cheap) = (bench.Target(SimulatedProfiles.Steady), bench.Target(SimulatedProfiles.Paced));
        dear["price"] = new JsonObject { ["input"] = 10, ["output"] = 20 };
        var run = await bench.RunAsync(new JsonObject
        {
            ["targets"] = new JsonArray(dear, cheap),
            ["slo"] = new JsonArray("latency < 20s"),
            ["tests"] = new JsonArray(new JsonObject { ["type"] = "latency", ["iterations"] = 800, ["concurrency"] = 8 }),
        });

        var list = (await bench.Http.GetFromJsonAsync("/api/v1/recommendations", ApiJson.Default.RecommendationListView))!;

        var advice = list.Recommendations.First(advice => advice.Kind is RecommendationKind.CheaperTarget);
        advice.Target.ShouldContain("/steady");
        advice.Instead.ShouldNotBeNull().ShouldContain("/paced");
        advice.SavingShare.ShouldBe(0.9, 0.05);
        advice.SavingUsd.ShouldBeGreaterThan(0);
        advice.Runs.ShouldBe([run.RunId]);
        advice.Evidence.ShouldNotBeEmpty();
        (await ProblemAsync("recommendations?target=nobody/nothing", HttpStatusCode.Conflict)).Type.ShouldBe("/problems/too-little-history");
    }

    /// <summary>A window an hour, up to three hours ago.</summary>
    private async Task FeedAsync()
    {
        var journals = await bench.Services.GetRequiredService<IRequiredActor<MetricJournal>>().GetAsync();
        var now = DateTimeOffset.UtcNow;
        var begin = new DateTimeOffset(now.UtcTicks - now.UtcTicks % TimeSpan.TicksPerHour, TimeSpan.Zero).AddHours(-Hours - 3);
        for (var hour = 0; hour < Hours; hour++)
        {
            var at = begin.AddHours(hour);
            var window = new Window
            {
                Slice = new SliceId(new RunId("history"), 0, 0, 0), Target = Target, Epoch = 1, Sequence = hour, StartedAt = at, Duration = TimeSpan.FromMinutes(1), Reserved = 10,
                Measured = new Aggregate
                {
                    Succeeded = 10,
                    Distributions = Aggregate.Empty.Distributions.Add(Measure.Latency, Distribution.Of(Enumerable.Repeat((long)(1000 * LatencyAt(at)), 10))),
                },
            };
            (await journals.Ask<object>(new RecordWindow(window), Patience)).ShouldBeOfType<WindowAcknowledged>();
        }
    }

    private static double LatencyAt(DateTimeOffset time) => 500 + 300 * Math.Sin(2 * Math.PI * time.UtcDateTime.Hour / 24);

    private async Task<ProblemView> ProblemAsync(string path, HttpStatusCode status)
    {
        using var response = await bench.Http.GetAsync($"/api/v1/{path}");
        response.StatusCode.ShouldBe(status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        return (await response.Content.ReadFromJsonAsync(ApiJson.Default.ProblemView))!;
    }

    /// <summary>The read model follows some seconds behind.</summary>
    private async Task<ForecastView> WhenAsync(string path, JsonTypeInfo<ForecastView> type)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            using var response = await bench.Http.GetAsync($"/api/v1/{path}", patience.Token);
            response.StatusCode.ShouldNotBe(HttpStatusCode.BadRequest);
            if (response.IsSuccessStatusCode && (await response.Content.ReadFromJsonAsync(type, patience.Token))! is { Values: >= Hours - 1 } forecast)
                return forecast;
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }
}
