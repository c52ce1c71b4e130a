using AkkaApiBench.Messages.Journal;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Node.Worker.Load.Schedules;
using CsCheck;

namespace AkkaApiBench.Node.Tests.Worker;

public sealed class ScheduleTests
{
    private static SlicePosition Beginning => default;

    [Fact]
    public void Iterations_end_with_their_number()
    {
        var schedule = ScheduleFactory.For(new IterationsLoad(3, 2), Beginning);

        schedule.DueTime(2, TimeSpan.FromHours(1)).ShouldBe(TimeSpan.Zero);
        schedule.DueTime(3, TimeSpan.Zero).ShouldBeNull();
    }

    [Fact]
    public void Concurrency_ends_with_its_time()
    {
        var schedule = ScheduleFactory.For(new ConcurrencyLoad(3, TimeSpan.FromSeconds(5)), Beginning);

        schedule.DueTime(1_000_000, TimeSpan.FromSeconds(4.999)).ShouldBe(TimeSpan.Zero);
        schedule.DueTime(0, TimeSpan.FromSeconds(5)).ShouldBeNull();
    }

    [Fact]
    public void A_constant_rate_has_so_many_requests_and_sends_none_that_is_a_second_late_at_the_end()
    {
        var schedule = ScheduleFactory.For(new ConstantRateLoad(10, TimeSpan.FromSeconds(2), 100), Beginning);

        schedule.Planned.ShouldBe(20);
        schedule.DueTime(19, TimeSpan.FromSeconds(1)).ShouldBe(TimeSpan.FromSeconds(1.9));
        schedule.DueTime(20, TimeSpan.FromSeconds(1)).ShouldBeNull();
        schedule.DueTime(5, TimeSpan.FromSeconds(2.9)).ShouldBe(TimeSpan.FromSeconds(0.5));
        schedule.DueTime(5, TimeSpan.FromSeconds(3)).ShouldBeNull();
    }

    [Fact]
    public void What_earlier_epochs_have_done_is_not_done_again()
    {
        var done = new SlicePosition(new RequestCounts(3, 1, 2, 0), TimeSpan.FromSeconds(4), IsFinal: false);

        ScheduleFactory.For(new IterationsLoad(10, 1), done).Planned.ShouldBe(4);
        ScheduleFactory.For(new IterationsLoad(5, 1), done).Planned.ShouldBe(0);
        ScheduleFactory.For(new ConstantRateLoad(2, TimeSpan.FromSeconds(10), 5), done).Planned.ShouldBe(14);
        ScheduleFactory.For(new ConcurrencyLoad(1, TimeSpan.FromSeconds(5)), done).DueTime(0, TimeSpan.FromSeconds(1)).ShouldBeNull();
    }

    [Fact]
    public void The_parts_of_a_constant_rate_send_what_the_whole_would_at_the_same_times() =>
        Gen.Select(Gen.Double[0.5, 200], Gen.Int[1, 8], Gen.Double[0.5, 5]).Sample((rate, parts, seconds) =>
        {
            var load = new ConstantRateLoad(rate, TimeSpan.FromSeconds(seconds), 100);
            var whole = TimesOf(load);
            var shares = Enumerable.Range(0, parts).SelectMany(part => TimesOf((ConstantRateLoad)load.Share(part, parts))).Order().ToList();

            shares.Count.ShouldBe(whole.Count);
            for (var i = 0; i < whole.Count; i++)
                shares[i].TotalMilliseconds.ShouldBe(whole[i].TotalMilliseconds, 0.01);
        });

    private static List<TimeSpan> TimesOf(ConstantRateLoad load)
    {
        var schedule = ScheduleFactory.For(load, Beginning);
        var times = new List<TimeSpan>();
        while (schedule.DueTime(times.Count, TimeSpan.Zero) is { } due)
            times.Add(due);
        return times;
    }
}
