using System.Diagnostics;
using System.Text.Json;
using AkkaApiBench.Cluster.Tests.Fixture;

namespace AkkaApiBench.Cluster.Tests.Telemetry;

/// <summary>What a node lets be seen of itself, as those see it who watch: an OTLP receiver, Prometheus, a supervisor.</summary>
public sealed class TelemetryTests : ProcessTests
{
    private const string Key = "sk-never-to-be-seen-0123456789";
    private const string Prompt = "never-to-be-seen-either";

    internal static readonly string[] Series =
    [
        "gen_ai_client_operation_duration_seconds_bucket", "gen_ai_client_operation_time_to_first_chunk_seconds_count",
        "gen_ai_client_operation_time_per_output_chunk_seconds_count", "gen_ai_client_token_usage_sum",
        "apibench_build_info", "apibench_cluster_members", "apibench_cluster_unreachable", "apibench_runs_queued", "apibench_runs_active",
        "apibench_runs_limit", "apibench_journal_pending", "apibench_journal_lag_seconds", "apibench_journal_write_duration_seconds_count",
        "apibench_read_model_lag", "apibench_read_model_age_seconds", "apibench_thread_pool_delay_seconds_count",
        "apibench_send_lateness_seconds_count", "apibench_windows_total", "apibench_shards", "apibench_shards_entities",
    ];

    [Fact]
    public async Task A_run_is_seen_in_metrics_traces_and_logs_without_keys_and_prompts()
    {
        using var receiver = new OtlpReceiver();
        await using var node = await Member.NodeAsync(Folder, "node", [],
            ("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Endpoint), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_METRIC_EXPORT_INTERVAL", "500"),
            ("OTEL_BSP_SCHEDULE_DELAY", "200"), ("OTEL_BLRP_SCHEDULE_DELAY", "200"), ("OTEL_TRACES_SAMPLER", "always_on"), ("TELEMETRY_TEST_KEY", Key));
        await RunAsync(node);

        await EventuallyAsync(() => receiver.Of("metrics").Contains("gen_ai.client.token.usage", StringComparison.Ordinal)
            && receiver.Of("traces").Contains("gen_ai.usage.output_tokens", StringComparison.Ordinal) && receiver.Of("logs").Length > 0);
        receiver.Of("traces").ShouldContain("chat m");
        receiver.Of("traces").ShouldContain("apibench.run.id");
        receiver.Of("logs").ShouldContain("was accepted");
        var metrics = await MetricsAsync(node, text => Series.All(series => text.Contains(series, StringComparison.Ordinal)));
        foreach (var seen in new[] { receiver.Of("metrics"), receiver.Of("traces"), receiver.Of("logs"), metrics })
        {
            seen.ShouldNotContain(Key);
            seen.ShouldNotContain(Prompt);
        }

        metrics.ShouldContain("gen_ai_request_model=\"m\"");
        metrics.ShouldContain("gen_ai_response_model=\"m\"");
        metrics.ShouldContain("gen_ai_operation_name=\"chat\"");
    }

    [PromtoolFact]
    public async Task Prometheus_finds_nothing_wrong_with_the_metrics()
    {
        await using var node = await Member.NodeAsync(Folder, "node", [], ("TELEMETRY_TEST_KEY", Key));
        await RunAsync(node);
        var metrics = await MetricsAsync(node, text => Series.All(series => text.Contains(series, StringComparison.Ordinal)));

        using var promtool = Process.Start(new ProcessStartInfo("promtool", ["check", "metrics"]) { RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true })!;
        await promtool.StandardInput.WriteAsync(metrics);
        promtool.StandardInput.Close();
        var said = await promtool.StandardError.ReadToEndAsync();
        await promtool.WaitForExitAsync();

        // 3 is for advice on names; OpenTelemetry's conventions have their own.
        promtool.ExitCode.ShouldBeOneOf([0, 3], said);
    }

    [PromtoolFact]
    public async Task Prometheus_scrapes_every_series_and_answers_the_dashboards()
    {
        await using var node = await Member.NodeAsync(Folder, "node", [], ("TELEMETRY_TEST_KEY", Key));
        await RunAsync(node);
        await using var prometheus = await PrometheusServer.StartAsync(Folder, node.Http!);

        IReadOnlyList<string> missing = Series;
        await EventuallyAsync(async () => (missing = [.. Series.Except(await prometheus.SeriesAsync())]).Count == 0, () => $"Prometheus lacks {string.Join(", ", missing)}");

        // Of failures there is nothing to tell in this run.
        var empty = Dashboards.Queries;
        await EventuallyAsync(
            async () => (empty = await prometheus.WithoutResultAsync(empty)).All(query => query.Contains("error_type", StringComparison.Ordinal)),
            () => $"no result: {string.Join('\n', empty)}");
    }

    [Fact]
    public async Task An_endpoint_that_is_no_URL_is_refused_by_its_name_and_without_its_value()
    {
        await using var process = ProcessUnderTest.Start(Folder.Path, ["node", "--http-port", "0"], ("OTEL_EXPORTER_OTLP_ENDPOINT", "secret@nowhere"));

        (await process.EndAsync()).ShouldBe(2, process.Said);

        process.Errors.Text.ShouldContain("OTEL_EXPORTER_OTLP_ENDPOINT");
        process.Said.ShouldNotContain("secret");
    }

    [Fact]
    public async Task A_node_without_a_coordinator_is_started_and_alive_and_not_ready_and_says_why()
    {
        await using var lighthouse = await Member.LighthouseAsync(Folder);
        await using var gateway = await Member.NodeAsync(Folder, "gateway", ["--roles", "gateway", "--seed-nodes", lighthouse.Address]);
        using var http = new HttpClient { BaseAddress = gateway.Http };

        (await http.GetAsync("/health/startup")).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        (await http.GetAsync("/health/live")).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        using var ready = await http.GetAsync("/health/ready");
        ready.StatusCode.ShouldBe(System.Net.HttpStatusCode.ServiceUnavailable);
        using var checks = JsonDocument.Parse(await ready.Content.ReadAsStreamAsync());
        checks.RootElement.GetProperty("checks").GetProperty("coordinator").GetProperty("description").GetString()!.ShouldContain("does not answer");
    }

    private async Task RunAsync(Member node)
    {
        using var api = node.OpenApi();
        var run = await api.SubmitAsync($$"""
            name: seen
            targets: [ {{Targets.Target("one").Replace("none", "env:TELEMETRY_TEST_KEY", StringComparison.Ordinal)}} ]
            workload: { messages: [ { role: user, content: {{Prompt}} } ] }
            tests: [ { type: throughput, load: { model: constant_rate, rate: 20, duration: 1s } } ]
            """);
        (await api.WatchToEndAsync(run.RunId)).Status.ShouldBe(AkkaApiBench.Messages.Runs.RunStatus.Completed);
    }

    private static async Task<string> MetricsAsync(Member node, Func<string, bool> isEnough)
    {
        using var http = new HttpClient { BaseAddress = node.Http };
        var text = "";
        await EventuallyAsync(async () => isEnough(text = await http.GetStringAsync("/metrics")), () => text);
        return text;
    }

    private static Task EventuallyAsync(Func<bool> isTrue) => EventuallyAsync(() => Task.FromResult(isTrue()), () => "it did not come");

    private static async Task EventuallyAsync(Func<Task<bool>> isTrue, Func<string> said)
    {
        using var limit = new CancellationTokenSource(ProcessUnderTest.Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!await isTrue())
            (!limit.IsCancellationRequested && await timer.WaitForNextTickAsync(CancellationToken.None)).ShouldBeTrue(said());
    }
}
