using System.Globalization;
using System.Text.Json;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Journal;
using AkkaApiBench.Node.Journal.Store;
using AkkaApiBench.Node.ReadModel;
using AkkaApiBench.Node.ReadModel.Anomalies;
using AkkaApiBench.Node.ReadModel.Retention;
using AkkaApiBench.Node.ReadModel.Series;
using CsCheck;

namespace AkkaApiBench.Node.Tests.ReadModel;

/// <summary>What is kept for how long, and what can be made anew afterwards.</summary>
public sealed class RetentionTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly RetentionTimes Kept = new(2 * Hour, 10 * Hour, 100 * Hour);

    /// <summary>Windows of a day, mostly in order.</summary>
    private static readonly Gen<WindowRecorded[]> Day =
        from windows in SampleLoad.AnyWindow.Array[1, 40]
        from steps in Gen.Double[-1800, 5400].Array[windows.Length]
        select windows.Select((window, i) => new WindowRecorded(window with { StartedAt = window.StartedAt.AddSeconds(steps.Take(i + 1).Sum()) })).ToArray();

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task What_is_made_anew_is_the_same_whatever_was_deleted(string kind)
    {
        await using var database = await TestDatabase.StartAsync(kind);
        await Gen.Select(Day, Day, Gen.Double[0, 60]).SampleAsync(
            async (first, later, hours) =>
            {
                await ClearAsync(database);
                await database.AddAsync(first);
                await database.CatchUpAsync();
                var all = await AnswersAsync(database);
                foreach (var old in await Clean(database, hours, Kept with { Minutes = 1000 * Hour, Hours = 1000 * Hour }))
                    await database.ForgetAsync(old);
                (await AnswersAsync(database)).ShouldBe(all);
                await new Projection(database.Store).RebuildAsync(CancellationToken.None);
                (await AnswersAsync(database)).ShouldBe(all);

                // What comes later counts, were it as old as what was deleted; and once, were all made anew again.
                await database.AddAsync(later);
                await database.CatchUpAsync();
                var more = await AnswersAsync(database);
                (await SuccessesAsync(database)).ShouldBe(Successes(first) + Successes(later));
                await new Projection(database.Store).RebuildAsync(CancellationToken.None);
                (await AnswersAsync(database)).ShouldBe(more);
            },
            iter: 12, threads: 1);
    }

    [Fact]
    public async Task Of_a_journal_the_events_before_the_first_window_to_be_kept_are_old()
    {
        await using var database = await TestDatabase.StartAsync(OnSqliteAttribute.Kind);
        await database.AddAsync(Enumerable.Range(0, 10).Select(hour => SampleLoad.RecordedAt(hour * 3600, 1000)));
        await database.CatchUpAsync();

        (await Clean(database, hours: 0.5, Kept)).ShouldBeEmpty();
        (await Clean(database, hours: 5.5, Kept)).ShouldBe([new ForgetEvents(SampleLoad.Target, 4)]);
        (await Clean(database, hours: 500, Kept with { Minutes = 1000 * Hour, Hours = 1000 * Hour })).ShouldBe([new ForgetEvents(SampleLoad.Target, 10)]);
    }

    [Fact]
    public async Task What_is_not_in_the_read_model_is_not_old()
    {
        await using var database = await TestDatabase.StartAsync(OnSqliteAttribute.Kind);
        await database.AddAsync([SampleLoad.RecordedAt(0, 1000)]);
        (await Clean(database, hours: 50, Kept)).ShouldBeEmpty();

        await database.CatchUpAsync();
        await database.AddAsync([SampleLoad.RecordedAt(1, 1000)]);
        (await Clean(database, hours: 50, Kept)).ShouldBe([new ForgetEvents(SampleLoad.Target, 1)]);

        await database.CatchUpAsync();
        await new Projection(database.Store).BeginAgainAsync(CancellationToken.None);
        (await Clean(database, hours: 50, Kept)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Minutes_and_hours_go_when_their_time_is_over_and_totals_of_hours_stay_longer()
    {
        await using var database = await TestDatabase.StartAsync(OnSqliteAttribute.Kind);
        await database.AddAsync(Enumerable.Range(0, 20).Select(hour => SampleLoad.RecordedAt(hour * 3600, 1000)));
        await database.CatchUpAsync();

        await Clean(database, hours: 19, Kept);
        (await ReadAsync(database, Minute)).Points.Length.ShouldBe(11);
        (await ReadAsync(database, Hour)).Points.Length.ShouldBe(20);

        await Clean(database, hours: 110, Kept);
        (await ReadAsync(database, Minute)).Points.ShouldBeEmpty();
        (await ReadAsync(database, Hour)).Points.Length.ShouldBe(10);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task An_anomaly_is_known_as_it_was_noted_last_and_outlives_its_events(string kind)
    {
        await using var database = await TestDatabase.StartAsync(kind);
        var begun = new Anomaly
        {
            Metric = "latency.p50", Kind = AnomalyKind.LatencySpike, Severity = Severity.Low, Confidence = 0.9,
            Start = SampleLoad.Start, Peak = SampleLoad.Start, Expected = 100, Observed = 400,
        };
        var ended = begun with { Severity = Severity.High, Peak = SampleLoad.Start + Minute, End = SampleLoad.Start + (3 * Minute), Observed = 900 };
        var lasting = begun with { Metric = "ttft.p50", Start = SampleLoad.Start + Hour };
        await database.AddAsync([SampleLoad.RecordedAt(0, 1000), new AnomalyNoted(SampleLoad.Target, begun), new AnomalyNoted(SampleLoad.Target, ended)]);
        await database.CatchUpAsync();
        await database.AddAsync([new AnomalyNoted(SampleLoad.Other, begun), SampleLoad.RecordedAt(3600, 1000), new AnomalyNoted(SampleLoad.Target, lasting), SampleLoad.RecordedAt(4 * 3600, 1000)]);
        await database.CatchUpAsync();

        (await Anomalies(database, 0, 1)).ShouldBe([ended, lasting]);
        (await Anomalies(database, 0, 0.5)).ShouldBe([ended]);
        (await Anomalies(database, 0.5, 9)).ShouldBe([lasting]);

        foreach (var old in await Clean(database, hours: 5, Kept))
            await database.ForgetAsync(old);
        await new Projection(database.Store).RebuildAsync(CancellationToken.None);

        (await Anomalies(database, 0, 1)).ShouldBe([ended, lasting]);
    }

    [Theory]
    [InlineData("1h", 1)]
    [InlineData("7d", 168)]
    [InlineData("2y", 17520)]
    [InlineData("0d", null)]
    [InlineData("101y", null)]
    [InlineData("7", null)]
    [InlineData("30m", null)]
    [InlineData("-1d", null)]
    [InlineData("", null)]
    public void Times_are_hours_days_or_years(string text, int? hours) => (RetentionTimes.Parse(text)?.TotalHours).ShouldBe(hours);

    private static Task<IReadOnlyList<ForgetEvents>> Clean(TestDatabase database, double hours, RetentionTimes kept) =>
        new Cleaning(database.Store, kept, new FixedTime(SampleLoad.Start.AddHours(hours))).CleanAsync(CancellationToken.None);

    private static Task<SeriesHistory> ReadAsync(TestDatabase database, TimeSpan resolution, Messages.Identifiers.TargetId? target = null) =>
        new StoredSeriesHistory(database.Store).ReadAsync(
            target ?? SampleLoad.Target, SampleLoad.Start.AddDays(-3), SampleLoad.Start.AddDays(5), resolution, CancellationToken.None);

    private static Task<IReadOnlyList<Anomaly>> Anomalies(TestDatabase database, double from, double to) => new StoredAnomalyHistory(database.Store).ReadAsync(
        SampleLoad.Target, SampleLoad.Start.AddHours(from), SampleLoad.Start.AddHours(to), CancellationToken.None);

    private static long Successes(IEnumerable<WindowRecorded> events) =>
        events.Where(recorded => MinuteRollup.Of(recorded.Window) is not null).Sum(recorded => recorded.Window.Measured.Succeeded);

    private static async Task<long> SuccessesAsync(TestDatabase database) =>
        (await ReadAsync(database, Hour)).Points.Concat((await ReadAsync(database, Hour, SampleLoad.Other)).Points).Sum(point => point.Measured.Succeeded);

    /// <summary>Every answer of the read model, as text.</summary>
    private static async Task<string> AnswersAsync(TestDatabase database)
    {
        var history = new StoredSeriesHistory(database.Store);
        var answers = new List<string> { JsonSerializer.Serialize(await history.ListTargetsAsync(CancellationToken.None)) };
        foreach (var target in new[] { SampleLoad.Target, SampleLoad.Other })
        {
            foreach (var resolution in new[] { Minute, 30 * Minute, Hour, 24 * Hour })
            {
                var read = await ReadAsync(database, resolution, target);
                answers.AddRange(SeriesMetric.All.Values.Select(metric => string.Join(' ',
                    read.ValuesOf(metric).Where(double.IsFinite).Select(value => value.ToString("R", CultureInfo.InvariantCulture)))));
            }
        }

        return string.Join('\n', answers);
    }

    private static async Task ClearAsync(TestDatabase database)
    {
        await using var connection = await database.OpenAsync();
        foreach (var table in new[] { "series_minutes", "series_hours", "series_horizons", "journal" })
            await connection.ExecuteAsync($"DELETE FROM {table}", CancellationToken.None);
    }

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
