using System.Globalization;
using AkkaApiBench.Messages.Results;

namespace AkkaApiBench.Cli.Display;

/// <summary>What the two sides of a comparison are called.</summary>
/// <param name="A">The heading over names of A.</param>
/// <param name="B">The heading over names of B; not shown where all pairs are of one name.</param>
/// <param name="ValueA">The heading over figures of A.</param>
/// <param name="ValueB">The heading over figures of B.</param>
/// <param name="IsBFirst">True when B's figure comes first, as what was there before.</param>
internal sealed record Sides(string A, string B, string ValueA, string ValueB, bool IsBFirst = false)
{
    /// <summary>Two targets of one result.</summary>
    public static readonly Sides Targets = new("a", "b", "of a", "of b");

    /// <summary>A target in a new result and in the baseline.</summary>
    public static readonly Sides Results = new("target", "baseline's target", "new", "base", IsBFirst: true);
}

/// <summary>Comparisons as tables.</summary>
internal static class ComparisonTables
{
    private const string NotShown = "no difference shown";
    private const string First = "first";

    // Where room is short, the last are left out first.
    private static readonly IReadOnlyList<Figure> InShort =
        [.. new[] { "latency.p50", "success_rate", "ttft.p50", "latency.p95", "tpot.p50" }.Select(Figure.Find).OfType<Figure>()];

    /// <summary>Each target against the first of its test, in one table; none where nothing is compared.</summary>
    public static IEnumerable<ReportTable> Short(RunResult result)
    {
        var comparisons = result.Comparisons.SelectMany(pair => new[] { pair, pair.Reversed() })
            .ToLookup(pair => (pair.Test, pair.A, pair.B, pair.Metric));
        var figures = InShort.Where(figure => result.Comparisons.Any(pair => pair.Metric == figure.Name)).ToList();
        var rows =
            from ranking in result.Rankings
            where ranking.Value.Count > 0 && result.Comparisons.Any(pair => pair.Test == ranking.Key)
            let first = ranking.Value[0]
            from target in ranking.Value
            select (IReadOnlyList<Cell>)
            [
                new(target == first ? ranking.Key : ""), new(target),
                .. figures.Select(figure => target == first
                    ? new Cell(First) : InWords(comparisons[(ranking.Key, target, first, figure.Name)].FirstOrDefault())),
            ];
        if (figures.Count == 0)
            yield break;

        yield return new ReportTable(
            "compared: each target with the first of its test",
            [
                new("test", IsNumber: false), new("target", IsNumber: false),
                .. figures.Select((figure, index) => new Column(figure.Words, IsNumber: false, Rank: index)),
            ],
            [.. rows],
            "A difference is shown at 5 % after Holm's correction over all pairs; all pairs with their intervals are in result.json.");
    }

    /// <summary>All comparisons, a table for each test and metric.</summary>
    /// <param name="comparisons">What is shown.</param>
    /// <param name="sides">What the sides are called.</param>
    /// <param name="prefix">What titles begin with.</param>
    public static IEnumerable<ReportTable> Full(IReadOnlyList<PairComparison> comparisons, Sides sides, string prefix = "") =>
        comparisons
            .Select(pair => (Pair: pair, Figure: Figure.Find(pair.Metric)))
            .Where(shown => shown.Figure is not null)
            .GroupBy(shown => (shown.Pair.Test, shown.Figure!.Metric))
            .Select(group => Table($"{prefix}{group.Key.Test}: {new Figure("", group.Key.Metric, null).Label}", sides, [.. group.Select(shown => (shown.Pair, shown.Figure!))]));

    private static ReportTable Table(string title, Sides sides, IReadOnlyList<(PairComparison Pair, Figure Figure)> rows)
    {
        var hasNames = rows.Any(row => row.Pair.A != row.Pair.B);
        Column[] columns =
        [
            new(sides.A, IsNumber: false),
            .. hasNames ? [new Column(sides.B, IsNumber: false)] : Array.Empty<Column>(),
            new("figure", IsNumber: false),
            .. InOrder(sides, new Column(sides.ValueA, Rank: 3), new Column(sides.ValueB, Rank: 4)), new("difference"), new("in %", Rank: 5),
            new("95 % interval", Rank: 1), new("p", Rank: 2), new("verdict", IsNumber: false),
        ];
        return new ReportTable(title, columns, [.. rows.Select(row => (IReadOnlyList<Cell>)
        [
            new(row.Pair.A),
            .. hasNames ? [new Cell(row.Pair.B)] : Array.Empty<Cell>(),
            new(row.Figure.Words),
            .. InOrder(sides, new Cell(row.Figure.Show(row.Pair.ValueA)), new Cell(row.Figure.Show(row.Pair.ValueB))),
            new(Signed(row.Pair.Effect, row.Figure.Show(row.Pair.Effect))),
            new(row.Pair.EffectPercent is { } percent ? Signed(percent, Numbers.Short(percent)) : Numbers.None),
            new(row.Pair.Ci95 is [var lower, var upper] ? $"{row.Figure.Show(lower)} to {row.Figure.Show(upper)}" : Numbers.None),
            new(Chance(row.Pair.PValue)),
            VerdictOf(row.Pair),
        ])]);
    }

    private static T[] InOrder<T>(Sides sides, T a, T b) => sides.IsBFirst ? [b, a] : [a, b];

    /// <summary>A comparison in a few words, such as <c>12 % slower</c>.</summary>
    private static Cell InWords(PairComparison? pair) => pair switch
    {
        null => new Cell(Numbers.None),
        { Verdict: Verdict.NoDifferenceShown } => new Cell(NotShown),
        { Verdict: Verdict.Better or Verdict.Worse } => new Cell($"{Numbers.Percent(Math.Abs(pair.Effect))} points {Word(pair.Verdict)}"),
        { EffectPercent: { } percent } => new Cell($"{Numbers.Short(Math.Abs(percent))} % {Word(pair.Verdict)}"),
        _ => new Cell(Word(pair.Verdict)),
    };

    private static Cell VerdictOf(PairComparison pair) => pair.Verdict is Verdict.NoDifferenceShown
        ? new Cell(NotShown) : new Cell(Word(pair.Verdict), pair.Verdict.IsWorse() ? Tone.Bad : Tone.Good);

    private static string Word(Verdict verdict) => verdict.ToString().ToLowerInvariant();

    private static string Signed(double value, string shown) => value > 0 ? $"+{shown}" : shown;

    private static string Chance(double? p) => p switch
    {
        null => Numbers.None,
        < 0.0001 => "<0.0001",
        { } chance => chance.ToString("0.####", CultureInfo.InvariantCulture),
    };
}
