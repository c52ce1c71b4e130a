using AkkaApiBench.Messages.Access;
using AkkaApiBench.Node.Gateway.Access;
using AkkaApiBench.Node.Gateway.Api;
using AkkaApiBench.Node.Gateway.Document;
using AkkaApiBench.Node.ReadModel.Retention;
using AkkaApiBench.Node.ReadModel.Series;

namespace AkkaApiBench.Node.Gateway;

/// <summary>Histories over HTTP: <c>/api/v1/series</c> and <c>/api/v1/targets</c>.</summary>
internal static class SeriesEndpoints
{
    public static void MapSeries(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/series", ReadAsync).Allow(Role.Viewer).WithTags("history").WithName("GetSeries").WithSummary("Shows metrics of a target over time, gaps as gaps.")
            .Produces<SeriesView>().Refuses(400);
        routes.MapGet("/api/v1/targets", ListAsync).Allow(Role.Viewer).WithTags("targets").WithName("ListTargets").WithSummary("Lists targets.").Produces<TargetListView>();
    }

    private static async Task<IResult> ReadAsync(
        ISeriesHistory history, RetentionTimes kept, TimeProvider time, CancellationToken cancellation,
        string? target = null, string? metric = null, string? from = null, string? to = null, string? resolution = null)
    {
        var (query, error) = SeriesQuery.Read(target, metric, from, to, resolution, time.GetUtcNow(), kept.Minutes);
        if (query is null)
            return Problems.BadRequest(error!);
        var found = await history.ReadAsync(query.Target, query.From, query.To, query.Resolution, cancellation);
        return TypedResults.Ok(new SeriesView(
            found.Target.Value, found.From, found.To, found.Resolution.TotalSeconds, [.. query.Metrics.Select(one => ViewOf(one, found))]));
    }

    private static async Task<IResult> ListAsync(ISeriesHistory history, CancellationToken cancellation) =>
        TypedResults.Ok(new TargetListView(
            [.. (await history.ListTargetsAsync(cancellation)).Select(target => new TargetWithHistoryView(target.Target.Value, target.First, target.Last))]));

    private static SeriesValuesView ViewOf(SeriesMetric metric, SeriesHistory history) => new(
        metric.Name, metric.Unit.Name(), [.. history.ValuesOf(metric).Select(value => double.IsFinite(value) ? value : (double?)null)]);
}
