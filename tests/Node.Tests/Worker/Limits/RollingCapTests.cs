using AkkaApiBench.Node.Worker.Load.Limits;
using CsCheck;

namespace AkkaApiBench.Node.Tests.Worker.Limits;

/// <summary>Caps per minute in virtual time.</summary>
public sealed class RollingCapTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void A_second_request_waits_for_its_share_of_the_minute()
    {
        var cap = RollingCap.Of(60, isFresh: true);

        cap.WaitFor(1, TimeSpan.Zero).ShouldBe(TimeSpan.Zero);
        cap.Take(1, TimeSpan.Zero);

        cap.WaitFor(1, TimeSpan.Zero).ShouldBe(TimeSpan.FromSeconds(60.25 / 60), TimeSpan.FromTicks(1));
    }

    [Fact]
    public void A_cap_that_others_may_have_used_lets_nothing_through_at_once() =>
        RollingCap.Of(60, isFresh: false).WaitFor(1, TimeSpan.Zero).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));

    [Fact]
    public void Tokens_that_were_set_aside_and_not_used_make_room_at_once()
    {
        var cap = RollingCap.Of(1000, 1000, isFresh: true);
        var entry = cap.Take(1000, TimeSpan.Zero);
        cap.WaitFor(1000, TimeSpan.FromSeconds(1)).ShouldBeGreaterThan(TimeSpan.FromSeconds(59));

        cap.Settle(entry, 0);

        cap.WaitFor(1000, TimeSpan.FromSeconds(1)).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void A_request_that_is_larger_than_the_cap_takes_all_of_it()
    {
        var cap = RollingCap.Of(100, 5000, isFresh: true);

        cap.WaitFor(5000, TimeSpan.Zero).ShouldBe(TimeSpan.Zero);
        cap.Take(5000, TimeSpan.Zero);

        cap.WaitFor(1, TimeSpan.FromSeconds(30)).ShouldBeGreaterThan(TimeSpan.FromSeconds(30));
        cap.WaitFor(5000, TimeSpan.FromSeconds(60.25)).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void What_is_settled_late_changes_nothing()
    {
        var cap = RollingCap.Of(100, 100, isFresh: true);
        var entry = cap.Take(100, TimeSpan.Zero);
        cap.WaitFor(100, TimeSpan.FromMinutes(2)).ShouldBe(TimeSpan.Zero);
        cap.Take(100, TimeSpan.FromMinutes(2));

        cap.Settle(entry, 0);

        cap.WaitFor(1, TimeSpan.FromMinutes(2)).ShouldBeGreaterThan(TimeSpan.Zero);
    }

    /// <summary>Whoever sends whenever a request is let through, with answers that use less than was set aside, never exceeds the cap in any minute.</summary>
    [Fact]
    public void No_minute_has_more_tokens_than_the_cap() =>
        Gen.Select(Gen.Int[100, 20_000], Gen.Int[10, 500], Gen.Int[0, int.MaxValue]).Sample((perMinute, largest, seed) =>
        {
            var random = new Random(seed);
            var cap = RollingCap.Of(perMinute, largest, isFresh: true);
            var sent = new List<(TimeSpan At, double Used)>();
            var open = new Queue<(TimeSpan Ends, RollingCap.Entry Entry, double Used)>();
            for (var now = TimeSpan.Zero; now < 4 * Minute;)
            {
                while (open.TryPeek(out var first) && first.Ends <= now)
                    cap.Settle(open.Dequeue().Entry, first.Used);
                if (cap.WaitFor(largest, now) is { Ticks: > 0 } wait)
                {
                    now += TimeSpan.FromTicks(Math.Min(wait.Ticks, TimeSpan.FromSeconds(0.5).Ticks));
                    continue;
                }

                var used = Math.Min(random.Next(1, largest + 1), perMinute);
                sent.Add((now, used));
                open.Enqueue((now + TimeSpan.FromSeconds(random.NextDouble()), cap.Take(largest, now), used));
                now += TimeSpan.FromMilliseconds(random.Next(20));
            }

            return sent.All(one => sent.Where(other => other.At >= one.At && other.At < one.At + Minute).Sum(other => other.Used) <= perMinute + 1e-6);
        }, iter: 30);

    [Theory]
    [InlineData(1)]
    [InlineData(37)]
    [InlineData(600)]
    public void A_cap_of_requests_is_used_up_to_its_last_half_percent(int perMinute)
    {
        var cap = RollingCap.Of(perMinute, isFresh: true);
        var sent = 0;
        var now = TimeSpan.Zero;
        while (now < 10 * Minute)
        {
            if (cap.WaitFor(1, now) is { Ticks: > 0 } wait)
            {
                now += wait;
                continue;
            }

            cap.Take(1, now);
            sent++;
        }

        sent.ShouldBeInRange((int)(10 * perMinute / 60.25 * 60), 10 * perMinute);
    }
}
