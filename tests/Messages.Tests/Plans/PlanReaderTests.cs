using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Messages.Tests.Plans;

public class PlanReaderTests
{
    private const string Nightly =
        """
        name: nightly
        targets:
          - { provider: openai, model: gpt-4o-mini, api_key: env:OPENAI_API_KEY }
          - { provider: openai-compatible, model: llama, base_url: http://127.0.0.1:8080/v1, price: { input: 0.1, output: 0.2 } }
        workload: { messages: [{ role: user, content: "Hello, world!" }], max_tokens: 128, stream: true }
        tests:
          - { type: latency, iterations: 10 }
          - { type: throughput, load: { model: constant_rate, rate: 20, duration: 60s } }
        workers: 2
        tags: [eu-west]
        warmup: 5s
        slo: [ "ttft < 500ms", "tpot < 40ms" ]
        thresholds: [ "latency.p95 < 2s", "success_rate >= 0.99" ]
        budget: { cost_usd: 0.50, requests: 1000 }
        """;

    [Fact]
    public void Messages_too_long_to_travel_between_nodes_are_refused_by_their_size()
    {
        var errors = Reading.Yaml(
            $$"""
            targets: [openai/gpt-4o-mini]
            tests: [latency]
            workload: { messages: [{ role: system, content: {{new string('ä', 20_000)}} }] }
            """).Errors;

        errors.ShouldHaveSingleItem().ToString().ShouldBe(
            "workload.messages: 40000 bytes of text is not allowed; allowed: at most 32768 bytes in all");
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("records: { token_times: true }", true)]
    [InlineData("records: { token_times: false }", false)]
    public void Token_times_are_recorded_where_the_plan_asks_for_them(string records, bool wanted) =>
        Reading.Yaml($"targets: [openai/gpt-4o-mini]\ntests: [latency]\n{records}").Plan().RecordsTokenTimes.ShouldBe(wanted);

    [Theory]
    [InlineData("", HttpChoice.Version11)]
    [InlineData("http: 1.1", HttpChoice.Version11)]
    [InlineData("http: \"1.1\"", HttpChoice.Version11)]
    [InlineData("http: 2", HttpChoice.Version2)]
    [InlineData("http: \"2\"", HttpChoice.Version2)]
    public void A_target_is_asked_in_the_version_of_HTTP_that_the_plan_says(string http, HttpChoice choice) =>
        Reading.Yaml($"targets: [{{ provider: openai, model: gpt-4o-mini, {http} }}]\ntests: [latency]").Plan().Targets.ShouldHaveSingleItem().Http.ShouldBe(choice);

    [Theory]
    [InlineData("3", "3")]
    [InlineData("h2", "'h2'")]
    [InlineData("[2]", "a list of 1")]
    public void Another_version_of_HTTP_is_refused_with_those_there_are(string http, string shown) =>
        Reading.Yaml($"targets: [{{ provider: openai, model: gpt-4o-mini, http: {http} }}]\ntests: [latency]").OnlyError().ToString()
            .ShouldBe($"targets[0].http: {shown} is not allowed; allowed: 1.1, 2");

    [Fact]
    public void Every_error_is_told_at_once_with_path_value_and_what_is_allowed()
    {
        var errors = Reading.Yaml(
            """
            name: ""
            color: red
            targets:
              - { provider: nobody, model: m }
              - { provider: openai-compatible, model: m }
              - { provider: openai, model: "a b", base_url: "ftp://host" }
              - 7
              - gpt-4o-mini
            tests:
              - { type: speed }
              - { type: latency, iterations: 0 }
              - { type: latency, name: l2, rate: 5, iterations: 3 }
              - { type: latency, name: l3, load: { model: magic } }
            workload:
              messages: [{ role: robot, content: "" }]
              max_tokens: 1.5
              temperature: hot
              stream: maybe
              timeouts: { total: 1d }
            workers: 1e400
            tags: [EU]
            warmup: -5s
            slo: [ "ttft.p95 < 500ms" ]
            thresholds: [ "latency < 2s", 5 ]
            budget: { requests: .inf, cost_usd: 0 }
            """).Errors;

        string[] expected =
        [
            "name: '' is not allowed; allowed: 1 to 100 characters",
            "color: this field is not allowed; allowed: the fields slo, targets, tests, name",
            "targets[0].provider: 'nobody' is not allowed; allowed: openai, oai, openai-compatible",
            "targets[1].base_url: nothing is not allowed; allowed: an http or https URL; openai-compatible has none of its own",
            "targets[2].model: 'a b' is not allowed; allowed: the model's name",
            "targets[2].base_url: 'ftp://host' is not allowed; allowed: an absolute http or https URL",
            "targets[3]: 7 is not allowed; allowed: { provider, model",
            "targets[4]: 'gpt-4o-mini' is not allowed; allowed: { provider, model, base_url, api_key, api_keys, http, limits, price, tags } or PROVIDER/MODEL",
            "tests[0].type: 'speed' is not allowed; allowed: latency, throughput, reliability, cost_efficiency",
            "tests[1].iterations: 0 is not allowed; allowed: a whole number from 1 to 10000000",
            "tests[2].iterations: this field is not allowed; allowed: the fields of the load model constant_rate: rate, duration, max_in_flight",
            "tests[2].duration: nothing is not allowed; allowed: a duration",
            "tests[3].load.model: 'magic' is not allowed; allowed: iterations, concurrency, constant_rate",
            "workload.messages[0].role: 'robot' is not allowed; allowed: system, user or assistant",
            "workload.messages[0].content: '' is not allowed; allowed: the text of the message, not empty",
            "workload.max_tokens: 1.5 is not allowed; allowed: a whole number from 1 to 1000000",
            "workload.temperature: 'hot' is not allowed; allowed: a number from 0 to 2",
            "workload.stream: 'maybe' is not allowed; allowed: true or false",
            "workload.timeouts.total: '1d' is not allowed; allowed: a duration such as 500ms, 30s, 5m or 2h, from 1ms to 1h",
            "workers: '1e400' is not allowed; allowed: a whole number from 1 to 1000",
            "tags[0]: 'EU' is not allowed; allowed: 1 to 64 lower-case letters",
            "warmup: '-5s' is not allowed; allowed: a duration",
            "slo[0]: 'ttft.p95 < 500ms' is not allowed; allowed: METRIC OP VALUE such as 'ttft < 500ms', METRIC one of latency, response_time",
            "thresholds[0]: 'latency < 2s' is not allowed; allowed: METRIC.STATISTIC OP VALUE such as 'latency.p95 < 2s'",
            "thresholds[1]: 5 is not allowed; allowed: METRIC.STATISTIC OP VALUE",
            "budget.requests: '.inf' is not allowed; allowed: a whole number from 1 to 1000000000",
            "budget.cost_usd: 0 is not allowed; allowed: a number from 0.000001 to 1000000 USD",
        ];
        foreach (var start in expected)
            errors.ShouldContain(error => error.ToString().StartsWith(start, StringComparison.Ordinal), start);
        errors.Count.ShouldBe(expected.Length);
    }

    [Fact]
    public void Targets_and_tests_are_required()
    {
        var errors = Reading.Yaml("name: empty").Errors;

        errors.Select(error => error.Path).ShouldBe(["targets", "tests"], ignoreOrder: true);
        errors.ShouldAllBe(error => error.Value == "nothing" && error.Allowed.StartsWith("a list of 1 to "));
    }

    [Theory]
    [InlineData("targets: []", "targets", "a list of 0")]
    [InlineData("targets: {}", "targets", "an object")]
    [InlineData("targets: openai/m", "targets", "'openai/m'")]
    [InlineData("targets: [~]", "targets[0]", "nothing")]
    public void A_wrong_list_of_targets_is_shown(string line, string path, string value) =>
        Reading.Yaml($"{line}\ntests: [latency]").OnlyError().ShouldSatisfyAllConditions(
            error => error.Path.ShouldBe(path),
            error => error.Value.ShouldBe(value));

    [Fact]
    public void The_same_target_twice_is_refused() =>
        Reading.Yaml("targets: [openai/m, oai/m]\ntests: [latency]").OnlyError().ToString()
            .ShouldBe("targets: 'openai/m' more than once is not allowed; allowed: each target once");

    [Fact]
    public void Two_tests_of_a_type_need_names()
    {
        Reading.Yaml("targets: [openai/m]\ntests: [latency, latency]").OnlyError().Path.ShouldBe("tests");

        Reading.Yaml("targets: [openai/m]\ntests: [latency, { type: latency, name: again }]").Plan()
            .Tests.Select(test => test.Name).ShouldBe(["latency", "again"]);
    }

    [Fact]
    public void A_limit_of_cost_needs_every_price()
    {
        var error = Reading.Yaml("targets: [openai/gpt-4o-mini, openai/unpriced]\ntests: [latency]\nbudget: { cost_usd: 1 }").OnlyError();

        error.Path.ShouldBe("budget.cost_usd");
        error.Value.ShouldContain("openai/unpriced");
        error.Allowed.ShouldContain("price: { input: USD, output: USD }");
    }

    [Fact]
    public void The_whole_plan_is_read()
    {
        var plan = Reading.Yaml(Nightly).Plan();

        plan.Name.ShouldBe("nightly");
        plan.Targets.Select(target => target.Name).ShouldBe(["openai/gpt-4o-mini", "openai-compatible/llama"]);
        plan.Targets[0].Price!.Source.ShouldBe("fake");
        plan.Targets[1].Price.ShouldBe(new Price(0.1m, 0.1m, 0.2m, "plan"));
        plan.Tests.ShouldBe(
        [
            new Test("latency", TestType.Latency, new IterationsLoad(10, 1)),
            new Test("throughput", TestType.Throughput, new ConstantRateLoad(20, TimeSpan.FromSeconds(60), 1000)),
        ]);
        plan.Workload.Messages.ShouldBe([new Message("user", "Hello, world!")]);
        plan.Workload.MaxTokens.ShouldBe(128);
        plan.Workers.ShouldBe(2);
        plan.Tags.ShouldBe(["eu-west"]);
        plan.Warmup.ShouldBe(TimeSpan.FromSeconds(5));
        plan.Objectives.Select(condition => condition.Limit).ShouldBe([500, 40]);
        plan.Thresholds.Select(condition => condition.Limit).ShouldBe([2000, 0.99]);
        plan.Budget.ShouldBe(new Budget(1000, null, Usd.FromDollars(0.5m)));
    }

    [Fact]
    public void JSON_gives_the_same_plan_as_YAML()
    {
        const string json =
            """
            { "targets": ["openai/gpt-4o-mini"], "tests": [{ "type": "reliability", "load": { "iterations": 7, "concurrency": 2 } }], "warmup": 1.5 }
            """;

        foreach (var plan in new[] { Reading.Json(json).Plan(), Reading.Yaml(json).Plan() })
        {
            plan.Tests.ShouldBe([new Test("reliability", TestType.Reliability, new IterationsLoad(7, 2))]);
            plan.Warmup.ShouldBe(TimeSpan.FromSeconds(1.5));
        }
    }

    [Theory]
    [InlineData("latency", "{ type: latency, load: { model: iterations, iterations: 10, concurrency: 1 } }")]
    [InlineData("throughput", "{ type: throughput, concurrency: 5, duration: 10s }")]
    [InlineData("reliability", "{ type: reliability, iterations: 50, concurrency: 5 }")]
    [InlineData("cost", "{ type: cost_efficiency, iterations: 5 }")]
    [InlineData("{ type: latency, duration: 3s }", "{ type: latency, load: { model: concurrency, concurrency: 1, duration: 3s } }")]
    [InlineData("{ type: throughput, iterations: 3 }", "{ type: throughput, load: { model: iterations, iterations: 3, concurrency: 1 } }")]
    [InlineData("{ type: throughput, rate: 3, duration: 1s }", "{ type: throughput, load: { model: constant_rate, rate: 3, duration: 1000ms, max_in_flight: 1000 } }")]
    public void A_short_test_is_the_long_one(string brief, string whole) =>
        Reading.Yaml($"targets: [openai/m]\ntests: [{brief}]").Plan().Tests
            .ShouldBe(Reading.Yaml($"targets: [openai/m]\ntests: [{whole}]").Plan().Tests);

    [Fact]
    public void Quoted_and_tagged_numbers_are_text()
    {
        Reading.With("name: '42'").Plan().Name.ShouldBe("42");
        Reading.With("name: !!str 42").Plan().Name.ShouldBe("42");
        Reading.With("name: 42").OnlyError().Value.ShouldBe("42");
        Reading.With("workers: '2'").OnlyError().Value.ShouldBe("'2'");
    }

    [Fact]
    public void Fields_of_null_are_as_left_out() => Reading.With("workload: ~\nbudget:\nname: null").Plan().Name.ShouldBe("unnamed");
}
