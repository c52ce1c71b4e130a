using System.Text.Json.Nodes;
using AkkaApiBench.Messages.Findings;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Results;
using CsCheck;

namespace AkkaApiBench.Messages.Tests.Results;

public class ResultJsonTests
{
    [Theory]
    [InlineData("")]
    [InlineData("nothing")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"schema": 1}""")]
    [InlineData("""{"schema": "apibench.result/2", "run_id": "r"}""")]
    [InlineData("""{"schema": "apibench.result/1"}""")]
    [InlineData("""{"schema": "apibench.result/1", "run_id": null}""")]
    public void What_is_not_a_result_is_refused_with_the_schema_that_is_allowed(string text) =>
        Should.Throw<FormatException>(() => ResultJson.Read(text)).Message.ShouldContain("apibench.result/1");

    [Fact]
    public void A_field_of_the_wrong_type_is_named()
    {
        var json = ResultJson.Write(SampleResults.Full).Replace("\"duration_s\": 12.5", "\"duration_s\": \"long\"", StringComparison.Ordinal);

        Should.Throw<FormatException>(() => ResultJson.Read(json)).Message.ShouldContain("duration_s");
    }

    [Fact]
    public void Findings_of_every_kind_come_back() => Gen.Int.Sample(seed =>
    {
        var findings = (ProbeFindings)new Protocol.AnyMessage(seed).Of(typeof(ProbeFindings));

        var back = ResultJson.Read(ResultJson.Write(SampleResults.With(SampleResults.FullTest with { Findings = findings }))).Targets[0].Tests.Values.First().Findings;

        Protocol.AnyMessage.Describe(back).ShouldBe(Protocol.AnyMessage.Describe(findings));
    }, iter: 30, threads: 1);

    [Fact]
    public void An_unknown_status_is_refused()
    {
        var json = ResultJson.Write(SampleResults.Full).Replace("\"completed\"", "\"finished\"", StringComparison.Ordinal);

        Should.Throw<FormatException>(() => ResultJson.Read(json)).Message.ShouldContain("status");
    }

    [Fact]
    public void A_field_that_a_later_version_added_is_passed_over()
    {
        var json = ResultJson.Write(SampleResults.Full).Replace("\"suite\":", "\"mood\": [1, {}], \"suite\":", StringComparison.Ordinal);

        ResultJson.Read(json).RunId.ShouldBe(SampleResults.Full.RunId);
    }

    [Fact]
    public void A_result_comes_back_as_it_was_written()
    {
        var json = ResultJson.Write(SampleResults.Full);

        ResultJson.Write(ResultJson.Read(json)).ShouldBe(json);
    }

    [Fact]
    public async Task A_stream_gets_the_same_text()
    {
        using var stream = new MemoryStream();

        await ResultJson.WriteAsync(stream, SampleResults.Full);

        System.Text.Encoding.UTF8.GetString(stream.ToArray()).ShouldBe(ResultJson.Write(SampleResults.Full));
    }

    [Fact]
    public void The_fields_have_the_names_of_the_schema()
    {
        var root = JsonNode.Parse(ResultJson.Write(SampleResults.Full))!.AsObject();

        Names(root).ShouldBe(
        [
            "schema", "run_id", "name", "started_at", "duration_s", "mode", "suite", "status", "targets", "rankings", "ranking_details",
            "standings", "winner", "comparisons", "thresholds", "notes",
        ]);
        var target = root["targets"]![0]!.AsObject();
        Names(target).ShouldBe(["target", "id", "provider", "model", "base_url", "tests", "notes"]);
        var test = target["tests"]!["latency"]!.AsObject();
        Names(test).ShouldBe(
        [
            "type", "requests", "duration_s", "http", "latency_ms", "response_time_ms", "ttft_ms", "ttfat_ms", "tpot_ms", "inter_chunk_latency_ms",
            "headers_ms", "dns_ms", "connect_ms", "tls_ms", "stall_ms", "gap_jitter_ms", "stalls_per_request", "stall_share", "gap_variation", "requests_per_second", "output_tokens_per_second", "success_rate",
            "success_rate_ci95", "goodput", "errors", "tokens", "cost", "client_health",
        ]);
        Names(test["requests"]!).ShouldBe(["planned", "succeeded", "failed", "lost", "not_sent"], ignoreOrder: true);
        Names(test["latency_ms"]!).ShouldBe(["count", "min", "mean", "stddev", "p50", "p75", "p90", "p95", "p99", "p99_9", "max"]);
        Names(test["tokens"]!).ShouldBe(["input", "cached", "output", "reasoning", "source"]);
        Names(test["cost"]!).ShouldBe(
        [
            "total_usd", "tokens_per_dollar", "output_tokens_per_dollar", "cost_per_1k_requests_usd", "cost_per_second_usd", "price_source",
        ]);
        Names(test["client_health"]!).ShouldBe(
            ["client_limited", "reasons", "pacing_error_ms", "send_delay_ms", "thread_pool_delay_ms", "cpu_utilization", "gc_pause_ms", "held_s"]);
        Names(root["comparisons"]![0]!).ShouldBe(["metric", "test", "a", "b", "value_a", "value_b", "effect", "ci95", "effect_percent", "effect_percent_ci95", "p_value", "verdict"]);
        Names(root["thresholds"]![0]!).ShouldBe(["expression", "observed", "passed", "target", "test"]);
        Names(root["standings"]![0]!).ShouldBe(["place", "target", "rank_sum", "ranks"]);
        Names(root["ranking_details"]!["latency"]![0]!).ShouldBe(["target", "rank", "metric", "value", "ci95", "draw_with_previous"]);
    }

    [Fact]
    public void Values_are_written_as_the_schema_says()
    {
        var root = JsonNode.Parse(ResultJson.Write(SampleResults.Full))!;

        root["schema"]!.GetValue<string>().ShouldBe("apibench.result/1");
        root["status"]!.GetValue<string>().ShouldBe("completed");
        root["started_at"]!.GetValue<string>().ShouldBe("2026-11-24T17:02:01+00:00");
        root["rankings"]!["latency"]!.AsArray().Select(name => name!.GetValue<string>()).ShouldBe(["groq/llama", "openai/gpt"]);
        root["comparisons"]![0]!["verdict"]!.GetValue<string>().ShouldBe("no difference shown");
        root["targets"]![0]!["tests"]!["latency"]!["tokens"]!["source"]!.GetValue<string>().ShouldBe("usage");
        root["thresholds"]![0]!["expression"]!.GetValue<string>().ShouldBe("latency.p95 < 2s");
    }

    [Fact]
    public void Comparison_signs_stay_readable_in_the_file() =>
        ResultJson.Write(SampleResults.Full).ShouldContain("\"latency.p95 < 2s\"");

    [Fact]
    public void What_is_not_known_is_left_out()
    {
        var test = SampleResults.FullTest with { Cost = null, TtftMs = null, SuccessRate = null };

        test.Figure(Metric.CostUsd).ShouldBeNull();
        ResultJson.Write(SampleResults.With(test)).ShouldNotContain("null");
        Names(JsonNode.Parse(ResultJson.Write(SampleResults.With(test)))!["targets"]![0]!["tests"]!["latency"]!)
            .ShouldNotContain(name => name == "cost" || name == "ttft_ms" || name == "success_rate");
    }

    [Fact]
    public void Every_metric_of_the_catalogue_has_its_figure()
    {
        foreach (var metric in Metric.All)
            SampleResults.FullTest.Figure(metric, metric.Measure is null ? null : "p95").ShouldNotBeNull(metric.Name);
    }

    [Fact]
    public void Every_statistic_of_conditions_is_in_a_summary()
    {
        string[] statistics = ["min", "mean", "stddev", "max", "p50", "p75", "p90", "p95", "p99", "p99_9"];

        statistics.Select(name => SampleResults.FullTest.LatencyMs!.Figure(name)).ShouldAllBe(figure => figure != null);
        SampleResults.FullTest.LatencyMs!.Figure("p42").ShouldBeNull();
    }

    private static string[] Names(JsonNode node) => [.. node.AsObject().Select(field => field.Key)];
}
