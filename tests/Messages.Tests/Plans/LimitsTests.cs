using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using CsCheck;

namespace AkkaApiBench.Messages.Tests.Plans;

/// <summary>Caps, retries, several keys and the circuit breaker in a plan.</summary>
public class LimitsTests
{
    [Theory]
    [InlineData("retry: { max_tries: 0 }", "retry.max_tries: 0 is not allowed; allowed: a whole number from 1 to 20")]
    [InlineData("retry: { base_delay: 0s }", "retry.base_delay: '0s' is not allowed; allowed: a duration such as 500ms, 30s, 5m or 2h, from 1ms to 1h")]
    [InlineData("retry: 3", "retry: 3 is not allowed; allowed: fields and values")]
    [InlineData("breaker: { failure_share: 2 }", "breaker.failure_share: 2 is not allowed; allowed: a number from 0.01 to 1")]
    [InlineData("breaker: { window: 5, min_requests: 6 }", "breaker.min_requests: 6 is not allowed; allowed: at most the window, which is 5")]
    public void What_is_not_allowed_is_named_with_its_value(string line, string expected) =>
        Reading.With(line).OnlyError().ToString().ShouldBe(expected);

    [Fact]
    public void An_error_that_another_try_cannot_mend_is_refused_with_those_that_can() =>
        Reading.With("retry: { on: [rate_limited, not_found] }").OnlyError().ToString().ShouldStartWith("retry.on[1]: 'not_found' is not allowed; allowed: rate_limited, overloaded,");

    [Theory]
    [InlineData("limits: { requests_per_minute: 0 }", "targets[0].limits.requests_per_minute: 0 is not allowed; allowed: a number from 0.1 to 10000000")]
    [InlineData("limits: { tokens_per_minute: 1.5 }", "targets[0].limits.tokens_per_minute: 1.5 is not allowed; allowed: a whole number from 1 to 1000000000000")]
    [InlineData("limits: { max_concurrent: -1 }", "targets[0].limits.max_concurrent: -1 is not allowed; allowed: a whole number from 1 to 100000")]
    public void A_cap_that_is_none_is_refused(string field, string expected) =>
        Of(field).OnlyError().ToString().ShouldBe(expected);

    [Theory]
    [InlineData("api_keys: [sk-secret, env:A]", "targets[0].api_keys[0]")]
    [InlineData("api_keys: [env:A, none]", "targets[0].api_keys[1]")]
    [InlineData("api_keys: [env:A, env:A]", "targets[0].api_keys")]
    [InlineData("api_key: env:A, api_keys: [env:A, env:B]", "targets[0].api_keys")]
    public void Keys_that_are_no_references_or_given_twice_are_refused_without_being_shown(string fields, string path)
    {
        var error = Of(fields).OnlyError().ToString();

        error.ShouldStartWith($"{path}: ");
        error.ShouldNotContain("secret");
    }

    [Fact]
    public void A_plan_that_says_nothing_tries_once_and_leaves_a_dead_target_alone()
    {
        var plan = Reading.With("").Plan();

        plan.Retry.ShouldBeNull();
        plan.Breaker.ShouldBe(BreakerPolicy.Default);
        plan.Targets[0].Limits.ShouldBe(TargetLimits.None);
        plan.Targets[0].Keys.ShouldBe([new KeyReference("env:OPENAI_API_KEY")]);
        Reading.With("breaker: false").Plan().Breaker.ShouldBeNull();
        Reading.With("breaker: true").Plan().Breaker.ShouldBe(BreakerPolicy.Default);
    }

    [Fact]
    public void All_of_it_is_read()
    {
        var retry = Reading.With("retry: { max_tries: 5, on: [overloaded, rate_limited], base_delay: 100ms, max_delay: 2s }").Plan().Retry.ShouldNotBeNull();
        (retry.MaxTries, retry.BaseDelay, retry.MaxDelay).ShouldBe((5, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(2)));
        retry.On.ShouldBe([ErrorKind.RateLimited, ErrorKind.Overloaded]);
        Reading.With("retry: {}").Plan().Retry!.On.ShouldBe(RetryPolicy.Default.On);
        Reading.With("breaker: { failure_share: 0.5, window: 50, open_for: 3s }").Plan().Breaker
            .ShouldBe(new BreakerPolicy(0.5, 50, BreakerPolicy.Default.MinRequests, TimeSpan.FromSeconds(3)));

        var target = Of("api_keys: [env:A, env:B], limits: { requests_per_minute: 60, tokens_per_minute: 1000, max_concurrent: 3 }").Plan().Targets[0];
        target.Limits.ShouldBe(new TargetLimits(60, 1000, 3));
        target.Keys.ShouldBe([new KeyReference("env:A"), new KeyReference("env:B")]);
        target.ApiKey.ShouldBe(new KeyReference("env:A"));
    }

    [Fact]
    public void Shares_of_a_cap_add_up_to_it() =>
        Gen.Select(Gen.Int[1, 50], Gen.Int[1, 500], Gen.Double[0.1, 1e6]).Sample((parts, concurrent, perMinute) =>
        {
            var limits = new TargetLimits(perMinute, perMinute * 100, concurrent + parts);
            var shares = Enumerable.Range(0, parts).Select(part => limits.Share(part, parts)).ToList();
            return shares.Sum(share => share.MaxConcurrent) == limits.MaxConcurrent
                && shares.All(share => share.MaxConcurrent > 0)
                && Math.Abs(shares.Sum(share => share.RequestsPerMinute!.Value) - perMinute) < perMinute * 1e-9
                && Math.Abs(shares.Sum(share => share.TokensPerMinute!.Value) - perMinute * 100) < perMinute * 1e-7;
        });

    private static PlanReading Of(string fields) =>
        Reading.Yaml($"targets: [{{ provider: openai, model: gpt-4o-mini, {fields} }}]\ntests: [latency]");
}
