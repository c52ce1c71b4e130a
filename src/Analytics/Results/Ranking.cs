using AkkaApiBench.Analytics.Statistics;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Results;

namespace AkkaApiBench.Analytics.Results;

/// <summary>A target in the ranking of one test.</summary>
/// <param name="Target">Its name in the result.</param>
/// <param name="Outcome">What the test measured; null when it was not begun.</param>
/// <param name="Figures">The figures made from that.</param>
internal sealed record Contender(string Target, TestOutcome? Outcome, TestResult? Figures);

/// <summary>
/// The targets of one test by the figure that the test is for. Two targets are a draw when their comparison on that figure
/// shows no difference, so that a ranking never says more than the comparisons do. Figures that are not compared pair by pair
/// (throughput) are a draw when their 95 % intervals overlap, which asks more than a test at 5 %: what is called a difference
/// is one. A group is the best target and those that draw with it, and shares the mean of its places; so a chain of draws does
/// not make its first equal to its last.
/// </summary>
/// <param name="Entries">The targets, best first; those without the figure come last.</param>
/// <param name="HasFigures">False when no target has the figure.</param>
internal sealed record Ranking(IReadOnlyList<RankingEntry> Entries, bool HasFigures)
{
    /// <summary>A contender's figure: null when there is none, infinite for tokens that cost nothing.</summary>
    private sealed record Figure(Contender Contender, double? Value, Interval? Interval)
    {
        public string? Note(Metric metric) => Value switch
        {
            double.PositiveInfinity => "costs nothing",
            not null => null,
            null when Contender.Figures is null => "the test was not begun",
            null when Contender.Figures.Requests.Succeeded == 0 => "no request succeeded",
            null when Contender.Figures.Cost is null && metric.Unit is Unit.PerUsd => "the price is not known",
            null => "not measured",
        };
    }

    /// <summary>Ranks the targets of a test.</summary>
    /// <param name="type">The test's type.</param>
    /// <param name="contenders">The targets.</param>
    /// <param name="comparisons">The test's comparisons.</param>
    public static Ranking Of(TestType type, IEnumerable<Contender> contenders, IEnumerable<PairComparison> comparisons)
    {
        var criterion = Criterion.Of(type);
        var metric = criterion.Metric;
        var figures = contenders
            .Select(contender => FigureOf(contender, criterion))
            .OrderBy(figure => figure.Value is null)
            .ThenBy(figure => metric.Better is Better.Lower ? figure.Value : -figure.Value)
            .ToList();
        var draws = new Draws(comparisons.Where(comparison => comparison.Metric == criterion.Name));
        var ranks = RanksOf(figures, draws);
        var entries = figures.Select((figure, index) => new RankingEntry
        {
            Target = figure.Contender.Target,
            Rank = ranks[index],
            Metric = criterion.Name,
            Value = Finite(figure.Value),
            Ci95 = figure.Interval is { } interval ? [Finite(interval.Lower), Finite(interval.Upper)] : null,
            DrawWithPrevious = index > 0 && draws.Has(figures[index - 1], figure),
            Note = figure.Note(metric),
        });
        return new Ranking([.. entries], figures.Exists(figure => figure.Value is not null));
    }

    /// <summary>The rank of a target that is in the ranking.</summary>
    public double RankOf(string target) => Entries.First(entry => entry.Target == target).Rank;

    private static Figure FigureOf(Contender contender, Criterion criterion) =>
        contender is { Outcome: { } outcome, Figures: { } figures } && criterion.FigureOf(figures) is { } value
            ? new Figure(contender, value, criterion.IntervalOf(outcome))
            : new Figure(contender, null, null);

    private static double[] RanksOf(List<Figure> figures, Draws draws)
    {
        var ranks = new double[figures.Count];
        for (var first = 0; first < figures.Count;)
        {
            var end = first + 1;
            while (end < figures.Count && draws.Has(figures[first], figures[end]))
                end++;
            Array.Fill(ranks, (first + 1 + end) / 2d, first, end - first);
            first = end;
        }

        return ranks;
    }

    /// <summary>Who is a draw with whom.</summary>
    private sealed class Draws(IEnumerable<PairComparison> comparisons)
    {
        private readonly Dictionary<(string, string), Verdict> _verdicts = comparisons.ToDictionary(pair => (pair.A, pair.B), pair => pair.Verdict);

        public bool Has(Figure one, Figure other) => (one.Value, other.Value) switch
        {
            ({ } mine, { } theirs) => VerdictOn(one, other) is { } verdict
                ? verdict is Verdict.NoDifferenceShown
                : (one.Interval ?? Interval.At(mine)).Overlaps(other.Interval ?? Interval.At(theirs)),
            (null, null) => true,
            _ => false,
        };

        private Verdict? VerdictOn(Figure one, Figure other) =>
            _verdicts.TryGetValue((one.Contender.Target, other.Contender.Target), out var verdict)
            || _verdicts.TryGetValue((other.Contender.Target, one.Contender.Target), out verdict) ? verdict : null;
    }

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
