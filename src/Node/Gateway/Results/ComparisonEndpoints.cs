using System.ComponentModel;
using System.Net.Mime;
using System.Text;
using AkkaApiBench.Analytics.Comparisons;
using AkkaApiBench.Messages.Access;
using AkkaApiBench.Messages.Results;
using AkkaApiBench.Node.Gateway.Access;
using AkkaApiBench.Node.Gateway.Document;

namespace AkkaApiBench.Node.Gateway.Results;

/// <summary>Runs compared over HTTP, as <c>apibench compare</c> compares results: <c>/api/v1/comparisons</c>.</summary>
internal static class ComparisonEndpoints
{
    private const int MostRuns = 10;
    private const double UsualEffect = 5;

    public static void MapComparisons(this IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/comparisons", CompareAsync).Allow(Role.Viewer)
        .WithTags("runs").WithName("CompareRuns").WithSummary("Compares runs with the first of them, or the targets of one run with each other.")
        .Produces<ComparisonReport>().Refuses(400, 404, 409);

    private static async Task<IResult> CompareAsync(
        RunResults results, CancellationToken cancellation,
        [Description("1 to 10 identifiers of runs that have ended, with commas between; the first is what the others are compared with.")] string? runs = null,
        [Description("Times that differ by less, in percent, are no regression, however certain that is; 0 to 1000.")] double min_effect = UsualEffect)
    {
        var ids = runs?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToList() ?? [];
        if (ids.Count is < 1 or > MostRuns)
            return Problems.BadRequest($"runs: {ids.Count} of them is not allowed; allowed: 1 to {MostRuns} identifiers of runs, with commas between");
        if (min_effect is not (>= 0 and <= 1000))
            return Problems.BadRequest("min_effect: not allowed; allowed: a number from 0 to 1000");

        var found = new List<SourcedResult>();
        foreach (var id in ids)
        {
            var (result, problem) = await results.OfAsync(id, cancellation);
            if (result is null)
                return problem!;
            found.Add(new SourcedResult(id, result));
        }

        try
        {
            var report = found is [var only] ? Within(only, min_effect) : ResultComparison.Of(found[0], found[1..], min_effect);
            return TypedResults.Text(ResultJson.Write(report), MediaTypeNames.Application.Json, Encoding.UTF8);
        }
        catch (FormatException error)
        {
            return Problems.NotComparable(error.Message);
        }
    }

    /// <summary>A run's own comparisons: it has no baseline to do worse than.</summary>
    private static ComparisonReport Within(SourcedResult run, double minEffectPercent)
    {
        var described = new ComparedResult { Source = run.Source, RunId = run.Result.RunId, Name = run.Result.Name, StartedAt = run.Result.StartedAt };
        return new ComparisonReport
        {
            Baseline = described,
            Candidates = [described with { Comparisons = run.Result.Comparisons }],
            MinEffectPercent = minEffectPercent,
            Regressions = [],
        };
    }
}
