using AkkaApiBench.Analytics.Comparisons;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Access;
using AkkaApiBench.Node.Gateway.Access;
using AkkaApiBench.Node.Gateway.Api;
using AkkaApiBench.Node.Gateway.Insights;
using AkkaApiBench.Node.ReadModel.Series;

namespace AkkaApiBench.Node.Gateway.Overview;

/// <summary>Targets side by side by their histories: <c>/api/v1/targets/comparison</c>.</summary>
internal static class TargetComparisonEndpoints
{
    private const int MostTargets = 12;
    private const string Test = "history";

    private static readonly IReadOnlyList<double> Percents = [.. Enumerable.Range(0, 100).Select(percent => (double)percent), 99.5, 99.9, 100];

    public static void MapTargetComparison(this IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/targets/comparison", CompareAsync)
        .Allow(Role.Viewer)
        .WithName("CompareTargets")
        .WithSummary("Targets side by side over some time, by all that was measured of them")
        .Produces<TargetComparisonView>()
        .Produces<ProblemView>(StatusCodes.Status400BadRequest, "application/problem+json");

    private static async Task<IResult> CompareAsync(
        ISeriesHistory history, Computations computations, TimeProvider time, CancellationToken cancellation, string[]? target = null, string period = "24h")
    {
        var names = (target ?? []).Distinct().ToList();
        if (names.Count is < 1 or > MostTargets)
            return Problems.BadRequest($"target: {names.Count} are not allowed; allowed: 1 to {MostTargets} targets");
        if (names.Select(InsightFields.ReadTarget).FirstOrDefault(wrong => wrong is not null) is { } wrong)
            return Problems.BadRequest(wrong);
        if (OverviewPeriod.Find(period) is not { } chosen)
            return Problems.BadRequest($"period: '{period}' is not allowed; allowed: {string.Join(", ", OverviewPeriod.All.Select(one => one.Name))}");

        var to = time.GetUtcNow();
        var from = to - chosen.Length;
        var points = await Task.WhenAll(names.Select(async name =>
            (Name: name, Whole: (await history.ReadAsync(new TargetId(name), from, to, chosen.Step, cancellation)).Whole())));
        var samples = points.Where(one => one.Whole.Judged > 0).Select(one => Sample.Of(one.Name, one.Whole.Measured)).ToList();
        var state = string.Join('\n', points.Select(one => $"{one.Name} {one.Whole.Measured.Ended} {one.Whole.Measured[Measure.Latency].Sum}"));
        var comparisons = await computations.OfAsync((Test, state), () => ComparisonFamily.Compare(Test, Pair.AllOf(samples)), cancellation);
        return TypedResults.Ok(new TargetComparisonView(from, to, [.. points.Select(one => ViewOf(one.Name, one.Whole))], comparisons));
    }

    private static ComparedTargetView ViewOf(string name, SeriesPoint whole) => new(
        name, whole.Judged, Known(SeriesMetric.SuccessRate, whole), Known(SeriesMetric.OutputTokensPerSecond, whole), Known(SeriesMetric.CostPer1kRequests, whole),
        Sample.Metrics.Where(metric => whole.Measured[metric.Measure!.Value].Count > 0)
            .ToDictionary(metric => metric.Name, metric => ViewOf(whole.Measured[metric.Measure!.Value])));

    private static DistributionView ViewOf(Distribution times) => new(
        times.Count, Percents, [.. Percents.Select(percent => (percent == 0 ? times.Min : times.Percentile(percent)) / 1000.0)]);

    private static double? Known(SeriesMetric metric, SeriesPoint point) => metric.ValueOf(point) is var value && double.IsFinite(value) ? value : null;
}
