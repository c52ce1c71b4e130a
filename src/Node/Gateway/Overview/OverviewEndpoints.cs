using AkkaApiBench.Messages.Access;
using AkkaApiBench.Node.Gateway.Access;
using AkkaApiBench.Node.Gateway.Api;
using AkkaApiBench.Node.ReadModel.Series;

namespace AkkaApiBench.Node.Gateway.Overview;

/// <summary>How every target does, in one answer: <c>/api/v1/overview</c>.</summary>
internal static class OverviewEndpoints
{
    public static void MapOverview(this IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/overview", ShowAsync)
        .Allow(Role.Viewer)
        .WithName("ShowOverview")
        .WithSummary("How every target with a history does")
        .Produces<OverviewView>()
        .Produces<ProblemView>(StatusCodes.Status400BadRequest, "application/problem+json");

    private static async Task<IResult> ShowAsync(
        ISeriesHistory history, AnomaliesGateway journals, TimeProvider time, CancellationToken cancellation, string period = "24h")
    {
        if (OverviewPeriod.Find(period) is not { } chosen)
            return Problems.BadRequest($"period: '{period}' is not allowed; allowed: {string.Join(", ", OverviewPeriod.All.Select(one => one.Name))}");

        var to = time.GetUtcNow();
        var from = to - chosen.Length;
        var targets = await history.ListTargetsAsync(cancellation);
        var shown = await Task.WhenAll(targets.Select(target => OfAsync(target, history, journals, from, to, chosen.Step, cancellation)));
        return TypedResults.Ok(new OverviewView(from, to, chosen.Step.TotalSeconds, shown));
    }

    private static async Task<TargetOverviewView> OfAsync(
        TargetWithHistory target, ISeriesHistory history, AnomaliesGateway journals,
        DateTimeOffset from, DateTimeOffset to, TimeSpan step, CancellationToken cancellation)
    {
        var anomalies = journals.OfAsync(target.Target, from, cancellation);
        var measured = await history.ReadAsync(target.Target, from, to, step, cancellation);
        // A journal that moves to another node does not keep the figures back.
        return TargetFigures.Of(target, measured, await anomalies ?? []);
    }
}
