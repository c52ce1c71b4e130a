using System.ComponentModel;
using AkkaApiBench.Messages.Access;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Node.Gateway.Access;
using AkkaApiBench.Node.Gateway.Api;
using AkkaApiBench.Node.Gateway.Document;
using AkkaApiBench.Node.Gateway.Insights;
using AkkaApiBench.Node.ReadModel.Series;

namespace AkkaApiBench.Node.Gateway;

/// <summary>What histories tell of the future and of money: <c>/api/v1/forecasts</c>, <c>/api/v1/trends</c>, <c>/api/v1/recommendations</c>.</summary>
internal static class InsightEndpoints
{
    private const int MostDays = 366;
    private const int MostRuns = 100;

    public static void MapInsights(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/forecasts", ForecastAsync).Allow(Role.Viewer).WithTags("insight").WithName("GetForecast").WithSummary("Tells what a series will be.")
            .Produces<ForecastView>().Refuses(400, 404, 409);
        routes.MapGet("/api/v1/trends", TrendAsync).Allow(Role.Viewer).WithTags("insight").WithName("GetTrend").WithSummary("Tells where a series goes, and what hours and days are good.")
            .Produces<TrendView>().Refuses(400, 404, 409);
        routes.MapGet("/api/v1/recommendations", RecommendAsync).Allow(Role.Viewer).WithTags("insight").WithName("ListRecommendations").WithSummary("Advises how to pay less.")
            .Produces<RecommendationListView>().Refuses(400, 409);
    }

    private static async Task<IResult> ForecastAsync(
        ISeriesHistory history, Computations computations, TimeProvider time, CancellationToken cancellation,
        string? target = null, string? metric = null, string? horizon = null, string[]? slo = null)
    {
        var (query, error) = ForecastQuery.Read(target, metric, horizon, slo ?? []);
        if (query is null)
            return Problems.BadRequest(error!);

        var end = query.Horizon.EndOfSteps(time.GetUtcNow());
        var known = KnownValues.Of(
            await history.ReadAsync(query.Target, end - query.Horizon.History, end, query.Horizon.Step, cancellation), query.Metric);
        if (query.Horizon.WhyNot(known, end) is { } reason)
            return await TooLittleAsync(history, query.Target, query.Metric, reason, cancellation);

        var forecast = await computations.OfAsync(
            (query.Target, query.Metric.Name, query.Horizon, known!.Key, end), () => SeriesForecast.Of(known, query.Horizon, end), cancellation);
        return TypedResults.Ok(SeriesForecast.ViewOf(query, known, forecast, end));
    }

    private static async Task<IResult> TrendAsync(
        ISeriesHistory history, Computations computations, TimeProvider time, CancellationToken cancellation,
        string? target = null, string? metric = null, int days = 28)
    {
        if (InsightFields.ReadTarget(target) is { } wrong)
            return Problems.BadRequest(wrong);
        if (!SeriesMetric.All.TryGetValue(metric ?? SeriesMetric.LatencyMedian.Name, out var series))
            return Problems.BadRequest($"metric: '{metric}' is not allowed; allowed: one of {InsightFields.Metrics}");
        if (days is < 1 or > MostDays)
            return Problems.BadRequest($"days: {days} is not allowed; allowed: a whole number from 1 to {MostDays}");

        var id = new TargetId(target!);
        var end = SeriesTrend.EndOfSteps(time.GetUtcNow());
        var known = KnownValues.Of(await history.ReadAsync(id, end.AddDays(-days), end, SeriesTrend.Step, cancellation), series);
        if (SeriesTrend.WhyNot(known, days) is { } reason)
            return await TooLittleAsync(history, id, series, reason, cancellation);

        var trend = await computations.OfAsync((id, series.Name, "trend", known!.Key), () => SeriesTrend.Of(known), cancellation);
        return TypedResults.Ok(SeriesTrend.ViewOf(target!, series, known, trend));
    }

    private static async Task<IResult> RecommendAsync(CostRecommendations advice, CancellationToken cancellation, string? target = null, [Description("How many of the newest runs are looked at, 1 to 100.")] int runs = 20)
    {
        if (target is not null && InsightFields.ReadTarget(target) is { } wrong)
            return Problems.BadRequest(wrong);
        if (runs is < 1 or > MostRuns)
            return Problems.BadRequest($"runs: {runs} is not allowed; allowed: a whole number from 1 to {MostRuns}");
        return await advice.AdviseAsync(target is null ? null : new TargetId(target), runs, cancellation) is { } found
            ? TypedResults.Ok(found)
            : Problems.TooLittleHistory($"{target}: advice needs a run of it that ended; there is none among the last {runs}");
    }

    private static async Task<IResult> TooLittleAsync(
        ISeriesHistory history, TargetId target, SeriesMetric metric, string reason, CancellationToken cancellation)
    {
        var isKnown = (await history.ListTargetsAsync(cancellation)).Any(one => one.Target == target);
        return isKnown ? Problems.TooLittleHistory($"{target}, {metric.Name}: {reason}.")
            : Problems.NoSuchTarget($"{target} has no history; GET /api/v1/targets lists those that have one.");
    }
}
