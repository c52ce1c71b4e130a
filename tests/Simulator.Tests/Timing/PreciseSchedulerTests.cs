using System.Diagnostics;
using AkkaApiBench.Simulator.Timing;

namespace AkkaApiBench.Simulator.Tests.Timing;

public sealed class PreciseSchedulerTests
{
    private static readonly long Millisecond = Ticks.Of(TimeSpan.FromMilliseconds(1));

    [Fact]
    public async Task No_wait_ends_before_its_time_and_all_go_on_in_the_schedulers_thread()
    {
        using var scheduler = new PreciseScheduler();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(async stream =>
        {
            var wait = new PreciseWait(scheduler);
            var start = Stopwatch.GetTimestamp();
            for (var i = 1; i <= 20; i++)
            {
                var due = start + i * Millisecond + stream * Millisecond / 50;
                (await wait.Until(due)).ShouldBeTrue();
                Stopwatch.GetTimestamp().ShouldBeGreaterThanOrEqualTo(due);
            }
        }));
    }

    [Fact]
    public async Task Waits_end_in_the_order_of_their_times_whatever_the_order_they_were_made_in()
    {
        using var scheduler = new PreciseScheduler();
        var order = new List<int>();
        var start = Stopwatch.GetTimestamp() + 3000 * Millisecond;
        await Task.WhenAll(new[] { 5, 1, 4, 2, 3 }.Select(async place =>
        {
            await new PreciseWait(scheduler).Until(start + place * Millisecond / 100);
            // One thread ends them all, so that nothing is needed to keep them apart.
            order.Add(place);
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        }));

        order.ShouldBe([1, 2, 3, 4, 5]);
    }

    [Fact]
    public async Task A_time_that_has_passed_is_not_waited_for()
    {
        using var scheduler = new PreciseScheduler();
        var wait = new PreciseWait(scheduler).Until(Stopwatch.GetTimestamp() - 1);

        wait.IsCompleted.ShouldBeTrue();
        (await wait).ShouldBeTrue();
    }

    [Fact]
    public async Task A_sooner_wait_wakes_a_scheduler_that_sleeps_for_a_later_one()
    {
        using var scheduler = new PreciseScheduler();
        var later = new PreciseWait(scheduler);
        var far = later.Until(Stopwatch.GetTimestamp() + 3_600_000 * Millisecond).AsTask();

        (await new PreciseWait(scheduler).Until(Stopwatch.GetTimestamp() + 5 * Millisecond)).ShouldBeTrue();
        far.IsCompleted.ShouldBeFalse();
        later.Cancel();
        (await far).ShouldBeFalse();
    }

    [Fact]
    public async Task A_cancelled_wait_ends_at_once_and_so_do_all_after_it()
    {
        using var scheduler = new PreciseScheduler();
        var wait = new PreciseWait(scheduler);
        var pending = wait.Until(long.MaxValue - 1).AsTask();
        wait.Cancel();

        (await pending).ShouldBeFalse();
        (await wait.Until(0)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_scheduler_that_stops_ends_all_waits()
    {
        var scheduler = new PreciseScheduler();
        var pending = new PreciseWait(scheduler).Until(long.MaxValue - 1).AsTask();
        scheduler.Dispose();

        (await pending).ShouldBeFalse();
    }

    [Fact]
    public async Task A_scheduler_that_has_stopped_lets_nobody_wait()
    {
        var scheduler = new PreciseScheduler();
        scheduler.Dispose();

        (await new PreciseWait(scheduler).Until(long.MaxValue - 1)).ShouldBeFalse();
    }

    [Fact]
    public async Task The_alarm_of_other_systems_is_neither_early_nor_deaf()
    {
        using var alarm = new PortableAlarm();
        var due = Stopwatch.GetTimestamp() + 5 * Millisecond;
        while (Stopwatch.GetTimestamp() < due)
            alarm.Sleep(due);
        alarm.Ring();

        await Task.Run(() => alarm.Sleep(long.MaxValue));
    }
}
