using AkkaApiBench.Messages.Results;

namespace AkkaApiBench.Analytics.Comparisons;

/// <summary>A result that is compared, and where it is from.</summary>
/// <param name="Source">As the user named it; errors begin with it.</param>
/// <param name="Result">The result.</param>
public sealed record SourcedResult(string Source, RunResult Result);

/// <summary>Compares stored results with a baseline.</summary>
public static class ResultComparison
{
    /// <summary>
    /// Compares each target of each candidate with the baseline's target of the same name, or else of the same identity. A
    /// candidate that has no target in common with the baseline is about other targets: then each of its targets is compared
    /// with each of the baseline's. Tests are matched by name and type. What a candidate has is a family of its own
    /// (<see cref="ComparisonFamily"/>), so that a file more on the command line does not change what the others show.
    /// </summary>
    /// <param name="baseline">What the others are compared with.</param>
    /// <param name="candidates">The others.</param>
    /// <param name="minEffectPercent">Differences of times smaller than this, in percent of the baseline, are no regression.</param>
    /// <exception cref="FormatException">A result cannot be compared; the message begins with its source and names the field.</exception>
    public static ComparisonReport Of(SourcedResult baseline, IReadOnlyList<SourcedResult> candidates, double minEffectPercent)
    {
        var expected = MeasuredResult.Of(baseline);
        var compared = candidates.Select(candidate => Compare(MeasuredResult.Of(candidate), expected)).ToList();
        return new ComparisonReport
        {
            Baseline = Describe(baseline),
            Candidates = [.. compared.Select(pair => pair.Result)],
            MinEffectPercent = minEffectPercent,
            Regressions = [.. compared.SelectMany(pair => Regressions(pair.Result, pair.Missing, minEffectPercent))],
        };
    }

    private static (ComparedResult Result, IReadOnlyList<MeasuredTest> Missing) Compare(MeasuredResult candidate, MeasuredResult baseline)
    {
        var pairs = candidate.PairsWith(baseline);
        var matches =
            from pair in pairs
            from test in pair.Candidate.Tests
            from expected in pair.Baseline.Tests
            where (test.Name, test.Type) == (expected.Name, expected.Type)
            select (Test: test.Name, Pair: new Pair(test.Sample, expected.Sample), Expected: expected);
        var matched = matches.ToList();
        if (matched.Count == 0)
            throw new FormatException($"{candidate.Source}: tests: nothing in common with {baseline.Source} is not allowed; allowed: {TestsOf(baseline)}");

        var comparisons = matched.GroupBy(match => match.Test).SelectMany(test => ComparisonFamily.Compare(test.Key, [.. test.Select(match => match.Pair)]));
        var missing = baseline.Tests.Except(matched.Select(match => match.Expected)).ToList();
        var extra = candidate.Targets.Where(target => pairs.All(pair => pair.Candidate != target)).Select(target => target.Name).ToList();
        IReadOnlyList<string> notes =
        [
            .. pairs.Where(pair => pair.Candidate.Name != pair.Baseline.Name).GroupBy(pair => pair.Candidate.Name)
                .Select(pair => $"{candidate.Source} and {baseline.Source} are about different targets: {pair.Key} is compared with {Names(pair.Select(one => one.Baseline))}."),
            .. missing.Select(test => $"{test.Sample.Target}, {test.Name} is in {baseline.Source} and not in {candidate.Source}."),
            .. extra.Select(name => $"{name} is in {candidate.Source} and not in {baseline.Source}."),
        ];
        return (Describe(candidate.Origin) with { Comparisons = [.. comparisons], Notes = notes.Count > 0 ? notes : null }, missing);
    }

    /// <summary>
    /// Whether anything became worse is one question, however many tests and metrics it is asked of: on top of the correction within
    /// each family is Bonferroni's over the families.
    /// </summary>
    private static IEnumerable<Regression> Regressions(ComparedResult candidate, IReadOnlyList<MeasuredTest> missing, double minEffectPercent)
    {
        var comparisons = candidate.Comparisons ?? [];
        var families = comparisons.Select(pair => (pair.Test, pair.Metric.Split('.')[0])).Distinct().Count();
        return
        [
            .. comparisons.Where(pair => IsRegression(pair, minEffectPercent) && pair.PValue * families <= ComparisonFamily.Level)
                .Select(pair => new Regression { Source = candidate.Source, Target = pair.A, Test = pair.Test ?? "", Metric = pair.Metric }),
            .. missing.Select(test => new Regression { Source = candidate.Source, Target = test.Sample.Target, Test = test.Name }),
        ];
    }

    /// <summary>A success rate is never too little worse: from 0.01 % of failures to 0.1 % is ten times as many.</summary>
    private static bool IsRegression(PairComparison pair, double minEffectPercent) => pair.Verdict switch
    {
        Verdict.Slower => pair.EffectPercent is not { } percent || percent >= minEffectPercent,
        var verdict => verdict.IsWorse(),
    };

    private static ComparedResult Describe(SourcedResult result) => new()
    {
        Source = result.Source,
        RunId = result.Result.RunId,
        Name = result.Result.Name,
        StartedAt = result.Result.StartedAt,
    };

    private static string Names(IEnumerable<MeasuredTarget> targets) => string.Join(", ", targets.Select(target => target.Name));

    private static string TestsOf(MeasuredResult result) => string.Join("; ", result.Tests.Select(test => $"{test.Sample.Target}, {test.Name}"));
}
