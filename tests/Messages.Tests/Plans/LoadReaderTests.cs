using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Messages.Tests.Plans;

public sealed class LoadReaderTests
{
    [Theory]
    [InlineData("{ model: poisson, rate: 0, duration: 60s }", "rate", "0", "a number from 0.001 to 100000 requests a second")]
    [InlineData("{ model: poisson, rate: 5 }", "duration", "nothing", "a duration")]
    [InlineData("{ model: poisson, rate: 5, duration: 1s, seed: -1 }", "seed", "-1", "a whole number from 0 to 9223372036854775807")]
    [InlineData("{ model: poisson, rate: 1000, duration: 2000s }", "duration", "'2000s'", "at most 1000000 requests in all, at this rate 1000s")]
    [InlineData("{ model: poisson, rate: 0.001, duration: 100ms }", "duration", "'100ms'", "a time in which a request falls due")]
    [InlineData("{ model: poisson, rate: 5, duration: 1s, concurrency: 2 }", "concurrency", "this field", "the fields of the load model poisson: rate, duration, seed, max_in_flight")]
    [InlineData("{ model: ramp }", "stages", "nothing", "a list of 1 to 100")]
    [InlineData("{ stages: [] }", "stages", "a list of 0", "a list of 1 to 100")]
    [InlineData("{ stages: [{ rate: 5, duration: 8d }] }", "stages[0].duration", "'8d'", "a duration")]
    [InlineData("{ stages: [{ rate: 5, target: 1, duration: 8s }] }", "stages[0].target", "this field", "the fields rate, duration")]
    [InlineData("{ stages: [{ rate: 5, duration: 0s }] }", "stages", "a list of 1", "stages in which a request falls due, from 100ms to 168h in all")]
    [InlineData("{ stages: [{ rate: 0, duration: 5s }] }", "stages", "a list of 1", "stages in which a request falls due")]
    [InlineData("{ model: trace }", "requests", "nothing", "a list of 1 to 50000")]
    [InlineData("{ file: trace.csv, format: azure }", "file", "'trace.csv'", "the trace itself in 'requests'; only the command line reads files")]
    [InlineData("{ requests: [[0, 1, 2], [5, 1.5, 2]] }", "requests[1]", "a list of 3", "[milliseconds, input tokens, output tokens]")]
    [InlineData("{ requests: [[0, 1, 2, [0, 1]]] }", "requests[0]", "a list of 4", "[milliseconds, input tokens, output tokens]")]
    [InlineData("{ requests: [[0, 1, 2, [-1]]] }", "requests[0]", "a list of 4", "[milliseconds, input tokens, output tokens]")]
    [InlineData("{ requests: [[0, 1]] }", "requests[0]", "a list of 2", "[milliseconds, input tokens, output tokens]")]
    [InlineData("{ requests: [[0, 1, 2], [700000000, 1, 2]] }", "requests", "a list of 2", "a trace of at most 168h; raise speedup, or lower max_requests")]
    [InlineData("{ requests: [[0, 1, 2]], speedup: 0 }", "speedup", "0", "a number from 0.001 to 100000")]
    [InlineData("{ model: sweep, start_rate: 1 }", "max_rate", "nothing", "a number from 0.001 to 100000 requests a second")]
    [InlineData("{ model: sweep, start_rate: 5, max_rate: 2 }", "max_rate", "2", "a rate of at least start_rate, 5")]
    [InlineData("{ model: sweep, start_rate: 5, max_rate: 20, step: 5, factor: 2 }", "factor", "2", "either a step")]
    [InlineData("{ model: sweep, start_rate: 1, max_rate: 1000, step: 1 }", "step", "1", "one that reaches max_rate in at most 50 steps")]
    [InlineData("{ model: sweep, start_rate: 0.1, max_rate: 1, step_duration: 1s }", "step_duration", "'1s'", "a time in which from 1 to 1000000 requests fall due")]
    [InlineData("{ model: sweep, start_rate: 1, max_rate: 9, seed: 3 }", "seed", "3", "a seed with arrivals: poisson only")]
    [InlineData("{ levels: [1, 4, 2] }", "levels", "a list of 3", "numbers that rise")]
    [InlineData("{ levels: [0] }", "levels[0]", "0", "a whole number from 1 to 10000")]
    [InlineData("{ levels: [1, 2], max_concurrency: 4 }", "max_concurrency", "4", "either levels, or the concurrency")]
    public void A_load_that_cannot_be_is_refused_with_path_value_and_what_is_allowed(string load, string path, string value, string allowed)
    {
        var error = Reading.Yaml($"targets: [openai/m]\ntests: [{{ type: throughput, load: {load} }}]").OnlyError();

        (error.Path, error.Value).ShouldBe(($"tests[0].load.{path}", value));
        error.Allowed.ShouldStartWith(allowed);
    }

    [Fact]
    public void A_test_that_decides_itself_what_it_sends_takes_bounds_and_keeps_what_is_usual() =>
        ((ProbeLoad)Reading.Yaml("targets: [openai/m]\ntests: [{ type: rate_limit, max_per_minute: 1200, max_requests: 50 }]").Plan().Tests[0].Load)
            .ShouldBe(new ProbeLoad(50, TimeSpan.FromMinutes(2)) { MaxPerMinute = 1200, MaxPromptTokens = 500, MaxInFlight = 32 });

    [Theory]
    [InlineData("{ type: context_window, load: iterations }", "tests[0].load: 'iterations' is not allowed; allowed: probe")]
    [InlineData("{ type: latency, load: { model: probe } }", "another model than probe")]
    [InlineData("{ type: error_handling, iterations: 5 }", "tests[0].iterations")]
    [InlineData("{ type: context_window, max_prompt_tokens: 5 }", "tests[0].max_prompt_tokens: 5 is not allowed")]
    [InlineData("{ type: rate_limit, duration: 1ms }", "tests[0].duration")]
    public void A_load_that_does_not_fit_the_type_of_test_is_refused(string test, string error) =>
        Reading.Yaml($"targets: [openai/m]\ntests: [{test}]").OnlyError().ToString().ShouldContain(error);

    [Fact]
    public void A_model_that_there_is_not_is_refused_in_the_short_form_too() =>
        Reading.Yaml("targets: [openai/m]\ntests: [{ type: throughput, load: magic, rate: 5, duration: 1s }]").OnlyError().ToString()
            .ShouldBe("tests[0].load: 'magic' is not allowed; allowed: iterations, concurrency, constant_rate, poisson, ramp, trace, sweep, levels, probe");

    [Fact]
    public void Traces_that_do_not_fit_a_message_are_refused()
    {
        var random = new Random(1);
        var requests = string.Join(",", Enumerable.Range(0, 12_000).Select(at => FormattableString.Invariant($"[{at * 100 + random.Next(100)},{random.Next(100_000)},{random.Next(100_000)}]")));
        var error = Reading.Json($$"""{"targets": ["openai/m"], "tests": [{"type": "latency", "requests": [{{requests}}]}, {"type": "throughput", "requests": [{{requests}}]}]}""").OnlyError();

        error.Path.ShouldBe("tests");
        error.Value.ShouldStartWith("traces of 24000 requests, ");
        error.Allowed.ShouldContain("65536 bytes");
        error.Allowed.ShouldContain("max_requests");
    }

    [Fact]
    public void A_poisson_load_is_read_in_full_and_in_short()
    {
        var load = new PoissonLoad(20, TimeSpan.FromSeconds(60), 50, 7);

        LoadOf("load: { model: poisson, rate: 20, duration: 60s, seed: 7, max_in_flight: 50 }").ShouldBe(load);
        LoadOf("load: poisson, rate: 20, duration: 60s, seed: 7, max_in_flight: 50").ShouldBe(load);
        LoadOf("load: poisson, rate: 20, duration: 60s").ShouldBe(new PoissonLoad(20, TimeSpan.FromSeconds(60), 1000, 0));
    }

    [Theory]
    [InlineData("load: { model: ramp, start_rate: 2, stages: [{ rate: 10, duration: 30s }, { rate: 0, duration: 0s }] }")]
    [InlineData("start_rate: 2, stages: [{ rate: 10, duration: 30s }, { rate: 0, duration: 0s }]")]
    public void A_ramp_is_read(string load)
    {
        var ramp = LoadOf(load).ShouldBeOfType<RampLoad>();

        (ramp.StartRate, ramp.MaxInFlight, ramp.Phase).ShouldBe((2, 1000, 0));
        ramp.Stages.ShouldBe([new RampStage(10, TimeSpan.FromSeconds(30)), new RampStage(0, TimeSpan.Zero)]);
    }

    [Fact]
    public void A_trace_is_read_in_the_order_of_its_times()
    {
        var trace = LoadOf("requests: [[900, 4, 5], [100, 1, 2], [2100, 7, 8], [3000, 0, 0]], max_requests: 3, speedup: 2").ShouldBeOfType<TraceLoad>();

        trace.Requests.ShouldBe([new(0, 1, 2), new(800, 4, 5), new(2000, 7, 8)]);
        trace.Limit.ShouldBe(TimeSpan.FromSeconds(1));
        trace.Planned.ShouldBe(3);
    }

    [Fact]
    public void A_trace_s_request_may_tell_the_blocks_of_its_prompt() =>
        LoadOf("requests: [[0, 600, 5, [7, 8]], [9, 600, 5]]").ShouldBeOfType<TraceLoad>()
            .Requests.Select(request => request.Blocks.ToArray()).ShouldBe([[7, 8], []]);

    [Fact]
    public void A_sweep_is_a_test_of_one_name_with_a_rate_for_each_step_up_to_the_last()
    {
        var tests = Reading.Yaml("targets: [openai/m]\ntests: [{ type: throughput, load: sweep, start_rate: 2, factor: 2, max_rate: 10, step_duration: 5s }]").Plan().Tests;

        tests.ShouldAllBe(test => test.Name == "throughput" && test.Type == TestType.Throughput);
        tests.Select(test => test.Step).ShouldBe(Enumerable.Range(1, 4).Select(number => new TestStep(number, 4)));
        tests.Select(test => test.Load).ShouldBe(new[] { 2, 4, 8, 10 }.Select(rate => new ConstantRateLoad(rate, TimeSpan.FromSeconds(5), 1000)));
    }

    [Fact]
    public void A_sweep_of_random_arrivals_draws_other_ones_for_each_step() =>
        Reading.Yaml("targets: [openai/m]\ntests: [{ type: throughput, start_rate: 10, step: 10, max_rate: 20, arrivals: poisson, seed: 5 }]").Plan().Tests
            .Select(test => test.Load).ShouldBe([new PoissonLoad(10, TimeSpan.FromSeconds(10), 1000, 5), new PoissonLoad(20, TimeSpan.FromSeconds(10), 1000, 6)]);

    [Theory]
    [InlineData("concurrency", new[] { 1, 2, 4, 8, 16, 32 })]
    [InlineData("{ type: concurrency, max_concurrency: 12 }", new[] { 1, 2, 4, 8, 12 })]
    [InlineData("{ type: concurrency, levels: [3, 5] }", new[] { 3, 5 })]
    public void A_test_of_concurrency_has_levels(string test, int[] levels) =>
        Reading.Yaml($"targets: [openai/m]\ntests: [{test}]").Plan().Tests
            .Select(step => step.Load).ShouldBe(levels.Select(level => new ConcurrencyLoad(level, TimeSpan.FromSeconds(10))));

    [Fact]
    public void A_test_of_concurrency_needs_several_levels() =>
        Reading.Yaml("targets: [openai/m]\ntests: [{ type: concurrency, levels: [5] }]").OnlyError().ToString()
            .ShouldBe("tests[0].load: this load is not allowed; allowed: several levels");

    [Fact]
    public void A_test_of_streaming_asks_streamed_and_whole_with_the_same_load()
    {
        var tests = Reading.Yaml("targets: [openai/m]\ntests: [{ type: streaming, iterations: 8, stall_threshold: 250ms }]").Plan().Tests;

        tests.Select(test => test.Arm).ShouldBe([TestArm.Streamed, TestArm.Whole]);
        tests.ShouldAllBe(test => test.Name == "streaming" && test.Load == new IterationsLoad(8, 1) && test.StallThreshold == TimeSpan.FromMilliseconds(250));
    }

    [Theory]
    [InlineData("type: streaming, start_rate: 1, max_rate: 5")]
    [InlineData("type: streaming, iterations: 1")]
    public void What_cannot_take_turns_is_no_load_for_a_test_of_streaming(string test) =>
        Reading.Yaml($"targets: [openai/m]\ntests: [{{ {test} }}]").OnlyError().Path.ShouldBe("tests[0].load");

    [Fact]
    public void A_plan_has_so_many_steps_and_no_more() =>
        Reading.Yaml($"targets: [openai/m]\ntests: [{string.Join(", ", Enumerable.Range(0, 5).Select(n => $"{{ type: throughput, name: t{n}, start_rate: 1, step: 1, max_rate: 45 }}"))}]")
            .OnlyError().Path.ShouldBe("tests");

    [Fact]
    public void Targets_take_turns_when_the_plan_says_so()
    {
        var plan = Reading.Yaml("targets: [openai/m, openai/n]\norder: interleaved\nblocks: 4\nseed: 9\ntests: [latency]").Plan();

        (plan.Order, plan.Blocks, plan.Seed).ShouldBe((TargetOrder.Interleaved, 4, 9));
        Reading.Yaml("targets: [openai/m]\ntests: [latency]").Plan().Order.ShouldBe(TargetOrder.Together);
    }

    [Fact]
    public void A_load_that_cannot_be_cut_cannot_be_made_in_turns() =>
        Reading.Yaml("targets: [openai/m, openai/n]\norder: interleaved\ntests: [{ type: throughput, stages: [{ rate: 5, duration: 8s }] }]")
            .OnlyError().Path.ShouldBe("order");

    private static Load LoadOf(string fields) =>
        Reading.Yaml($"targets: [openai/m]\ntests: [{{ type: throughput, {fields} }}]").Plan().Tests.ShouldHaveSingleItem().Load;
}
