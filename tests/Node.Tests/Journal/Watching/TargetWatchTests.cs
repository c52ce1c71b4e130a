using System.Collections.Immutable;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Journal;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Node.Journal.Watching;

namespace AkkaApiBench.Node.Tests.Journal.Watching;

public sealed class TargetWatchTests
{
    [Fact]
    public void A_run_of_two_hours_finds_nothing_whatever_it_measures()
    {
        var watch = new TargetWatch();

        var found = TwoDays.Windows.Skip(TwoDays.StepAt - 60).Take(120).SelectMany(window => watch.Apply(new WindowRecorded(window)));

        found.ShouldBeEmpty();
    }

    [Fact]
    public void An_incident_is_the_same_when_every_other_window_comes_a_minute_late()
    {
        var late = TwoDays.Windows.Chunk(2).SelectMany(pair => pair.Reverse());

        Recorded(new TargetWatch(), late)[^1].ShouldBe(Recorded(new TargetWatch(), TwoDays.Windows)[^1]);
    }

    [Fact]
    public void An_incident_is_found_where_windows_come_too_late_for_their_minute()
    {
        // Each hour's third minute comes at the end of the hour.
        var late = TwoDays.Windows.Chunk(60).SelectMany(hour => hour.Where((_, minute) => minute != 2).Append(hour[2]));

        var found = Recorded(new TargetWatch(), late)[^1];

        found.Start.ShouldBe(TwoDays.Begin.AddMinutes(TwoDays.StepAt), TimeSpan.FromMinutes(3));
        found.End.ShouldNotBeNull();
    }

    [Fact]
    public void What_is_found_stays_due_until_it_is_noted()
    {
        var watch = new TargetWatch();
        var found = Recorded(watch, TwoDays.Windows);
        watch.Due.ShouldBe(found);
        Anomalies(watch).ShouldBeEmpty();

        foreach (var anomaly in found)
            watch.Apply(new AnomalyNoted(TwoDays.Target, anomaly));

        watch.Due.ShouldBeEmpty();
        Anomalies(watch).ShouldHaveSingleItem().ShouldBe(found[^1]);
    }

    [Fact]
    public void A_watch_from_a_snapshot_is_the_same_as_one_that_saw_everything()
    {
        var whole = new TargetWatch();
        var found = Recorded(whole, TwoDays.Windows);

        var before = new TargetWatch();
        var early = Recorded(before, TwoDays.Windows.Take(TwoDays.StepAt + 10));
        var after = new TargetWatch();
        after.Restore(before.ToSnapshot());
        var late = Recorded(after, TwoDays.Windows.Skip(TwoDays.StepAt + 10));

        early.Concat(late).ShouldBe(found);
        var (left, right) = (whole.ToSnapshot(), after.ToSnapshot());
        right.Series.Select(series => series.Metric).ShouldBe(left.Series.Select(series => series.Metric));
        for (var i = 0; i < left.Series.Length; i++)
            right.Series[i].State.ShouldBe(left.Series[i].State);
    }

    [Fact]
    public void An_incident_whose_detectors_are_gone_ends_at_its_peak()
    {
        var before = new TargetWatch();
        var open = Recorded(before, TwoDays.Windows.Take(TwoDays.StepAt + 10))[^1];
        open.End.ShouldBeNull();
        var snapshot = before.ToSnapshot();

        var after = new TargetWatch();
        after.Restore(snapshot with { Due = [], Series = [.. snapshot.Series.Select(series => series with { State = [1, 2, 3] })] });

        Recorded(after, TwoDays.Windows.Skip(TwoDays.StepAt + 10)).ShouldBe([open with { End = open.Peak }]);
    }

    [Fact]
    public void Of_many_anomalies_the_last_are_kept()
    {
        var watch = new TargetWatch();
        var any = Recorded(new TargetWatch(), TwoDays.Windows)[^1];
        for (var day = 0; day < 250; day++)
            watch.Apply(new AnomalyNoted(TwoDays.Target, any with { Start = any.Start.AddDays(day), End = any.Start.AddDays(day) }));

        Anomalies(watch).Length.ShouldBe(200);
        Anomalies(watch)[^1].Start.ShouldBe(any.Start.AddDays(249));
        watch.Answer(new GetAnomalies(TwoDays.Target, any.Start.AddDays(240))).Anomalies.Length.ShouldBe(10);
    }

    private static List<Anomaly> Recorded(TargetWatch watch, IEnumerable<Window> windows) =>
        [.. windows.SelectMany(window => watch.Apply(new WindowRecorded(window)))];

    private static ImmutableArray<Anomaly> Anomalies(TargetWatch watch) =>
        watch.Answer(new GetAnomalies(TwoDays.Target, DateTimeOffset.MinValue)).Anomalies;
}
