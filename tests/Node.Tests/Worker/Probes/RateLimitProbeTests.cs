using AkkaApiBench.Messages.Findings;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Node.Worker.Probes.RateLimits;
using CsCheck;

namespace AkkaApiBench.Node.Tests.Worker.Probes;

public class RateLimitProbeTests
{
    private static readonly ProbeLoad Bounds = new(2_000, TimeSpan.FromMinutes(5)) { MaxPerMinute = 2_400, MaxPromptTokens = 500, MaxInFlight = 32 };

    [Fact]
    public void A_target_that_fails_otherwise_is_given_up() =>
        Run((_, _) => Reply.Failed(ErrorKind.ServerError, 500)).Findings.Ended.ShouldBe(ProbeEnd.TargetFailed);

    [Fact]
    public void A_promise_that_does_not_hold_is_called_too_short()
    {
        var retry = Find(LimitingServers.Bucket(6, 3, wait => wait / 4)).RetryAfter!;

        retry.Verdict.ShouldBe(RetryAfterVerdict.TooShort);
        retry.RefusedAtS.ShouldNotBeNull().ShouldBeGreaterThan(retry.PromisedS!.Value);
    }

    [Fact]
    public void A_promise_that_asks_to_wait_much_longer_than_is_needed_is_called_too_long() =>
        Find(LimitingServers.Bucket(60, 10, wait => wait + TimeSpan.FromSeconds(20))).RetryAfter!.Verdict.ShouldBe(RetryAfterVerdict.TooLong);

    [Fact]
    public void Refusals_without_a_time_are_found_out_about_nevertheless()
    {
        var findings = Find(LimitingServers.Bucket(120, 20));

        findings.RetryAfter!.Verdict.ShouldBe(RetryAfterVerdict.NotGiven);
        findings.RetryAfter.AcceptedAtS.ShouldNotBeNull();
        findings.RequestsPerMinute!.Value.ShouldBe(120, 12);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_honest_promise_is_honest_in_whole_seconds_and_to_the_millisecond(bool isRounded) =>
        Find(LimitingServers.Bucket(30, 30, wait => isRounded ? TimeSpan.FromSeconds(Math.Ceiling(wait.TotalSeconds)) : wait))
            .RetryAfter!.Verdict.ShouldBe(RetryAfterVerdict.Honest);

    [Fact]
    public void The_rate_of_a_bucket_lies_between_the_bounds_whatever_its_size() =>
        Gen.Select(Gen.Double[10, 1_000], Gen.Double[0.01, 1]).Sample((perMinute, minutes) =>
        {
            var limit = Find(LimitingServers.Bucket(perMinute, Math.Max(1, perMinute * minutes), wait => wait)).RequestsPerMinute.ShouldNotBeNull();

            limit.Low.ShouldBeLessThanOrEqualTo(perMinute * 1.001);
            limit.High.ShouldBeGreaterThanOrEqualTo(perMinute * 0.999);
            limit.Value.ShouldBeInRange(limit.Low, limit.High);
            if (limit.High <= 1.5 * limit.Low)
                limit.Value.ShouldBe(perMinute, 0.2 * perMinute + 1.5);
        }, iter: 100);

    [Fact]
    public void A_window_that_begins_anew_is_told_from_a_bucket_and_counted_exactly()
    {
        var findings = Find(LimitingServers.Window(50, TimeSpan.FromMinutes(1)));

        findings.ShortPrompts!.Shape.ShouldBe(LimitShape.Window);
        findings.RequestsPerMinute!.Value.ShouldBe(50);
        findings.RetryAfter!.Verdict.ShouldBe(RetryAfterVerdict.Honest);
    }

    [Fact]
    public void A_limit_of_tokens_is_found_with_long_prompts_and_called_one_of_tokens()
    {
        var findings = Find(LimitingServers.TokenBucket(20_000));

        findings.TokensPerMinute.ShouldNotBeNull().Value.ShouldBe(20_000, 2_000);
        findings.LongPrompts!.Binding.ShouldBe(BindingLimit.Tokens);
        findings.RequestsPerMinute.ShouldBeNull();
    }

    [Fact]
    public void A_limit_beyond_the_bounds_is_not_claimed()
    {
        var run = Run((_, _) => Reply.Ok(), Bounds with { MaxRequests = 100, MaxPerMinute = 600 });

        var seen = run.Findings.RateLimit!.ShortPrompts!;
        (seen.Binding, seen.RequestsPerMinute, run.Sent.Count).ShouldBe((BindingLimit.None, null, 100));
        run.Findings.Notes.ShouldContain(note => note.Contains("Nothing was refused", StringComparison.Ordinal));
    }

    [Fact]
    public void The_stated_rate_is_never_exceeded()
    {
        var run = Run((_, _) => Reply.Ok(), Bounds with { MaxPerMinute = 120 });

        run.Sent.Zip(run.Sent.Skip(1), (one, next) => one.Request.Size != next.Request.Size ? TimeSpan.MaxValue : next.At - one.At)
            .Min().ShouldBeGreaterThan(TimeSpan.FromSeconds(0.499));
    }

    [Fact]
    public void What_the_headers_declare_is_told()
    {
        var limits = new Providers.Limits.RateLimits(new(500, 499, null), new(30_000, 29_000, null));

        var findings = Run((_, _) => Reply.Ok() with { Limits = limits }, Bounds with { MaxRequests = 5 }).Findings.RateLimit!;

        (findings.DeclaredRequests, findings.DeclaredTokens).ShouldBe((500, 30_000));
    }

    private static RateLimitFindings Find(VirtualServer server) => Run(server).Findings.RateLimit!;

    private static VirtualRun Run(VirtualServer server, ProbeLoad? bounds = null) =>
        VirtualRun.Of(new RateLimitProbe(bounds ?? Bounds), bounds ?? Bounds, server);
}
