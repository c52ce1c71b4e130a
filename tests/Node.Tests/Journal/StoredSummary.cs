using System.Globalization;
using System.Text;
using AkkaApiBench.Messages.Journal;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Runs;
using AkkaApiBench.Node.Coordinator;
using AkkaApiBench.Node.Coordinator.Runs;
using AkkaApiBench.Node.Journal;

namespace AkkaApiBench.Node.Tests.Journal;

/// <summary>The states that a stored journal comes to, as text. What later versions add to states is not in it.</summary>
internal static class StoredSummary
{
    public static string Of(StoredJournal journal)
    {
        var text = new StringBuilder();
        foreach (var (_, run) in journal.Events<ICoordinatorEvent>("coordinator").Aggregate(CoordinatorState.Empty, (state, happened) => state.Apply(happened)).Runs)
            Line(text, $"listed {run.Run} '{run.Name}' {run.Status.Name()} {run.AcceptedAt:O} {run.StartedAt:O} {run.EndedAt:O} '{run.Reason}'");
        foreach (var id in journal.PersistenceIds("run-"))
            Add(text, journal.Events<IRunEvent>(id).Aggregate(new RunState { Run = new(id["run-".Length..]) }, (state, happened) => state.Apply(happened)));
        foreach (var id in journal.PersistenceIds("metrics-"))
        {
            Line(text, $"journal {id}");
            // A run's sums are forgotten at its end: before it they are what the run had.
            Add(text, journal.Events<IJournalEvent>(id).Where(happened => happened is not RunReleased).Aggregate(JournalState.Empty, (state, happened) => state.Apply(happened)));
            Line(text, $"  at the end {journal.Events<IJournalEvent>(id).Aggregate(JournalState.Empty, (state, happened) => state.Apply(happened)).Slices.Count} slices");
            foreach (var snapshot in journal.Entries.Where(entry => entry.IsSnapshot && entry.PersistenceId == id))
            {
                Line(text, $" snapshot");
                Add(text, JournalState.From((JournalSnapshot)snapshot.Content));
            }
        }

        return text.ToString();
    }

    private static void Add(StringBuilder text, RunState run)
    {
        var plan = run.Plan.ShouldNotBeNull();
        Line(text, $"run {run.Run} {run.Status.Name()} '{plan.Name}' workers {plan.Workers} warmup {plan.Warmup} budget {plan.Budget.Requests} slo {string.Join(',', plan.Objectives.Select(slo => slo.Expression))}");
        foreach (var target in plan.Targets)
            Line(text, $"  target {target.Name} {target.BaseUrl} {target.Price?.InputPerMillion} {target.Price?.OutputPerMillion}");
        foreach (var test in plan.Tests)
            Line(text, $"  test {test.Name} {test.Type} {test.Load.GetType().Name} planned {test.Load.Planned} in flight {test.Load.InFlight}");
        foreach (var (slice, state) in run.Slices)
            Line(text, $"  slice {slice.Test}/{slice.Target}/{slice.Part} epoch {state.Epoch} {state.Outcome} used {state.Used.Requests} {state.Used.Tokens} {state.Used.Cost.Pico}");
        foreach (var (cell, measured) in run.Measured.OrderBy(entry => entry.Key))
        {
            Line(text, $"  measured {cell.Target}/{cell.Test} {Text(measured.Counts)} {measured.Duration} warmup {measured.Warmup.Requests}");
            Add(text, measured.Measured);
        }
    }

    private static void Add(StringBuilder text, JournalState journal)
    {
        foreach (var (slice, ledger) in journal.Slices.OrderBy(entry => (entry.Key.Test, entry.Key.Target, entry.Key.Part)))
        {
            Line(text, $"  ledger {slice.Run} {slice.Test}/{slice.Target}/{slice.Part} epoch {ledger.Epoch} next {ledger.NextSequence} {Text(ledger.Position.Counts)} {ledger.Duration} final {ledger.IsFinal} warmup {ledger.Warmup.Requests}");
            Add(text, ledger.Measured);
        }
    }

    private static void Add(StringBuilder text, Aggregate measured)
    {
        Line(text, $"    {measured.Succeeded} good {measured.Good} tokens {measured.Tokens.Input} {measured.Tokens.Cached} {measured.Tokens.Output} {measured.Tokens.Reasoning} {measured.TokenSource} cost {measured.Cost.Pico} errors {string.Join(',', measured.Errors.Select(error => $"{error.Key}={error.Value}"))}");
        foreach (var (measure, values) in measured.Distributions)
            Line(text, $"    {measure} {values.Count} min {values.Min} p50 {values.Percentile(50)} p95 {values.Percentile(95)} max {values.Max} sum {values.Sum} squares {values.SumOfSquares:R}");
    }

    private static string Text(RequestCounts counts) =>
        string.Create(CultureInfo.InvariantCulture, $"succeeded {counts.Succeeded} failed {counts.Failed} lost {counts.Lost} not sent {counts.NotSent}");

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
