using System.CommandLine;
using System.Text.Json.Nodes;
using AkkaApiBench.Cli.Plans;
using AkkaApiBench.Messages.Plans;
using CsCheck;

namespace AkkaApiBench.Cli.Tests.Plans;

public class PlanTreeTests
{
    [Fact]
    public void A_test_that_decides_itself_what_it_sends_takes_its_bounds_and_leaves_the_rest_to_others() =>
        Of("--target a/b --test latency --test rate_limit --iterations 7 --max-per-minute 1200 --max-requests 50").ShouldBeTreeOf("""
            targets: [a/b]
            tests:
              - { type: latency, iterations: 7 }
              - { type: rate_limit, max_requests: 50, max_per_minute: 1200 }
            """);

    [Fact]
    public void A_test_that_counts_and_one_that_takes_its_time_take_their_own_flags() =>
        Of("--target a/b --test latency --test throughput --iterations 7 --duration 3s --concurrency 2").ShouldBeTreeOf("""
            targets: [a/b]
            tests:
              - { type: latency, iterations: 7, concurrency: 2 }
              - { type: throughput, duration: 3s, concurrency: 2 }
            """);

    [Fact]
    public void The_load_of_a_test_that_takes_its_time_leaves_one_that_counts_alone() =>
        Of("--target a/b --test latency --test throughput --iterations 7 --trace t.csv --speedup 2.5").ShouldBeTreeOf("""
            targets: [a/b]
            tests:
              - { type: latency, iterations: 7 }
              - { type: throughput, file: t.csv, speedup: 2.5 }
            """);

    [Fact]
    public void A_model_of_load_stands_beside_its_fields() =>
        Of("--target a/b --test throughput --load poisson --rate 5 --duration 3s").ShouldBeTreeOf("""
            targets: [a/b]
            tests: [{ type: throughput, load: poisson, rate: 5, duration: 3s }]
            """);

    [Fact]
    public void A_flag_that_no_test_could_take_is_left_for_the_validator() =>
        Of("--target a/b --test latency --iterations 7 --duration 3s").ShouldBeTreeOf("""
            targets: [a/b]
            tests: [{ type: latency, iterations: 7, duration: 3s }]
            """);

    [Fact]
    public void What_is_no_number_stays_text() =>
        Of("--target a/b --test latency --rate x --workers 1.5").ShouldBeTreeOf("""
            targets: [a/b]
            tests: [{ type: latency, rate: x }]
            workers: 1.5
            """);

    [Fact]
    public void Text_that_looks_like_a_number_stays_text() =>
        Of("--target a/b --test latency --name 123 --prompt 7").ShouldBeTreeOf("""
            targets: [a/b]
            tests: [{ type: latency }]
            name: "123"
            workload: { messages: [{ role: user, content: "7" }] }
            """);

    [Fact]
    public void Every_flag_is_the_field_that_a_file_would_have()
    {
        Of("""
            --target openai/gpt-4o-mini --target openai-compatible/llama@http://127.0.0.1:8080/v1 --api-key env:KEY --api-key none --test latency
            --rate 2.5 --duration 30s --prompt Hello --max-tokens 64 --temperature 0.5 --no-stream --warmup 5s --slo ttft<500ms --slo tpot<40ms
            --threshold latency.p95<2s --budget-usd 0.5 --budget-requests 1000 --workers 2 --tag eu --tag gpu --name nightly
            """).ShouldBeTreeOf("""
            name: nightly
            targets:
              - { provider: openai, model: gpt-4o-mini, api_key: env:KEY }
              - { provider: openai-compatible, model: llama, base_url: http://127.0.0.1:8080/v1, api_key: none }
            workload: { messages: [{ role: user, content: Hello }], max_tokens: 64, temperature: 0.5, stream: false }
            tests: [{ type: latency, rate: 2.5, duration: 30s }]
            workers: 2
            tags: [eu, gpu]
            warmup: 5s
            slo: [ttft<500ms, tpot<40ms]
            thresholds: [latency.p95<2s]
            budget: { cost_usd: 0.5, requests: 1000 }
            """);
    }

    [Fact]
    public void One_key_reference_is_for_all_targets() =>
        Of("--target a/b --target c/d --api-key file:k --test latency").ShouldBeTreeOf("""
            targets: [{ provider: a, model: b, api_key: file:k }, { provider: c, model: d, api_key: file:k }]
            tests: [{ type: latency }]
            """);

    [Fact]
    public void One_version_of_HTTP_is_for_all_targets() =>
        Of("--target a/b --target c/d --http 2 --test latency").ShouldBeTreeOf("""
            targets: [{ provider: a, model: b, http: "2" }, { provider: c, model: d, http: "2" }]
            tests: [{ type: latency }]
            """);

    [Fact]
    public void Flags_replace_the_fields_of_a_file_and_leave_the_others()
    {
        var file = YamlTree.Parse("""
            name: nightly
            targets: [a/b, c/d]
            tests: [reliability]
            workload: { max_tokens: 64, stream: true }
            thresholds: [latency.p95<2s]
            budget: { requests: 5 }
            """)!.AsObject();
        var before = file.ToJsonString();

        Of("--target e/f --test latency --iterations 3 --max-tokens 8 --threshold success_rate>0.5 --budget-usd 1", file).ShouldBeTreeOf("""
            name: nightly
            targets: [e/f]
            tests: [{ type: latency, iterations: 3 }]
            workload: { max_tokens: 8, stream: true }
            thresholds: [success_rate>0.5]
            budget: { requests: 5, cost_usd: 1 }
            """);
        file.ToJsonString().ShouldBe(before);
    }

    [Theory]
    [InlineData("--rate 5", "--rate")]
    [InlineData("--iterations 5", "--iterations")]
    [InlineData("--api-key env:X", "--api-key")]
    [InlineData("--http 2", "--http")]
    public void A_flag_that_cannot_be_applied_to_a_file_is_refused(string flags, string named) =>
        Should.Throw<CliException>(() => Of(flags, [])).Lines.ShouldHaveSingleItem().ShouldStartWith(named);

    [Fact]
    public void Keys_have_to_be_one_or_as_many_as_targets() =>
        Should.Throw<CliException>(() => Of("--target a/b --target c/d --target e/f --api-key env:X --api-key env:Y --test latency"))
            .Lines.ShouldHaveSingleItem().ShouldBe("--api-key: given 2 times for 3 targets; allowed: once for all, or once for each");

    [Fact]
    public void Any_number_a_user_may_write_is_the_number_that_yaml_has() =>
        Gen.Decimal[-1_000_000m, 1_000_000m].Sample(number =>
        {
            var text = number.ToString(System.Globalization.CultureInfo.InvariantCulture);
            Of($"--target a/b --test latency --rate={text}").ShouldBeTreeOf($"targets: [a/b]\ntests: [{{ type: latency, rate: {text} }}]");
        });

    private static JsonObject Of(string line, JsonObject? file = null)
    {
        var command = new Command("run");
        var options = new PlanFlagOptions().AddTo(command);
        var parsed = command.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        parsed.Errors.ShouldBeEmpty();
        return PlanTree.Of(file, options.Read(parsed));
    }
}

internal static class TreeAssertions
{
    public static void ShouldBeTreeOf(this JsonObject tree, string yaml) => Sorted(tree).ShouldBe(Sorted(YamlTree.Parse(yaml)));

    private static string Sorted(JsonNode? node) => node switch
    {
        JsonObject fields => $"{{{string.Join(",", fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"\"{field.Key}\":{Sorted(field.Value)}"))}}}",
        JsonArray items => $"[{string.Join(",", items.Select(Sorted))}]",
        _ => node?.ToJsonString() ?? "null",
    };
}
