using AkkaApiBench.Analytics.Comparisons;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Results;

namespace AkkaApiBench.Analytics.Results;

/// <summary>Makes the result of a run from what it measured.</summary>
public static class ResultBuilder
{
    /// <summary>Makes the result.</summary>
    /// <exception cref="ArgumentException">A test of a target is there twice, or is not in the plan.</exception>
    public static RunResult Build(RunOutcome outcome)
    {
        var plan = outcome.Plan;
        var measured = Measured.Of(outcome);
        string[] names = [.. plan.Targets.Select(plan.LabelOf)];
        var targets = plan.Targets.Select((target, position) => Target(plan, target, names[position], measured.Of(position))).ToList();
        var tests = plan.Tests.Select((test, position) => (test, position)).Where(pair => measured.Has(pair.position)).ToList();
        var comparisons = tests.ToDictionary(pair => pair.test.Name, pair => Comparisons(pair.test.Name, names, number => measured.Of(number, pair.position)));
        var rankings = tests.ToDictionary(
            pair => pair.test.Name,
            pair => Ranking.Of(
                pair.test.Type,
                targets.Select((target, number) => new Contender(
                    target.Target, measured.Of(number, pair.position), target.Tests.GetValueOrDefault(pair.test.Name))),
                comparisons[pair.test.Name]));
        var standings = Standings.Of(names, rankings);

        return new RunResult
        {
            RunId = outcome.RunId.Value,
            Name = plan.Name,
            StartedAt = outcome.StartedAt,
            DurationS = (outcome.EndedAt - outcome.StartedAt).TotalSeconds,
            Mode = outcome.Mode,
            Suite = plan.Suite,
            Status = outcome.Status,
            Targets = targets,
            Rankings = rankings.ToDictionary(
                ranking => ranking.Key, ranking => (IReadOnlyList<string>)[.. ranking.Value.Entries.Select(entry => entry.Target)]),
            RankingDetails = rankings.ToDictionary(ranking => ranking.Key, ranking => ranking.Value.Entries),
            Standings = standings,
            Winner = Standings.Winners(standings, rankings.Values),
            Comparisons = [.. comparisons.Values.SelectMany(pairs => pairs)],
            Thresholds = [.. plan.Thresholds.Select(threshold => Thresholds.Judge(threshold, targets))],
            Notes = NullIfEmpty([.. NotesOn(outcome.Status), .. outcome.Notes]),
        };
    }

    private static IReadOnlyList<PairComparison> Comparisons(string test, IReadOnlyList<string> names, Func<int, TestOutcome?> outcomeOf)
    {
        var samples = names
            .Select((name, number) => outcomeOf(number) is { } outcome ? Sample.Of(name, outcome.Measured) : null)
            .OfType<Sample>();
        return ComparisonFamily.Compare(test, Pair.AllOf([.. samples]));
    }

    private static TargetResult Target(Plan plan, Target target, string name, IEnumerable<TestOutcome> outcomes)
    {
        var tests = outcomes.ToDictionary(
            outcome => plan.Tests[outcome.Test].Name, outcome => TestFigures.Of(plan, target, plan.Tests[outcome.Test], outcome));
        return new TargetResult
        {
            Target = name,
            Id = target.Id.Value,
            Provider = target.Provider,
            Model = target.Model,
            BaseUrl = target.BaseUrl,
            Tests = tests,
            Notes = NullIfEmpty([.. NotesOn(target, name, tests.Values)]),
        };
    }

    private static IEnumerable<string> NotesOn(Target target, string name, IEnumerable<TestResult> tests)
    {
        if (target.Price is null)
        {
            yield return $"The price of {name} is not known, so its results have no cost: give the target "
                + "'price: { input: USD, output: USD }' per million tokens in the plan.";
        }

        if (tests.Any(test => test.Tokens.Source is TokenSource.Estimate or TokenSource.Mixed))
            yield return $"{name} did not report the usage of every request: its token counts are partly or wholly estimates.";
    }

    private static IEnumerable<string> NotesOn(RunStatus status) => status switch
    {
        RunStatus.Cancelled => ["The run was cancelled: the figures are of what was measured until then."],
        RunStatus.BudgetExhausted => ["The budget was used up: the figures are of what was measured until then."],
        _ => [],
    };

    private static IReadOnlyList<string>? NullIfEmpty(IReadOnlyList<string> notes) => notes.Count == 0 ? null : notes;

    /// <summary>What was measured, by target and test.</summary>
    private sealed record Measured(IReadOnlyDictionary<(int Target, int Test), TestOutcome> Outcomes)
    {
        public static Measured Of(RunOutcome run)
        {
            foreach (var outcome in run.Measured)
            {
                if (outcome.Target < 0 || outcome.Target >= run.Plan.Targets.Count || outcome.Test < 0 || outcome.Test >= run.Plan.Tests.Count)
                    throw new ArgumentException(FormattableString.Invariant($"the plan has no test {outcome.Test} of target {outcome.Target}"), nameof(run));
            }

            return new Measured(run.Measured.ToDictionary(outcome => (outcome.Target, outcome.Test)));
        }

        public TestOutcome? Of(int target, int test) => Outcomes.GetValueOrDefault((target, test));

        public IEnumerable<TestOutcome> Of(int target) =>
            Outcomes.Values.Where(outcome => outcome.Target == target).OrderBy(outcome => outcome.Test);

        public bool Has(int test) => Outcomes.Keys.Any(key => key.Test == test);
    }
}
