using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Monitors;
using CsCheck;

namespace AkkaApiBench.Node.Tests.Coordinator.Monitors;

public sealed class ScheduleTests
{
    [Fact]
    public void What_the_clocks_skip_in_spring_is_due_when_they_have_moved()
    {
        // 02:00 to 03:00 on 29 March 2026 does not exist in Berlin.
        Due("30 2 * * *", "Europe/Berlin", "2026-03-28T12:00Z", 2).ShouldBe([Utc("2026-03-29T01:00Z"), Utc("2026-03-30T00:30Z")]);
    }

    [Fact]
    public void What_the_clocks_show_twice_in_autumn_is_due_once()
    {
        // 02:00 to 03:00 on 25 October 2026 comes twice in Berlin.
        Due("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00Z", 2).ShouldBe([Utc("2026-10-25T00:30Z"), Utc("2026-10-26T01:30Z")]);
    }

    [Fact]
    public void Every_hour_is_every_hour_whatever_the_clocks_show() =>
        Due("0 * * * *", "Europe/Berlin", "2026-10-24T22:30Z", 5).ShouldBe(
            [Utc("2026-10-24T23:00Z"), Utc("2026-10-25T00:00Z"), Utc("2026-10-25T01:00Z"), Utc("2026-10-25T02:00Z"), Utc("2026-10-25T03:00Z")]);

    [Fact]
    public void Jitter_is_the_same_whoever_computes_it_and_never_beyond_its_limit() =>
        Gen.Select(Gen.Int[0, 3600], Gen.Int[0, 1_000_000]).Sample((seconds, minute) =>
        {
            var schedule = new Schedule("* * * * *", "UTC", TimeSpan.FromSeconds(seconds));
            var due = DateTimeOffset.UnixEpoch.AddMinutes(minute);
            var at = schedule.FireAt(new MonitorId("one"), due);

            (at - due).ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromSeconds(seconds));
            (schedule with { }).FireAt(new MonitorId("one"), due).ShouldBe(at);
        });

    [Fact]
    public void A_day_ends_at_midnight_of_its_zone()
    {
        var schedule = new Schedule("0 0 * * *", "America/New_York", TimeSpan.Zero);

        schedule.EndOf(CapPeriod.Daily, Utc("2026-11-25T03:00Z")).ShouldBe(Utc("2026-11-25T05:00Z"));
        schedule.EndOf(CapPeriod.Monthly, Utc("2026-12-01T03:00Z")).ShouldBe(Utc("2026-12-01T05:00Z"));
        schedule.DayOf(Utc("2026-11-25T03:00Z")).ShouldBe(20261124);
    }

    private static List<DateTimeOffset> Due(string cron, string zone, string after, int count) =>
        [.. new Schedule(cron, zone, TimeSpan.Zero).DueAfter(Utc(after)).Take(count)];

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
