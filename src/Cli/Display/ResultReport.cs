using AkkaApiBench.Messages.Results;
using AkkaApiBench.Messages.Runs;

namespace AkkaApiBench.Cli.Display;

/// <summary>Decides what of a result is shown.</summary>
internal static class ResultReport
{
    private const string DrawFootnote = "= a draw: the measurement cannot tell the target from the one before or after it.";

    // Where room is short, the last are left out first.
    private static readonly IReadOnlyList<Figure> BesideTheRanked =
    [
        .. new[] { "latency.p50", "latency.p95", "success_rate", "output_tokens_per_second", "ttft.p50", "cost_per_1k_requests" }
            .Select(Figure.Find).OfType<Figure>(),
    ];

    /// <summary>The report of a result.</summary>
    public static Report Of(RunResult result) => new(
        $"apibench: {result.Name}",
        [
            $"run {result.RunId}",
            result.Status switch { RunStatus.BudgetExhausted => "budget used up", var status => status.ToString().ToLowerInvariant() },
            $"{Numbers.Short(result.DurationS)} s",
            result.Suite is null ? result.Mode : $"{result.Mode}, suite {result.Suite}",
        ],
        Headline(result.Winner ?? []),
        [.. Rankings(result), .. StepTables.Of(result), .. ByTagTables.Of(result), .. StreamingTable.Of(result), .. FindingsTables.Of(result), .. ComparisonTables.Short(result), .. Standings(result), .. Thresholds(result)],
        [.. ResultNotes.Of(result)]);

    private static string? Headline(IReadOnlyList<string> winners) => winners.Count switch
    {
        0 => null,
        1 => $"Best over all tests: {winners[0]}",
        _ => $"Best over all tests, a draw: {string.Join(", ", winners)}",
    };

    private static IEnumerable<ReportTable> Rankings(RunResult result)
    {
        var targets = result.Targets.ToDictionary(target => target.Target);
        return result.RankingDetails is { } details
            ? details.Select(ranking => Ranking(ranking.Key, ranking.Value, name => targets.GetValueOrDefault(name)?.Tests.GetValueOrDefault(ranking.Key)))
            : [];
    }

    private static ReportTable Ranking(string test, IReadOnlyList<RankingEntry> entries, Func<string, TestResult?> resultOf)
    {
        var ranked = entries.Select(entry => Figure.Find(entry.Metric)).FirstOrDefault();
        var others = BesideTheRanked.Where(figure => figure != ranked).ToList();
        var title = ranked is null ? test : $"{test}: by {ranked.Label}, {ranked.Metric.Better.ToString().ToLowerInvariant()} is better";
        Column[] columns =
        [
            new("#"), new("target", IsNumber: false), new(ranked?.Label ?? "figure"), new("95 % interval", Rank: 2),
            .. others.Select((figure, index) => new Column(figure.Label, Rank: index + 1)),
        ];
        var rows = entries.Select(entry => (IReadOnlyList<Cell>)
        [
            Place(entry, entries), new(entry.Target), new(ranked?.Show(entry.Value) ?? Numbers.None), new(Interval(ranked, entry.Ci95)),
            .. others.Select(figure => new Cell(figure.Show(resultOf(entry.Target)))),
        ]);
        return new ReportTable(title, columns, [.. rows], entries.Any(entry => IsDraw(entry, entries)) ? DrawFootnote : null);
    }

    private static Cell Place(RankingEntry entry, IReadOnlyList<RankingEntry> entries)
    {
        var place = 1 + entries.Count(other => other.Rank < entry.Rank);
        return new Cell(Numbers.Whole(place) + (IsDraw(entry, entries) ? "=" : ""), place == 1 && entry.Value is not null ? Tone.Good : Tone.Plain);
    }

    private static bool IsDraw(RankingEntry entry, IReadOnlyList<RankingEntry> entries) =>
        entry.Value is not null && (entry.DrawWithPrevious || entries.Any(other => other != entry && other.Rank.Equals(entry.Rank)));

    private static string Interval(Figure? figure, IReadOnlyList<double?>? interval) =>
        figure is not null && interval is [var lower, var upper] ? $"{figure.Show(lower)} to {figure.Show(upper)}" : Numbers.None;

    private static IEnumerable<ReportTable> Standings(RunResult result)
    {
        if (result.Standings is not { Count: > 1 } standings || result.Rankings.Count < 2)
            yield break;

        var tests = result.Rankings.Keys.ToList();
        yield return new ReportTable(
            "over all tests: by the sum of ranks, lower is better",
            [new("#"), new("target", IsNumber: false), new("sum"), .. tests.Select((test, index) => new Column(test, Rank: index + 1))],
            [.. standings.Select(standing => (IReadOnlyList<Cell>)
            [
                new(Numbers.Whole(standing.Place), standing.Place == 1 ? Tone.Good : Tone.Plain),
                new(standing.Target),
                new(Rank(standing.RankSum)),
                .. tests.Select(test => new Cell(standing.Ranks.TryGetValue(test, out var rank) ? Rank(rank) : Numbers.None)),
            ])]);
    }

    private static string Rank(double rank) => rank.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<ReportTable> Thresholds(RunResult result)
    {
        if (result.Thresholds.Count == 0)
            yield break;

        yield return new ReportTable(
            "thresholds",
            [new("threshold", IsNumber: false), new("", IsNumber: false), new("worst"), new("of", IsNumber: false, Rank: 1)],
            [.. result.Thresholds.Select(threshold => (IReadOnlyList<Cell>)
            [
                new(threshold.Expression),
                threshold.Passed ? new("passed", Tone.Good) : new("FAILED", Tone.Bad),
                new(Observed(threshold)),
                new(threshold.Note ?? $"{threshold.Target}, {threshold.Test}"),
            ])]);
    }

    private static string Observed(ThresholdResult threshold)
    {
        var name = threshold.Expression.Split(['<', '>', ' '], 2)[0];
        return Figure.Find(name) is { } figure && threshold.Observed is { } value ? $"{figure.Show(value)}{Suffix(figure)}"
            : threshold.Observed is { } other ? Numbers.Short(other) : Numbers.None;
    }

    private static string Suffix(Figure figure) => figure.Metric.Unit switch
    {
        Messages.Measurement.Unit.Time => " ms",
        Messages.Measurement.Unit.Share => " %",
        Messages.Measurement.Unit.Usd => " USD",
        Messages.Measurement.Unit.PerSecond => "/s",
        Messages.Measurement.Unit.Ratio => "",
        _ => "/USD",
    };
}
