using AkkaApiBench.Messages.Results;

namespace AkkaApiBench.Cli.Display;

/// <summary>Decides what of comparisons is shown.</summary>
internal static class ComparisonReports
{
    /// <summary>The report of results compared with a baseline.</summary>
    public static Report Of(ComparisonReport comparison)
    {
        var all = comparison.Candidates.SelectMany(candidate => candidate.Comparisons ?? []).ToList();
        return new Report(
            $"apibench: {string.Join(", ", comparison.Candidates.Select(candidate => candidate.Source))} compared with {comparison.Baseline.Source}",
            [
                $"{all.Count(pair => pair.Verdict.IsWorse())} worse",
                $"{all.Count(pair => pair.Verdict.IsBetter())} better",
                $"{all.Count(pair => pair.Verdict is Verdict.NoDifferenceShown)} no difference shown",
            ],
            Headline: null,
            [.. comparison.Candidates.SelectMany(candidate => ComparisonTables.Full(
                candidate.Comparisons ?? [], Sides.Results, comparison.Candidates.Count > 1 ? $"{candidate.Source}, " : ""))],
            [.. comparison.Candidates.SelectMany(candidate => candidate.Notes ?? [])]);
    }

    /// <summary>The report of a run whose targets are to be compared: all comparisons first, then what every run shows.</summary>
    public static Report Of(RunResult result)
    {
        var usual = ResultReport.Of(result with { Comparisons = [] });
        return usual with { Tables = [.. ComparisonTables.Full(result.Comparisons, Sides.Targets), .. usual.Tables] };
    }
}
