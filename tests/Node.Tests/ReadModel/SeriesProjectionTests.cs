using System.Globalization;
using AkkaApiBench.Messages.Journal;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Node.Journal.Store;
using AkkaApiBench.Node.ReadModel;
using AkkaApiBench.Node.ReadModel.Series;
using CsCheck;

namespace AkkaApiBench.Node.Tests.ReadModel;

/// <summary>What becomes of windows in the history of their targets.</summary>
public sealed class SeriesProjectionTests
{
    private const string Id = "metrics-any";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public void Rollups_of_the_parts_are_the_rollup_of_the_whole() =>
        Gen.Select(SampleLoad.AnyWindow.Array[0, 40], Gen.Int[0, 40], Gen.Int[0, 1000]).Sample((windows, cut, seed) =>
        {
            var shuffled = windows.ToArray();
            new Random(seed).Shuffle(shuffled);
            var parts = Rollups(shuffled.Take(cut)).Concat(Rollups(shuffled.Skip(cut)));

            Text(MinuteRollup.Merge(parts)).ShouldBe(Text(Rollups(windows)));
        });

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task However_often_it_catches_up_the_history_is_that_of_all_windows(string kind)
    {
        await using var database = await TestDatabase.StartAsync(kind);
        var projection = new Projection(database.Store);
        await SampleLoad.AnyWindow.Array[1, 60].Array[1, 4].SampleAsync(
            async batches =>
            {
                await ClearAsync(database);
                foreach (var batch in batches)
                {
                    await database.AddAsync(Id, batch.Select(window => new WindowRecorded(window)));
                    await projection.CatchUpAsync(CancellationToken.None);
                    (await projection.CatchUpAsync(CancellationToken.None)).ShouldBe(0);
                }

                var whole = Rollups(batches.SelectMany(batch => batch));
                foreach (var target in new[] { SampleLoad.Target, SampleLoad.Other })
                {
                    var ofTarget = whole.Where(minute => minute.Target == target).ToList();
                    Text(await ReadAsync(database, target, Minute)).ShouldBe(Text(Points(ofTarget, Minute)));
                    Text(await ReadAsync(database, target, Hour)).ShouldBe(Text(Points(ofTarget, Hour)));
                    Text(await ReadAsync(database, target, TimeSpan.FromMinutes(2))).ShouldBe(Text(Points(ofTarget, TimeSpan.FromMinutes(2))));
                }
            },
            iter: 8, threads: 1);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_transaction_that_does_not_end_leaves_neither_position_nor_counts(string kind)
    {
        await using var database = await TestDatabase.StartAsync(kind);
        await database.AddAsync(Id, [SampleLoad.RecordedAt(0, 1000), SampleLoad.RecordedAt(1, 2000)]);
        await using (var connection = await database.OpenAsync())
            await connection.ExecuteAsync("ALTER TABLE series_hours RENAME TO away", CancellationToken.None);

        await Should.ThrowAsync<System.Data.Common.DbException>(() => new Projection(database.Store).CatchUpAsync(CancellationToken.None));
        await using (var connection = await database.OpenAsync())
            await connection.ExecuteAsync("ALTER TABLE away RENAME TO series_hours", CancellationToken.None);
        (await ReadAsync(database, SampleLoad.Target, Minute)).Points.ShouldBeEmpty();
        await new Projection(database.Store).CatchUpAsync(CancellationToken.None);

        (await ReadAsync(database, SampleLoad.Target, Hour)).Points.ShouldHaveSingleItem().Measured.Succeeded.ShouldBe(2);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Of_many_that_catch_up_at_a_time_each_event_counts_once(string kind)
    {
        await using var database = await TestDatabase.StartAsync(kind);
        await database.AddAsync(Id, Enumerable.Range(0, 1200).Select(second => SampleLoad.RecordedAt(second / 10.0, 1000)));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => database.CatchUpAsync())));

        (await ReadAsync(database, SampleLoad.Target, Hour)).Points.Sum(point => point.Measured.Succeeded).ShouldBe(1200);
    }

    // SQLite has one writer at a time: there it cannot happen.
    [Theory]
    [OnPostgres]
    public async Task An_event_that_is_seen_later_than_those_after_it_is_not_left_out(string kind)
    {
        await using var database = await TestDatabase.StartAsync(kind);
        await using var slow = await database.OpenAsync();
        await using var held = await slow.BeginTransactionAsync();
        await TestDatabase.AddAsync(held, "metrics-slow", 1, SampleLoad.RecordedAt(0, 1000));
        await database.AddAsync(Id, [SampleLoad.RecordedAt(1, 2000)]);

        var catchingUp = database.CatchUpAsync();
        await held.CommitAsync();
        await catchingUp;

        (await ReadAsync(database, SampleLoad.Target, Hour)).Points.ShouldHaveSingleItem().Measured.Succeeded.ShouldBe(2);
    }

    [Fact]
    public async Task Gaps_are_gaps_and_metrics_are_what_they_say()
    {
        await using var database = await TestDatabase.StartAsync(OnSqliteAttribute.Kind);
        await database.AddAsync(Id,
        [
            new WindowRecorded(SampleLoad.WindowAt(SampleLoad.Target, 0, 1, [.. Enumerable.Range(1, 100).Select(ms => ms * 1000L)], errors: 25)),
            SampleLoad.RecordedAt(121, 5000),
        ]);
        await database.CatchUpAsync();

        var history = await ReadAsync(database, SampleLoad.Target, Minute);

        history.ValuesOf(SeriesMetric.All["latency.p90"])[..3].Select(Rounded).ShouldBe([90, double.NaN, 5]);
        history.ValuesOf(SeriesMetric.SuccessRate)[..3].ShouldBe([0.8, double.NaN, 1]);
        history.ValuesOf(SeriesMetric.All["requests"])[..3].ShouldBe([125, double.NaN, 1]);
        history.ValuesOf(SeriesMetric.OutputTokensPerSecond)[..3].ShouldBe([700, double.NaN, 7]);
        history.ValuesOf(SeriesMetric.CostPer1kRequests)[..3].ShouldBe([1, double.NaN, 1]);
        (await new StoredSeriesHistory(database.Store).ListTargetsAsync(CancellationToken.None)).ShouldBe(
            [new TargetWithHistory(SampleLoad.Target, SampleLoad.Start.AddMinutes(-58), SampleLoad.Start.AddMinutes(2))]);
    }

    private static IReadOnlyList<MinuteRollup> Rollups(IEnumerable<Window> windows) =>
        MinuteRollup.Merge(windows.Select(MinuteRollup.Of).OfType<MinuteRollup>());

    private static double Rounded(double value) => Math.Round(value, 1);

    private static async Task ClearAsync(TestDatabase database)
    {
        await using var connection = await database.OpenAsync();
        foreach (var table in new[] { "series_minutes", "series_hours" })
            await connection.ExecuteAsync($"DELETE FROM {table}", CancellationToken.None);
    }

    private static Task<SeriesHistory> ReadAsync(TestDatabase database, Messages.Identifiers.TargetId target, TimeSpan resolution) =>
        new StoredSeriesHistory(database.Store).ReadAsync(
            target, SampleLoad.Start, SampleLoad.Start + TimeSpan.FromMinutes(6), resolution, CancellationToken.None);

    private static IEnumerable<SeriesPoint> Points(IEnumerable<MinuteRollup> minutes, TimeSpan resolution) =>
        from minute in minutes
        orderby minute.Start
        group minute by minute.Start.UtcTicks / resolution.Ticks into same
        select new SeriesPoint(
            new DateTimeOffset(same.Key * resolution.Ticks, TimeSpan.Zero),
            TimeSpan.FromSeconds(same.Sum(minute => System.Numerics.BitOperations.PopCount((ulong)minute.Seconds))),
            same.Select(minute => minute.Measured).Aggregate((left, right) => left.Merge(right)));

    private static string Text(IEnumerable<MinuteRollup> rollups) => string.Join('\n', rollups
        .OrderBy(rollup => rollup.Target.Value, StringComparer.Ordinal).ThenBy(rollup => rollup.Start)
        .Select(rollup => $"{rollup.Target} {rollup.Start:O} {rollup.Seconds:x} {Text(rollup.Measured)}"));

    private static string Text(SeriesHistory history) => Text(history.Points);

    private static string Text(IEnumerable<SeriesPoint> points) => string.Join('\n', points.Select(point => $"{point.Start:O} {point.Loaded} {Text(point.Measured)}"));

    private static string Text(Aggregate measured) => string.Create(CultureInfo.InvariantCulture,
        $"{measured.Succeeded} {string.Join(',', measured.Errors)} {measured.Tokens} {measured.Cost} {string.Join(',', measured.Distributions.Select(entry => $"{entry.Key} {Text(entry.Value)}"))}");

    private static string Text(Distribution distribution) => string.Create(CultureInfo.InvariantCulture,
        $"{distribution.Min}-{distribution.Max} {distribution.Sum}: {string.Join(' ', distribution.Buckets.ToArray().Select(bucket => $"{bucket.Index}x{bucket.Count}"))}");
}
