using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Providers.Tests.Http;

namespace AkkaApiBench.Providers.Tests.Vendors;

public class OpenAiResponsesTests
{
    private const string Provider = "openai-responses";
    private const string Usage = """{"input_tokens":36,"input_tokens_details":{"cached_tokens":4},"output_tokens":87,"output_tokens_details":{"reasoning_tokens":7},"total_tokens":123}""";

    [Theory]
    [InlineData(true, ",\"stream\":true")]
    [InlineData(false, "")]
    public async Task A_request_is_these_bytes(bool stream, string more)
    {
        await using var server = ScriptedServer.Answering(Answers.Json("{}"));
        await Bench.SendAsync(server, stream, Provider);
        var request = server.Requests.ShouldHaveSingleItem();
        request.ShouldStartWith("POST /v1/responses HTTP/1.1\r\n");
        request.ShouldContain($"\r\nAuthorization: Bearer {Bench.Key}\r\n");
        request.ShouldEndWith("\r\n\r\n"
            + $$"""{"model":"m","input":[{"role":"system","content":"Be brief."},{"role":"user","content":"Grüß Gott"}],"max_output_tokens":16,"store":false{{more}}}""");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stream_gives_times_reasons_and_tokens_wherever_the_type_stands(bool typeFirst)
    {
        var record = await Bench.SendAsync(Answers.Stream(
            Event("response.created", """{"response":{"id":"r","status":"in_progress","error":null,"output":[],"usage":null}}""", typeFirst),
            Event("response.output_item.added", """{"output_index":0,"item":{"id":"rs","type":"reasoning","summary":[]}}""", typeFirst),
            Event("response.reasoning_summary_text.delta", """{"item_id":"rs","summary_index":0,"delta":"Hm","sequence_number":2}""", typeFirst),
            Event("response.reasoning_text.delta", """{"item_id":"rs","content_index":0,"delta":"Hm","sequence_number":3}""", typeFirst),
            Event("response.output_text.delta", """{"item_id":"msg","content_index":0,"delta":"Hel","logprobs":[],"sequence_number":4,"obfuscation":"x\"y"}""", typeFirst),
            Event("response.output_text.delta", """{"item_id":"msg","content_index":0,"delta":"lo","logprobs":[],"sequence_number":5,"obfuscation":"zzzz"}""", typeFirst),
            Event("response.output_text.done", """{"item_id":"msg","content_index":0,"text":"Hello"}""", typeFirst),
            Event("response.completed", $$$"""{"response":{"id":"r","status":"completed","error":null,"incomplete_details":null,"output":[{"type":"message","content":[{"type":"output_text","text":"Hello"}]}],"usage":{{{Usage}}}}}""", typeFirst)),
            provider: Provider);
        record.Error.ShouldBeNull(record.ErrorMessage);
        record.ContentEvents.ShouldBe(4);
        record.Tokens.ShouldBe(new Tokens(36, 4, 87, 7));
        record.TokenSource.ShouldBe(TokenSource.Usage);
        record.FinishReason.ShouldBe("completed");
        record.FirstAnswer.ShouldBeGreaterThanOrEqualTo(record.FirstContent);
    }

    [Fact]
    public async Task A_whole_response_gives_tokens()
    {
        var record = await Bench.SendAsync(Answers.Json(
            $$$"""{"id":"r","object":"response","status":"completed","error":null,"incomplete_details":null,"output":[{"type":"reasoning","summary":[]},{"type":"message","content":[{"type":"output_text","text":"Hi","annotations":[]}]}],"usage":{{{Usage}}}}"""),
            stream: false, provider: Provider);
        record.Error.ShouldBeNull(record.ErrorMessage);
        record.Tokens.ShouldBe(new Tokens(36, 4, 87, 7));
        record.FinishReason.ShouldBe("completed");
    }

    [Fact]
    public async Task A_whole_response_without_usage_is_estimated_from_the_bytes_of_its_text()
    {
        var record = await Bench.SendAsync(Answers.Json("""{"status":"completed","output":[{"type":"message","content":[{"type":"output_text","text":"12345"}]}]}"""), stream: false, provider: Provider);
        record.TokenSource.ShouldBe(TokenSource.Estimate);
        record.Tokens.Output.ShouldBe(2);
    }

    [Theory]
    [InlineData("max_output_tokens", null)]
    [InlineData("content_filter", ErrorKind.ContentFiltered)]
    public async Task An_incomplete_response_tells_its_reason_and_keeps_its_usage(string reason, ErrorKind? error)
    {
        var response = $$$"""{"incomplete_details":{"reason":"{{{reason}}}"},"status":"incomplete","error":null,"output":[],"usage":{{{Usage}}}}""";
        foreach (var stream in new[] { true, false })
        {
            var record = await Bench.SendAsync(
                stream ? Answers.Stream(Event("response.incomplete", $"{{\"response\":{response}}}")) : Answers.Json(response), stream, Provider);
            record.Error.ShouldBe(error);
            record.FinishReason.ShouldBe(reason);
            record.Tokens.Output.ShouldBe(87);
        }
    }

    [Theory]
    [InlineData("server_error", ErrorKind.ServerError)]
    [InlineData("rate_limit_exceeded", ErrorKind.RateLimited)]
    public async Task A_failed_response_has_the_kind_of_its_code(string code, ErrorKind kind)
    {
        var response = $$$"""{"id":"r","status":"failed","error":{"code":"{{{code}}}","message":"sorry"},"output":[],"usage":null}""";
        foreach (var stream in new[] { true, false })
        {
            var record = await Bench.SendAsync(
                stream ? Answers.Stream(Event("response.failed", $"{{\"response\":{response}}}")) : Answers.Json(response), stream, Provider);
            record.Error.ShouldBe(kind);
            record.ErrorCode.ShouldBe(code);
            record.ErrorMessage.ShouldBe("sorry");
        }
    }

    [Theory]
    [InlineData("""{"type":"error","code":"rate_limit_exceeded","message":"sorry","param":null,"sequence_number":1}""")]
    [InlineData("""{"type":"error","sequence_number":1,"error":{"type":"tokens","code":"rate_limit_exceeded","message":"sorry","param":null}}""")]
    public async Task An_error_event_has_the_kind_of_its_code(string data)
    {
        var record = await Bench.SendAsync(Answers.Stream($"event: error\ndata: {data}\n\n"), provider: Provider);
        record.Error.ShouldBe(ErrorKind.RateLimited);
        record.ErrorCode.ShouldBe("rate_limit_exceeded");
        record.ErrorMessage.ShouldBe("sorry");
    }

    [Fact]
    public async Task A_refusal_is_content_filtered()
    {
        (await Bench.SendAsync(Answers.Stream(
            Event("response.refusal.delta", """{"delta":"I'm sorry"}"""),
            Event("response.completed", $$$"""{"response":{"status":"completed","output":[],"usage":{{{Usage}}}}}""")), provider: Provider)).Error.ShouldBe(ErrorKind.ContentFiltered);
        (await Bench.SendAsync(Answers.Json(
            """{"status":"completed","output":[{"type":"message","content":[{"type":"refusal","refusal":"I'm sorry"}]}]}"""), stream: false, Provider)).Error.ShouldBe(ErrorKind.ContentFiltered);
    }

    [Fact]
    public async Task A_stream_without_final_response_is_truncated() =>
        (await Bench.SendAsync(Answers.Stream(Event("response.output_text.delta", """{"delta":"a"}""")), provider: Provider)).Error.ShouldBe(ErrorKind.TruncatedStream);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"output":null}""")]
    [InlineData("[]")]
    public async Task A_body_without_output_is_malformed(string body) =>
        (await Bench.SendAsync(Answers.Json(body), stream: false, Provider)).Error.ShouldBe(ErrorKind.MalformedResponse);

    private static string Event(string type, string fields, bool typeFirst = true)
    {
        var (name, others) = ($"\"type\":\"{type}\"", fields[1..^1]);
        return $"event: {type}\ndata: {{{(typeFirst ? $"{name},{others}" : $"{others},{name}")}}}\n\n";
    }
}
