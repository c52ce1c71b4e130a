using System.Collections.Concurrent;
using AkkaApiBench.Messages.Advice;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Trends;
using AkkaApiBench.Node.Gateway.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AkkaApiBench.Cli.Tests.Fakes;

/// <summary>A gateway over real HTTP that knows of one target, and writes down what it is asked.</summary>
internal sealed class FakeHistory : IAsyncDisposable
{
    public const string Target = "openai/gpt-4o-mini";
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private readonly WebApplication _app;

    private FakeHistory()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/api/v1/forecasts", context => AnswerAsync(context, () => context.Response.WriteAsJsonAsync(Forecast, ApiJson.Default.ForecastView)));
        _app.MapGet("/api/v1/trends", context => AnswerAsync(context, () => context.Response.WriteAsJsonAsync(Trend, ApiJson.Default.TrendView)));
        _app.MapGet("/api/v1/anomalies", context => AnswerAsync(context, () => context.Response.WriteAsJsonAsync(Anomalies, ApiJson.Default.AnomalyListView)));
        _app.MapGet("/api/v1/recommendations", context => AnswerAsync(context, () => context.Response.WriteAsJsonAsync(Advice, ApiJson.Default.RecommendationListView)));
    }

    public ConcurrentQueue<string> Asked { get; } = new();

    public string Address => _app.Urls.First();

    public static ForecastView Forecast { get; } = new()
    {
        Target = Target, Metric = "latency.p95", Unit = "ms", Horizon = "day", ResolutionS = 3600, Values = 240, FirstValueAt = Noon.AddDays(-10), LastValueAt = Noon.AddHours(-1),
        SeasonsS = [86400], Methods = [new MethodView("theta(24)", 1, 0.5)],
        Steps = [new ForecastStepView(Noon, 900, 800, 1000, 700, 1100.5), new ForecastStepView(Noon.AddHours(1), 2100, 1900, 2300, 1800, 2400)],
        Breaches =
        [
            new BreachView("latency.p95<2s", 0.7, 0.75, Noon.AddHours(1), 0.7, Noon.AddHours(1), [0.01, 0.7]),
            new BreachView("latency.p95<3s", 0, 0, Noon, 0, null, [0, 0]),
        ],
    };

    public static TrendView Trend { get; } = new()
    {
        Target = Target, Metric = "latency.p50", Unit = "ms", Values = 600, From = Noon.AddDays(-28), To = Noon, Direction = TrendDirection.Rising,
        SlopePerDay = 12.5, SlopePerDayCi95 = [10, null], PValue = 0.001, Changes = [new LevelChangeView(Noon.AddDays(-3), 500, 800)],
        Hours = new CycleView(["18:00"], ["06:00"], [new PlaceView("06:00", 100, true, 28), new PlaceView("18:00", -100, true, 28)]),
        Weekdays = new CycleView([], [], []),
    };

    public static AnomalyListView Anomalies { get; } = new(
        Target,
        [
            new Anomaly
            {
                Metric = "latency.p50", Kind = AnomalyKind.LatencySpike, Severity = Severity.Critical, Confidence = 0.97, Start = Noon, Peak = Noon.AddMinutes(5), End = Noon.AddMinutes(30),
                Expected = 400, Observed = 900,
            },
            new Anomaly
            {
                Metric = "success_rate", Kind = AnomalyKind.SuccessRateDecrease, Severity = Severity.High, Confidence = 0.9, Start = Noon.AddHours(1), Peak = Noon.AddHours(1),
                Expected = 0.99, Observed = 0.7,
            },
        ]);

    public static RecommendationListView Advice { get; } = new(
        [
            new RecommendationView
            {
                Kind = RecommendationKind.CheaperTarget, Target = Target, Advice = "Use groq/llama instead of it.", SavingUsd = 0.9m, SavingShare = 0.9, SpentUsd = 1m,
                Evidence = ["1,000 answers cost less."], Instead = "groq/llama", From = Noon.AddDays(-1), To = Noon, Runs = ["20261124-170201-k3v9qa"],
            },
        ],
        ["other/model: its price is not known; give one in the plan (targets[].price)."]);

    public static async Task<FakeHistory> StartAsync()
    {
        var gateway = new FakeHistory();
        await gateway._app.StartAsync();
        return gateway;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task AnswerAsync(HttpContext context, Func<Task> answer)
    {
        Asked.Enqueue(Uri.UnescapeDataString(context.Request.Path + context.Request.QueryString));
        if (context.Request.Query["target"].ToString() is "" or Target)
            return answer();
        context.Response.StatusCode = StatusCodes.Status409Conflict;
        return context.Response.WriteAsJsonAsync(
            new ProblemView { Type = "/problems/too-little-history", Title = "Too little is known.", Status = 409, Detail = "a forecast of a day needs values." },
            ApiJson.Default.ProblemView, "application/problem+json");
    }
}
