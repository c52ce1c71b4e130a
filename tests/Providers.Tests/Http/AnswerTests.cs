using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Providers.Tokenizers;
using CsCheck;

namespace AkkaApiBench.Providers.Tests.Http;

public class AnswerTests
{
    [Fact]
    public async Task A_stream_gives_times_tokens_and_reasons()
    {
        var record = await Bench.SendAsync(Answers.Stream(
            Answers.Delta("""{"role":"assistant","content":""}"""),
            ": ping\n\n",
            Answers.Text("Hel"),
            Answers.Text("lo"),
            Answers.Delta("{}", "\"stop\""),
            Answers.Usage,
            Answers.Done));

        record.Error.ShouldBeNull(record.ErrorMessage);
        record.ContentEvents.ShouldBe(2);
        record.Tokens.ShouldBe(new Tokens(9, 4, 3, 1));
        record.TokenSource.ShouldBe(TokenSource.Usage);
        record.FinishReason.ShouldBe("stop");
        record.RequestId.ShouldBe("req_1");
        record.Status.ShouldBe(200);
        record.Sent.ShouldBeLessThanOrEqualTo(record.HeadersRead);
        record.HeadersRead.ShouldBeLessThanOrEqualTo(record.FirstContent);
        record.FirstAnswer.ShouldBe(record.FirstContent);
        record.FirstContent.ShouldBeLessThanOrEqualTo(record.End);
        record.Tpot.ShouldBe((record.Latency!.Value - record.Ttft!.Value) / 2);
        record.ResponseTime.ShouldBeNull();
        record.PacingError.ShouldBeNull();
        (DateTimeOffset.UtcNow - record.StartedAt).ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_whole_answer_gives_latency_and_tokens_but_no_times_of_content()
    {
        var record = await Bench.SendAsync(Answers.Json(Answers.Completion), stream: false);
        record.Error.ShouldBeNull(record.ErrorMessage);
        record.Tokens.ShouldBe(new Tokens(9, 0, 2, 0));
        record.FinishReason.ShouldBe("stop");
        record.Latency.ShouldNotBeNull();
        record.Ttft.ShouldBeNull();
        record.Tpot.ShouldBeNull();
        record.ContentEvents.ShouldBe(0);
    }

    [Fact]
    public async Task A_finish_reason_and_a_clean_end_complete_a_stream_without_its_marker() =>
        (await Bench.SendAsync(Answers.Stream(Answers.Text("a"), Answers.Delta("{}", "\"length\"")))).Error.ShouldBeNull();

    [Fact]
    public async Task A_stream_without_usage_is_estimated()
    {
        var record = await Bench.SendAsync(Answers.Stream(Answers.Text("a"), Answers.Text("b"), Answers.Text("c"), Answers.Done));
        record.TokenSource.ShouldBe(TokenSource.Estimate);
        record.Tokens.ShouldBe(new Tokens(Bench.PromptTokens, 0, 3, 0));
    }

    [Fact]
    public async Task A_whole_answer_without_usage_is_estimated_from_its_text()
    {
        var record = await Bench.SendAsync(Answers.Json("""{"choices":[{"message":{"content":"\u00fc234\n678"}}]}"""), stream: false);
        record.Error.ShouldBeNull(record.ErrorMessage);
        record.TokenSource.ShouldBe(TokenSource.Estimate);
        record.Tokens.Output.ShouldBe(TokenizerBook.For("openai", "m").Count("ü234\n678"));
    }

    [Fact]
    public async Task A_filtered_answer_keeps_its_times_and_usage()
    {
        var record = await Bench.SendAsync(Answers.Stream(Answers.Text("a"), Answers.Delta("{}", "\"content_filter\""), Answers.Usage, Answers.Done));
        record.Error.ShouldBe(ErrorKind.ContentFiltered);
        record.Tokens.Output.ShouldBe(3);
        record.Ttft.ShouldNotBeNull();
    }

    [Fact]
    public async Task Reasoning_is_content_but_no_answer()
    {
        var record = await Bench.SendAsync(Answers.Stream(
            Answers.Delta("""{"reasoning_content":"hm"}"""), Answers.Delta("""{"reasoning":"hm","content":null}"""), Answers.Done));
        record.ContentEvents.ShouldBe(2);
        record.FirstContent.ShouldNotBe(0);
        record.Ttfat.ShouldBeNull();
    }

    [Fact]
    public async Task A_schedule_gives_response_time_and_pacing_error()
    {
        await using var server = ScriptedServer.Answering(Answers.Json(Answers.Completion));
        using var client = Bench.Client(server.Url, stream: false);
        using var lane = client.OpenLane();
        var due = System.Diagnostics.Stopwatch.GetTimestamp();
        var record = await lane.SendAsync(due, Bench.Prompt(client), default);
        record.Due.ShouldBe(due);
        record.PacingError!.Value.ShouldBeGreaterThanOrEqualTo(TimeSpan.Zero);
        (record.ResponseTime!.Value - record.PacingError.Value - record.Latency!.Value).Duration().ShouldBeLessThan(TimeSpan.FromMicroseconds(1));
        record.Of(Measure.ResponseTime).ShouldBe(record.ResponseTime);
        record.Of(Measure.Dns).ShouldBeNull();
    }

    [Fact]
    public async Task An_Anthropic_stream_gives_times_tokens_and_reasons()
    {
        var record = await Bench.SendAsync(Answers.Stream(
            "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"msg\",\"content\":[],\"stop_reason\":null,\"usage\":{\"input_tokens\":10,\"cache_creation_input_tokens\":3,\"cache_read_input_tokens\":20,\"output_tokens\":1}}}\n\n",
            "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"thinking\",\"thinking\":\"\"}}\n\n",
            "event: ping\ndata: {\"type\": \"ping\"}\n\n",
            "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"Hm\"}}\n\n",
            "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"signature_delta\",\"signature\":\"xyz\"}}\n\n",
            "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"type\":\"text_delta\",\"text\":\"Hi\"}}\n\n",
            "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":2,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"a\"}}\n\n",
            "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":15}}\n\n",
            "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"), provider: "anthropic");

        record.Error.ShouldBeNull(record.ErrorMessage);
        record.ContentEvents.ShouldBe(3);
        record.Tokens.ShouldBe(new Tokens(33, 20, 15, 0));
        record.TokenSource.ShouldBe(TokenSource.Usage);
        record.FinishReason.ShouldBe("end_turn");
        record.FirstAnswer.ShouldNotBe(0);
    }

    [Fact]
    public async Task An_Anthropic_stream_without_message_stop_is_truncated_and_its_tokens_are_estimated()
    {
        var record = await Bench.SendAsync(Answers.Stream(
            "data: {\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":10,\"output_tokens\":1}}}\n\n",
            "data: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Hi\"}}\n\n",
            "data: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Hi\"}}\n\n"), provider: "anthropic");
        record.Error.ShouldBe(ErrorKind.TruncatedStream);
        record.Tokens.ShouldBe(new Tokens(10, 0, 2, 0));
        record.TokenSource.ShouldBe(TokenSource.Estimate);
    }

    [Fact]
    public async Task A_whole_Anthropic_answer_gives_tokens()
    {
        var record = await Bench.SendAsync(Answers.Json(
            """{"id":"m","type":"message","content":[{"type":"text","text":"Hi"}],"stop_reason":"max_tokens","usage":{"input_tokens":5,"output_tokens":7}}""",
            headers: "request-id: req_2\r\n"), stream: false, provider: "anthropic");
        record.Error.ShouldBeNull(record.ErrorMessage);
        record.Tokens.ShouldBe(new Tokens(5, 0, 7, 0));
        record.FinishReason.ShouldBe("max_tokens");
        record.RequestId.ShouldBe("req_2");
    }

    [Fact]
    public async Task A_stream_is_read_alike_however_it_is_cut()
    {
        var body = string.Concat(
            Answers.Delta("""{"role":"assistant","content":""}"""), Answers.Text("Hä"), Answers.Text("\\\"x\\\""), Answers.Text("y"),
            Answers.Delta("{}", "\"stop\""), Answers.Usage, Answers.Done);
        var bytes = System.Text.Encoding.UTF8.GetBytes(body);

        await Gen.Int[1, bytes.Length - 1].Array[0, 6].SampleAsync(async cuts =>
        {
            await using var server = new ScriptedServer(async connection =>
            {
                await connection.ReadRequestAsync();
                await connection.WriteAsync(Answers.StreamHead);
                var from = 0;
                foreach (var cut in cuts.Append(bytes.Length).Distinct().Order())
                {
                    await connection.WriteAsync($"{cut - from:x}\r\n");
                    await connection.WriteAsync(bytes.AsMemory(from, cut - from));
                    await connection.WriteAsync("\r\n");
                    from = cut;
                }

                await connection.WriteAsync(Answers.LastChunk);
            });
            var record = await Bench.SendAsync(server);
            record.Error.ShouldBeNull(record.ErrorMessage);
            record.ContentEvents.ShouldBe(3);
            record.Tokens.ShouldBe(new Tokens(9, 4, 3, 1));
        }, iter: 60);
    }
}
