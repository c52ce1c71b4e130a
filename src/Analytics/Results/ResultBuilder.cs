using System.Globalization;
using AkkaApiBench.Analytics.Comparisons;
using AkkaApiBench.Messages.Anomalies;
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
        var tests = plan.TestsByName()
            .Select(test => (test.Name, plan.Tests[test.Entries[0]].Type, Outcomes: measured.Of(plan, test.Name, isCut: outcome.Status is not RunStatus.Completed)))
            .Where(test => test.Outcomes.Count > 0).ToList();
        var targets = plan.Targets.Select((target, position) => Target(
            target, names[position], outcome.Anomalies.GetValueOrDefault(target.Id),
            tests.Where(test => test.Outcomes.ContainsKey(position)).ToDictionary(test => test.Name, test => test.Outcomes[position].Figures))).ToList();
        // What a probe sends is for what it finds out: its times and rates do not speak of the target, and are not compared.
        tests.RemoveAll(test => test.Type.IsProbe());
        var comparisons = tests.ToDictionary(test => test.Name, test => Comparisons(test.Name, names, test.Outcomes));
        var rankings = tests.ToDictionary(
            test => test.Name,
            test => Ranking.Of(
                test.Type,
                names.Select((name, number) => test.Outcomes.GetValueOrDefault(number) is { } made
                    ? new Contender(name, made.Ranked, made.Figures) : new Contender(name, null, null)),
                comparisons[test.Name]));
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
            Pauses = NullIfEmpty<PauseResult>([.. outcome.Pauses.Select(pause => new PauseResult { StartedAt = pause.StartedAt, EndedAt = pause.EndedAt ?? outcome.EndedAt })]),
            Targets = targets,
            Rankings = rankings.ToDictionary(
                ranking => ranking.Key, ranking => (IReadOnlyList<string>)[.. ranking.Value.Entries.Select(entry => entry.Target)]),
            RankingDetails = rankings.ToDictionary(ranking => ranking.Key, ranking => ranking.Value.Entries),
            Order = plan.Order is TargetOrder.Interleaved ? new OrderResult { Order = "interleaved", Blocks = plan.Blocks, Seed = plan.Seed } : null,
            Standings = standings,
            Winner = Standings.Winners(standings, rankings.Values),
            Comparisons = [.. comparisons.Values.SelectMany(pairs => pairs)],
            Thresholds = [.. plan.Thresholds.Select(threshold => Thresholds.Judge(threshold, targets))],
            Notes = NullIfEmpty([.. NotesOn(outcome.Status), .. NotesOn(outcome.Pauses, outcome.EndedAt), .. outcome.Notes]),
        };
    }

    private static IReadOnlyList<PairComparison> Comparisons(string test, IReadOnlyList<string> names, Dictionary<int, NamedOutcome> outcomes)
    {
        IReadOnlyList<NamedOutcome> all = [.. outcomes.Values];
        var samples = names.Select((name, number) => outcomes.TryGetValue(number, out var outcome)
            ? Sample.Of(name, outcome.ComparedWith(all).Measured) : null).OfType<Sample>();
        return ComparisonFamily.Compare(test, Pair.AllOf([.. samples]));
    }

    private static TargetResult Target(Target target, string name, IReadOnlyList<Anomaly>? anomalies, IReadOnlyDictionary<string, TestResult> tests) =>
        new()
        {
            Target = name,
            Id = target.Id.Value,
            Provider = target.Provider,
            Model = target.Model,
            BaseUrl = target.BaseUrl,
            Tests = tests,
            Anomalies = NullIfEmpty(anomalies ?? []),
            Notes = NullIfEmpty([.. NotesOn(target, name, tests.Values)]),
        };

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

    private static IEnumerable<string> NotesOn(IReadOnlyList<RunPause> pauses, DateTimeOffset end)
    {
        if (pauses.Count == 0)
            yield break;
        var seconds = pauses.Sum(pause => ((pause.EndedAt ?? end) - pause.StartedAt).TotalSeconds);
        yield return string.Create(CultureInfo.InvariantCulture,
            $"The run was paused {(pauses.Count == 1 ? "once" : $"{pauses.Count} times")}, for {seconds:0.0} s in all: its parts were measured at other times, under conditions that may have changed.");
    }

    private static IReadOnlyList<T>? NullIfEmpty<T>(IReadOnlyList<T> items) => items.Count == 0 ? null : items;

    /// <summary>What was measured, by target and test.</summary>
    private sealed record Measured(IReadOnlyDictionary<(int Target, int Test), TestOutcome> Outcomes)
    {
        private readonly int _last = Outcomes.Values.Where(outcome => outcome.Duration > TimeSpan.Zero).Select(outcome => outcome.Test).DefaultIfEmpty(-1).Max();

        public static Measured Of(RunOutcome run)
        {
            foreach (var outcome in run.Measured)
            {
                if (outcome.Target < 0 || outcome.Target >= run.Plan.Targets.Count || outcome.Test < 0 || outcome.Test >= run.Plan.Tests.Count)
                    throw new ArgumentException(FormattableString.Invariant($"the plan has no test {outcome.Test} of target {outcome.Target}"), nameof(run));
            }

            return new Measured(run.Measured.ToDictionary(outcome => (outcome.Target, outcome.Test)));
        }

        /// <summary>What the test of a name came to, by target.</summary>
        public Dictionary<int, NamedOutcome> Of(Plan plan, string name, bool isCut) => Outcomes.Values
            .Where(outcome => plan.Tests[outcome.Test].Name == name)
            .GroupBy(outcome => outcome.Target)
            .ToDictionary(
                group => group.Key,
                group => NamedOutcome.Of(
                    plan, plan.Targets[group.Key], [.. group.OrderBy(outcome => outcome.Test)], isCut && group.Max(outcome => outcome.Test) == _last));
    }
}
