using AkkaApiBench.Simulator.Profiles;

namespace AkkaApiBench.Simulator.Tests.Profiles;

public sealed class ProfileReaderTests
{
    private const string Minimal = "name: p\nprotocol: openai\nmodels: [m]\n";

    [Theory]
    [InlineData("name: Nope", "name: 'Nope'")]
    [InlineData("name: v1", "name: 'v1'")]
    [InlineData("protocol: telepathy", "protocol: 'telepathy' is not allowed; allowed: openai, anthropic")]
    [InlineData("models: []", "models: a list of 0 is not allowed; allowed: a list of at least one")]
    [InlineData("models: ['a b']", "models[0]: 'a b'")]
    [InlineData("colour: blue", "colour: this field is not allowed; allowed: the fields name, protocol")]
    [InlineData("require_key: perhaps", "require_key: 'perhaps' is not allowed; allowed: true or false")]
    [InlineData("latency: fast", "latency: 'fast'")]
    [InlineData("latency: { ttft: -5ms }", "latency.ttft: '-5ms' is not allowed; allowed: a duration such as 250ms")]
    [InlineData("latency: { ttft: 250 }", "latency.ttft: '250'")]
    [InlineData("latency: { ttft: { normal: { mean: 1s } } }", "latency.ttft: 'normal' is not allowed; allowed: one of constant")]
    [InlineData("latency: { ttft: { constant: { value: 1s }, exponential: { mean: 1s } } }", "latency.ttft: constant and exponential")]
    [InlineData("latency: { ttft: { lognormal: { median: 1s, sigma: 9 } } }", "latency.ttft.lognormal.sigma: '9' is not allowed; allowed: a number from 0 to 3")]
    [InlineData("latency: { ttft: { lognormal: { median: 1s } } }", "latency.ttft.lognormal.sigma: nothing")]
    [InlineData("latency: { ttft: { uniform: { min: 2s, max: 1s } } }", "latency.ttft.uniform.max: '1s' is not allowed; allowed: not less than min")]
    [InlineData("latency: { ttft: { gamma: { mean: 1s, shape: 2, scale: 3 } } }", "latency.ttft.gamma.scale: this field")]
    [InlineData("latency: { headers_share: 1.5 }", "latency.headers_share: '1.5' is not allowed; allowed: a number from 0 to 1")]
    [InlineData("latency: { daily: [1, 2] }", "latency.daily: a list of 2")]
    [InlineData("output: { tokens: 0 }", "output.tokens: '0'")]
    [InlineData("output: { reasoning_share: NaN }", "output.reasoning_share: 'NaN'")]
    [InlineData("price: { input: 1 }", "price.output: nothing is not allowed; allowed: a number from 0 to 1000000 USD per million tokens")]
    [InlineData("limits: { requests_per_minute: 0 }", "limits.requests_per_minute: '0' is not allowed; allowed: a whole number from 1")]
    [InlineData("limits: { max_concurrency: 1.5 }", "limits.max_concurrency: '1.5'")]
    [InlineData("faults: [{ kind: meteor }]", "faults[0].kind: 'meteor' is not allowed; allowed: server_error, overloaded")]
    [InlineData("faults: [{ kind: slow_headers }]", "faults[0].lasts: nothing")]
    [InlineData("faults: [{ kind: cut_stream, lasts: 5s }]", "faults[0].lasts: '5s' is not allowed; allowed: nothing for this kind")]
    [InlineData("faults: [{ kind: cut_stream, rate: 0.6 }, { kind: server_error, rate: 0.6 }]", "faults: a list of 2 is not allowed; allowed: rates that add up to at most 1")]
    [InlineData("faults: [oops]", "faults[0]: 'oops'")]
    [InlineData("incidents: [{ from: 2h, to: 1h }]", "incidents[0].to: '1h'")]
    [InlineData("incidents: [{ from: 1h, to: 2h, faults: [{ kind: server_error, rate: 2 }] }]", "incidents[0].faults[0].rate: '2'")]
    [InlineData("clock: { speed: 0 }", "clock.speed: '0'")]
    [InlineData("clock: { start: yesterday }", "clock.start: 'yesterday'")]
    public void A_value_that_is_not_allowed_is_named_with_its_path_and_what_is(string field, string expected)
    {
        var name = field[..field.IndexOf(':', StringComparison.Ordinal)];
        var others = string.Concat(Minimal.Split('\n').Where(line => line.Length > 0 && !line.StartsWith(name + ":", StringComparison.Ordinal)).Select(line => line + "\n"));
        var reading = ProfileReader.Read(others + field);

        reading.Profile.ShouldBeNull();
        reading.Errors.ShouldHaveSingleItem().ToString().ShouldStartWith(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("just text")]
    [InlineData("name: [")]
    [InlineData("name: a\nname: b")]
    [InlineData("name: a\n---\nname: b")]
    public void A_text_that_is_not_one_mapping_is_one_error(string text)
    {
        var reading = ProfileReader.Read(text);

        reading.Profile.ShouldBeNull();
        reading.Errors.ShouldHaveSingleItem().Path.ShouldBe("profile");
    }

    [Fact]
    public void All_errors_are_told_at_once()
    {
        var reading = ProfileReader.Read("name: BAD\nmodels: [m]\nlatency: { ttft: soon, token_gap: later }\nextra: 1");

        reading.Errors.Select(error => error.Path).ShouldBe(["name", "protocol", "latency.ttft", "latency.token_gap", "extra"], ignoreOrder: true);
    }

    [Fact]
    public void A_key_is_never_shown()
    {
        ProfileReader.Read(Minimal + $"accept_key: {new string('s', 501)}").Errors.ShouldHaveSingleItem().Value.ShouldBe("(hidden)");
        ProfileReader.Read(Minimal + "accept_key: sk-secret").Profile.ShouldNotBeNull().ToString().ShouldBe("p");
    }

    [Fact]
    public void A_profile_with_every_field_is_read()
    {
        var reading = ProfileReader.Read(
            """
            name: night-owl
            protocol: anthropic
            models: [owl-1, owl-2]
            price: { input: 1.5, cached_input: 0.15, output: 7.5 }
            require_key: true
            accept_key: sk-owl
            latency:
              ttft: { lognormal: { median: 250ms, sigma: 0.4 } }
              token_gap: { gamma: { mean: 12.5ms, shape: 4 } }
              headers_share: 0.25
              per_1k_input_tokens: 15ms
              ttft_per_in_flight: 2ms
              token_gap_per_in_flight: 0.1ms
              daily: [1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1]
            output: { tokens: { uniform: { min: 20, max: 60 } }, reasoning_share: 0.3, cached_share: 0.5 }
            limits: { requests_per_minute: 60, tokens_per_minute: 100000, max_concurrency: 20, burst: 5s, retry_after_factor: 0.3, headers: false }
            context_window: 8000
            counting: { tokenizer: o200k_base, factor: 1.1 }
            refusal_status: 500
            faults:
              - { kind: overloaded, rate: 0.01 }
              - { kind: stall_between_tokens, rate: 0.02, lasts: 5s }
            incidents:
              - { from: 2h, to: 3h, latency_factor: 4, faults: [{ kind: server_error, rate: 0.5 }] }
            clock: { speed: 1440, start: 2026-01-31T08:00:00Z }
            """);

        reading.Errors.ShouldBeEmpty();
        var profile = reading.Profile.ShouldNotBeNull();
        profile.Models.ShouldBe(["owl-1", "owl-2"]);
        profile.Price.ShouldBe(new ModelPrice(1.5m, 0.15m, 7.5m));
        profile.AcceptedKey.ShouldBe("sk-owl");
        profile.Latency.FirstToken.ShouldBe(new Lognormal(250, 0.4));
        profile.Latency.TokenGap.ShouldBe(new Gamma(12.5, 4));
        profile.Latency.TokenGapPerInFlight.ShouldBe(TimeSpan.FromMilliseconds(0.1));
        profile.Latency.Daily[8].ShouldBe(2);
        profile.Output.ShouldBe(new Output { Tokens = new Uniform(20, 60), ReasoningShare = 0.3, CachedShare = 0.5 });
        profile.Limits.ShouldBe(new RateLimits { RequestsPerMinute = 60, TokensPerMinute = 100_000, MaxConcurrency = 20, Burst = TimeSpan.FromSeconds(5), RetryAfterFactor = 0.3, HasHeaders = false });
        profile.Counting.ShouldBe(new Counting { IsO200k = true, Factor = 1.1 });
        (profile.ContextWindow, profile.RefusalStatus).ShouldBe((8_000, 500));
        profile.Faults[1].ShouldBe(new Fault(FaultKind.StallBetweenTokens, 0.02) { Lasts = TimeSpan.FromSeconds(5) });
        profile.Incidents.ShouldHaveSingleItem().Faults.ShouldHaveSingleItem().Rate.ShouldBe(0.5);
        profile.Clock.ShouldBe(new ClockSettings { Speed = 1440, Start = new DateTimeOffset(2026, 1, 31, 8, 0, 0, TimeSpan.Zero) });
    }

    [Fact]
    public void Json_is_read_as_well()
    {
        var reading = ProfileReader.Read("""{ "name": "p", "protocol": "openai", "models": ["m"], "latency": { "ttft": "80ms" }, "output": { "tokens": 5 } }""");

        reading.Errors.ShouldBeEmpty();
        reading.Profile!.Latency.FirstToken.ShouldBe(new Constant(80));
        reading.Profile.Output.Tokens.ShouldBe(new Constant(5));
    }

    [Fact]
    public void A_profile_of_which_nothing_more_is_said_answers_at_once_and_asks_for_a_key()
    {
        var profile = ProfileReader.Read(Minimal).Profile.ShouldNotBeNull();

        profile.Latency.FirstToken.Mean.ShouldBe(0);
        profile.RequiresKey.ShouldBeTrue();
        profile.Faults.ShouldBeEmpty();
    }
}
