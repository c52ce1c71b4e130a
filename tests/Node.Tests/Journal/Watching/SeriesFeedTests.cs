using System.Collections.Immutable;
using AkkaApiBench.Messages.Anomalies;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Node.Journal.Watching;
using CsCheck;

namespace AkkaApiBench.Node.Tests.Journal.Watching;

public sealed class SeriesFeedTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_window_without_time_and_requests_opens_no_minute() =>
        Fed(Window(0, succeeded: 0, length: 0)).Feed.Open.ShouldBeEmpty();

    [Fact]
    public void A_probe_that_looks_for_errors_is_not_watched() =>
        Fed(Window(0) with { IsProbe = true }).Feed.Open.ShouldBeEmpty();

    [Fact]
    public void A_minute_is_complete_when_a_window_begins_two_minutes_after_it_did()
    {
        Fed(Window(0), Window(59), Window(119)).Complete.ShouldBeEmpty();

        Fed(Window(0), Window(59), Window(119), Window(120)).Complete.ShouldHaveSingleItem().Measured.Succeeded.ShouldBe(2);
    }

    [Fact]
    public void Slices_side_by_side_add_their_requests_and_not_their_time()
    {
        var complete = Fed([.. Enumerable.Range(0, 60).SelectMany(second => new[] { Window(second + 0.3), Window(second + 0.4, part: 1) }), Window(120)])
            .Complete.ShouldHaveSingleItem();

        complete.Measured.Succeeded.ShouldBe(120);
        Value("output_tokens_per_second", complete).ShouldBe(120 * 10 / 60.0);
    }

    [Fact]
    public void Minutes_without_load_are_left_out()
    {
        var (feed, complete) = Fed(Window(0), Window(600), Window(4000));

        complete.Select(minute => minute.Start).ShouldBe([Noon, Noon.AddMinutes(10)]);
        feed.Open.ShouldHaveSingleItem().Start.ShouldBe(Noon.AddMinutes(66));
    }

    [Fact]
    public void A_window_that_is_a_minute_late_counts_in_its_minute() =>
        Fed(Window(0), Window(70), Window(5), Window(130)).Complete.ShouldHaveSingleItem().Measured.Succeeded.ShouldBe(2);

    [Fact]
    public void The_requests_of_a_later_one_count_in_the_oldest_minute_that_is_open()
    {
        var (feed, complete) = Fed(Window(0), Window(60), Window(125), Window(10));

        complete.ShouldHaveSingleItem().Measured.Succeeded.ShouldBe(1);
        feed.Open.Select(minute => (minute.Start, minute.Measured.Succeeded, minute.Seconds)).ShouldBe([(Noon.AddMinutes(1), 2, 1), (Noon.AddMinutes(2), 1, 1 << 5)]);
    }

    [Fact]
    public void A_minute_with_load_for_a_few_seconds_says_nothing()
    {
        var minute = Fed([.. Enumerable.Range(0, 9).Select(second => Window(second)), Window(120)]).Complete.ShouldHaveSingleItem();

        WatchedSeries.All.ShouldAllBe(series => series.PointOf(minute) == null);
    }

    [Fact]
    public void Requests_that_the_client_gave_up_are_no_failures_of_the_target()
    {
        var errors = ImmutableSortedDictionary<ErrorKind, long>.Empty.Add(ErrorKind.Cancelled, 50).Add(ErrorKind.ServerError, 1);
        var window = Window(0, succeeded: 3, length: 60);
        var minute = Fed(window with { Measured = window.Measured with { Errors = errors } }, Window(120)).Complete.ShouldHaveSingleItem();

        var point = WatchedSeries.All.Single(series => series.Name == "success_rate").PointOf(minute).ShouldNotBeNull();
        (point.Value, point.Count).ShouldBe((0.75, 4));
    }

    [Fact]
    public void A_minute_has_the_median_of_its_times_in_milliseconds_and_its_cost_in_dollars()
    {
        var minute = Fed(Window(0, length: 60, succeeded: 4), Window(120)).Complete.ShouldHaveSingleItem();

        Value("latency.p50", minute).ShouldBe(20, 0.02);
        Value("cost_per_1k_requests", minute).ShouldBe(1.5, 1e-9);
        WatchedSeries.All.Single(series => series.Name == "ttft.p50").PointOf(minute).ShouldBeNull();
    }

    /// <summary>However windows come: each request is in one minute, and a minute is given once.</summary>
    [Fact]
    public void No_request_is_lost_or_counted_twice() =>
        Gen.Select(Gen.Double[-100, 400], Gen.Int[0, 5], Gen.Double[0, 90]).List[1, 60].Sample(made =>
        {
            var windows = made.Select(one => Window(one.Item1, one.Item2, length: one.Item3)).ToArray();
            var (feed, complete) = Fed(windows);

            complete.Concat(feed.Open).Sum(minute => minute.Measured.Succeeded).ShouldBe(windows.Sum(window => window.Measured.Succeeded));
            complete.Concat(feed.Open).Select(minute => minute.Start).ShouldBeUnique();
            feed.Open.Length.ShouldBeLessThanOrEqualTo(2);
        });

    private static double Value(string series, MinuteOfLoad minute) =>
        WatchedSeries.All.Single(one => one.Name == series).PointOf(minute).ShouldNotBeNull().Value;

    private static (SeriesFeed Feed, ImmutableArray<MinuteOfLoad> Complete) Fed(params Window[] windows) =>
        windows.Aggregate((Feed: SeriesFeed.Empty, Complete: ImmutableArray<MinuteOfLoad>.Empty), (state, window) =>
        {
            var (feed, complete) = state.Feed.Add(window);
            return (feed, state.Complete.AddRange(complete));
        });

    private static Window Window(double second, int succeeded = 1, double length = 1, int part = 0) => new()
    {
        Slice = new SliceId(new RunId("r"), 0, 0, part),
        Target = new TargetId("t"),
        Epoch = 1,
        Sequence = 0,
        StartedAt = Noon.AddSeconds(second),
        Duration = TimeSpan.FromSeconds(length),
        Reserved = 0,
        Measured = new Aggregate
        {
            Succeeded = succeeded,
            Tokens = new Tokens(0, 0, 10 * succeeded, 0),
            Cost = Usd.FromDollars(0.0015m) * succeeded,
            Distributions = Aggregate.Empty.Distributions.Add(Measure.Latency, Distribution.Of([10_000, 20_000, 900_000])),
        },
    };
}
