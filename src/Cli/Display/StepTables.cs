using AkkaApiBench.Messages.Results;

namespace AkkaApiBench.Cli.Display;

/// <summary>The steps of tests whose load went up, one table a test, with the knee and the highest that a target stood.</summary>
internal static class StepTables
{
    public static IEnumerable<ReportTable> Of(RunResult result) =>
        from name in result.Targets.SelectMany(target => target.Tests.Where(test => test.Value.Steps is not null).Select(test => test.Key)).Distinct()
        let targets = result.Targets.Where(target => target.Tests.GetValueOrDefault(name)?.Steps is not null).Select(target => (target.Target, target.Tests[name])).ToList()
        select Table(name, targets);

    private static ReportTable Table(string name, IReadOnlyList<(string Target, TestResult Test)> targets)
    {
        var isOpenLoop = targets.SelectMany(target => target.Test.Steps!).Any(step => step.OfferedRate is not null);
        var hasObjectives = targets.SelectMany(target => target.Test.Steps!).Any(step => step.SloAttainment is not null);
        List<Column> columns =
        [
            new("target", IsNumber: false), new(isOpenLoop ? "offered/s" : "callers"), new("achieved/s"), new("latency p50 (ms)"), new("latency p95 (ms)", Rank: 1),
            new("TTFT p50 (ms)", Rank: 3), new("output tokens/s", Rank: 4), new("success (%)", Rank: 2),
        ];
        if (hasObjectives)
            columns.Add(new Column("in SLO (%)"));
        columns.Add(new Column("", IsNumber: false));
        return new ReportTable(
            $"{name}: step by step", columns,
            [.. targets.SelectMany(target => target.Test.Steps!.Select(step => (IReadOnlyList<Cell>)Row(target.Target, target.Test, step, hasObjectives)))],
            string.Join("\n", targets.Select(target => Summary(target.Target, target.Test))));
    }

    private static List<Cell> Row(string target, TestResult test, StepResult step, bool hasObjectives)
    {
        List<Cell> cells =
        [
            new(target), new(Load(step.OfferedRate, step.Concurrency)), new(Numbers.Short(step.AchievedRate)), new(Time(step.LatencyMs?.P50)), new(Time(step.LatencyMs?.P95)),
            new(Time(step.TtftMs?.P50)), new(step.OutputTokensPerSecond is { } tokens ? Numbers.Short(tokens) : Numbers.None), new(Share(step.SuccessRate)),
        ];
        if (hasObjectives)
            cells.Add(new Cell(Share(step.SloAttainment), step.MeetsSlo == true ? Tone.Good : step.MeetsSlo == false ? Tone.Bad : Tone.Plain));
        cells.Add(new Cell(
            string.Join(", ", Marks(test, step)), !step.Sustained ? Tone.Bad : step.Step == test.BestStep ? Tone.Good : Tone.Plain));
        return cells;
    }

    private static IEnumerable<string> Marks(TestResult test, StepResult step)
    {
        if (step.Step == test.Knee?.Step)
            yield return "knee";
        if (step.Step == test.BestStep && step.Sustained)
            yield return "best";
        if (!step.Sustained)
            yield return "saturated";
    }

    private static string Summary(string target, TestResult test)
    {
        var sustained = Load(test.MaxSustainedRate, test.MaxSustainedConcurrency);
        var good = Load(test.MaxRateMeetingSlo, test.MaxConcurrencyMeetingSlo);
        var hasObjectives = test.Steps!.Any(step => step.SloAttainment is not null);
        var unit = test.Steps!.Any(step => step.OfferedRate is not null) ? "/s" : " callers";
        return $"{target}: highest sustained {With(sustained, unit)}"
            + (hasObjectives ? $", highest that meets the objectives {With(good, unit)}" : "")
            + (test.Knee is { } knee ? $", knee at {With(Load(knee.Rate, knee.Concurrency), unit)}" : ", knee not reached")
            + (test.Steps!.Select(step => step.Stop).LastOrDefault() is { } stop ? $"; stopped: {stop}" : "");
    }

    private static string With(string load, string unit) => load == Numbers.None ? "none" : load + unit;

    private static string Load(double? rate, int? callers) =>
        rate is { } perSecond ? Numbers.Short(perSecond) : callers is { } count ? Numbers.Whole(count) : Numbers.None;

    private static string Time(double? milliseconds) => milliseconds is { } time ? Numbers.Short(time) : Numbers.None;

    private static string Share(double? share) => share is { } value ? Numbers.Percent(value) : Numbers.None;
}
