using AkkaApiBench.Messages.Journal;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Node.Worker.Load.Schedules;
using CsCheck;

namespace AkkaApiBench.Node.Tests.Worker;

/// <summary>The schedules of loads whose requests are due at times of their own.</summary>
public sealed class ArrivalScheduleTests
{
    private static readonly Gen<Load> Loads = Gen.OneOf<Load>(
        Gen.Select(Gen.Double[1, 50], Gen.Int[1, 10], Gen.Long[0, 1000], (rate, seconds, seed) => (Load)new PoissonLoad(rate, TimeSpan.FromSeconds(seconds), 100, seed)),
        Gen.Select(Gen.Int[0, 50], Gen.Select(Gen.Int[0, 50], Gen.Int[0, 5], (rate, seconds) => new RampStage(rate, TimeSpan.FromSeconds(seconds))).Array[1, 5],
            (start, stages) => (Load)new RampLoad(start, [.. stages, new RampStage(1, TimeSpan.FromSeconds(1))], 100)),
        Gen.Select(Gen.Int[0, 5000].Array[1, 100], Gen.Double[0.5, 20],
            (times, speedup) => (Load)new TraceLoad([.. times.Order().Select(at => new TraceRequest(at - times.Min(), 1, 1))], speedup, 100)));

    [Fact]
    public void Exactly_the_planned_requests_are_due_in_order_and_in_time() => Loads.Sample(load =>
    {
        var times = TimesOf(load);

        times.Count.ShouldBe((int)load.Planned!);
        times.ShouldBe(times.Order());
        times.ShouldAllBe(time => time >= TimeSpan.Zero && time <= load.Limit);
    });

    [Fact]
    public void The_parts_send_what_the_whole_would_at_the_same_times() => Gen.Select(Loads, Gen.Int[1, 8]).Sample((load, parts) =>
    {
        var whole = TimesOf(load);
        var shares = Enumerable.Range(0, parts).SelectMany(part => TimesOf(load.Share(part, parts))).Order().ToList();

        shares.Count.ShouldBe(whole.Count);
        for (var i = 0; i < whole.Count; i++)
            shares[i].TotalMilliseconds.ShouldBe(whole[i].TotalMilliseconds, 0.01);
    });

    [Fact]
    public void A_later_epoch_sends_the_rest_at_the_same_distances_neither_overdue_nor_twice() =>
        Gen.Select(Loads, Gen.Double[0, 1], Gen.Double[0, 1.2]).Sample((load, share, time) =>
        {
            var whole = TimesOf(load);
            var consumed = (int)(whole.Count * share);
            var measured = load.Limit!.Value * time;
            var rest = TimesOf(load, new SlicePosition(new RequestCounts(consumed, 0, 0, 0), measured, IsFinal: false));

            rest.Count.ShouldBe(whole.Count - consumed);
            if (rest.Count == 0)
                return;
            rest[0].ShouldBeGreaterThanOrEqualTo(TimeSpan.Zero);
            rest[0].ShouldBeLessThanOrEqualTo(whole[consumed] - (consumed == 0 ? TimeSpan.Zero : whole[consumed - 1]));
            rest.Select(due => due - rest[0]).ShouldBe(whole.Skip(consumed).Select(due => due - whole[consumed]));
        });

    [Fact]
    public void What_is_a_second_late_at_the_end_is_not_sent()
    {
        var schedule = ScheduleFactory.For(new TraceLoad([new(0, 1, 1), new(1000, 1, 1), new(2000, 1, 1)], 1, 1), default);

        schedule.DueTime(1, TimeSpan.FromSeconds(2.9)).ShouldBe(TimeSpan.FromSeconds(1));
        schedule.DueTime(1, TimeSpan.FromSeconds(3)).ShouldBeNull();
    }

    /// <summary>
    /// A Kolmogorov–Smirnov test: the critical value of the one-sample statistic is 1.949 / √n at α = 0.001 for large n. The seed
    /// is fixed, so that it cannot fail by chance.
    /// </summary>
    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(2, 0, 1)]
    [InlineData(3, 1, 3)]
    [InlineData(4, 4, 5)]
    public void Times_between_arrivals_of_a_whole_and_of_a_part_are_exponential(long seed, int part, int parts)
    {
        const double rate = 100;
        var times = TimesOf(new PoissonLoad(rate, TimeSpan.FromSeconds(200), 1, seed).Share(part, parts));
        var gaps = times.Zip(times.Prepend(TimeSpan.Zero), (time, before) => (time - before).TotalSeconds).Order().ToList();

        var distance = gaps.Select((gap, index) => (Expected: 1 - Math.Exp(-gap * rate / parts), Index: index))
            .Max(pair => Math.Max(Math.Abs(pair.Expected - (double)pair.Index / gaps.Count), Math.Abs(pair.Expected - ((pair.Index + 1.0) / gaps.Count))));

        gaps.Count.ShouldBeGreaterThan(3000);
        distance.ShouldBeLessThan(1.949 / Math.Sqrt(gaps.Count));
    }

    [Fact]
    public void Arrivals_a_second_vary_as_much_as_they_are_many()
    {
        var counts = new int[1000];
        foreach (var time in TimesOf(new PoissonLoad(20, TimeSpan.FromSeconds(counts.Length), 1, 5)))
            counts[(int)time.TotalSeconds]++;

        var mean = counts.Average();
        var variance = counts.Sum(count => (count - mean) * (count - mean)) / (counts.Length - 1);
        mean.ShouldBe(20, 0.5);
        (variance / mean).ShouldBe(1, 0.15);
    }

    [Fact]
    public void A_ramp_is_due_when_the_area_under_its_rate_says()
    {
        // From 0 to 10 a second in 10 s: after t seconds t²/2 requests.
        var times = TimesOf(new RampLoad(0, [new(10, TimeSpan.FromSeconds(10))], 1));

        times.Count.ShouldBe(50);
        for (var i = 0; i < times.Count; i++)
            times[i].TotalSeconds.ShouldBe(Math.Sqrt(2 * i), 1e-6);
    }

    [Fact]
    public void A_ramp_goes_up_jumps_pauses_and_goes_down()
    {
        var times = TimesOf(new RampLoad(4,
            [new(4, TimeSpan.FromSeconds(1)), new(0, TimeSpan.Zero), new(0, TimeSpan.FromSeconds(5)), new(2, TimeSpan.Zero), new(0, TimeSpan.FromSeconds(2))], 1));

        times.Select(time => Math.Round(time.TotalSeconds, 6)).ShouldBe([0, 0.25, 0.5, 0.75, 6, 6 + Math.Round(2 - Math.Sqrt(2), 6)]);
    }

    [Fact]
    public void The_parts_of_a_constant_ramp_are_a_constant_rate()
    {
        var constant = ScheduleFactory.For(new ConstantRateLoad(8, TimeSpan.FromSeconds(5), 10), default);

        TimesOf(new RampLoad(8, [new(8, TimeSpan.FromSeconds(5))], 10)).ShouldBe(Enumerable.Range(0, 40).Select(index => constant.DueTime(index, TimeSpan.Zero)!.Value));
    }

    [Fact]
    public void A_trace_is_replayed_at_its_times_divided_by_the_speedup()
    {
        TimesOf(new TraceLoad([new(0, 1, 1), new(500, 1, 1), new(3000, 1, 1)], 2, 1))
            .ShouldBe([TimeSpan.Zero, TimeSpan.FromMilliseconds(250), TimeSpan.FromMilliseconds(1500)]);
    }

    [Fact]
    public void The_rate_of_a_burst_is_its_peak() =>
        ScheduleFactory.For(new TraceLoad([new(0, 1, 1), new(60_000, 1, 1), new(60_500, 1, 1), new(60_900, 1, 1)], 1, 1), default).Rate.ShouldBe(3);

    private static List<TimeSpan> TimesOf(Load load, SlicePosition done = default)
    {
        var schedule = ScheduleFactory.For(load, done);
        var times = new List<TimeSpan>();
        while (schedule.DueTime(times.Count, TimeSpan.Zero) is { } due)
            times.Add(due);
        times.Count.ShouldBe((int)schedule.Planned!);
        return times;
    }
}
