using AkkaApiBench.Simulator.Limits;
using AkkaApiBench.Simulator.Profiles;
using CsCheck;

namespace AkkaApiBench.Simulator.Tests.Limits;

public sealed class RateLimiterTests
{
    [Fact]
    public void Who_waits_as_long_as_told_is_let_in_and_who_waits_less_is_not() =>
        Gen.Select(Gen.Long[1, 100_000], Gen.Long[1, 1_000_000], Gen.Int[1, 2000].List[1, 60]).Sample((requests, tokens, sizes) =>
        {
            var time = new ManualTime();
            var limiter = new RateLimiter(new RateLimits { RequestsPerMinute = requests, TokensPerMinute = tokens }, time);
            foreach (var size in sizes)
            {
                var admission = limiter.Admit(size, othersInFlight: 0);
                if (admission.Exceeded is null)
                    continue;
                var enough = admission.RetryAfter;
                enough.ShouldBeGreaterThan(TimeSpan.Zero);
                var tooShort = enough > TimeSpan.FromMilliseconds(1) ? enough * 0.9 : TimeSpan.Zero;
                time.Advance(tooShort);
                limiter.Admit(size, 0).Exceeded.ShouldNotBeNull();
                time.Advance(enough - tooShort);
                limiter.Admit(size, 0).Exceeded.ShouldBeNull();
            }
        });

    [Fact]
    public void A_minute_lets_in_the_limit_after_the_first_bucketful()
    {
        var time = new ManualTime();
        var limiter = new RateLimiter(new RateLimits { RequestsPerMinute = 60 }, time);
        var admitted = 0;
        for (var tenth = 0; tenth <= 600; tenth++)
        {
            for (var i = 0; i < 10; i++)
                admitted += limiter.Admit(1, 0).Exceeded is null ? 1 : 0;
            time.Advance(TimeSpan.FromMilliseconds(100));
        }

        admitted.ShouldBeInRange(119, 120);
    }

    [Fact]
    public void A_small_burst_lets_in_no_more_at_once()
    {
        var limiter = new RateLimiter(new RateLimits { RequestsPerMinute = 60, Burst = TimeSpan.FromSeconds(5) }, new ManualTime());

        Enumerable.Range(0, 10).Count(_ => limiter.Admit(1, 0).Exceeded is null).ShouldBe(5);
        limiter.Admit(1, 0).RetryAfter.TotalSeconds.ShouldBe(1, 0.001);
    }

    [Fact]
    public void A_refused_request_takes_nothing()
    {
        var limiter = new RateLimiter(new RateLimits { RequestsPerMinute = 10, TokensPerMinute = 100 }, new ManualTime());
        limiter.Admit(60, 0).Exceeded.ShouldBeNull();

        var refused = limiter.Admit(60, 0);
        refused.Exceeded.ShouldBe(LimitKind.Tokens);
        (refused.Requests!.Value.Remaining, refused.Tokens!.Value.Remaining).ShouldBe((9, 40));
        refused.RetryAfter.TotalSeconds.ShouldBe(12, 0.001);
    }

    [Fact]
    public void More_requests_at_once_than_allowed_are_refused()
    {
        var limiter = new RateLimiter(new RateLimits { MaxConcurrency = 2 }, new ManualTime());

        limiter.Admit(1, othersInFlight: 1).Exceeded.ShouldBeNull();
        limiter.Admit(1, othersInFlight: 2).Exceeded.ShouldBe(LimitKind.Concurrency);
    }

    [Fact]
    public void A_request_larger_than_the_bucket_takes_a_bucketful() =>
        new RateLimiter(new RateLimits { TokensPerMinute = 100 }, new ManualTime()).Admit(1000, 0).Tokens!.Value.Remaining.ShouldBe(0);
}
