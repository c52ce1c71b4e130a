using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Providers.Tests.Http;

namespace AkkaApiBench.Providers.Tests.Vendors;

public class CohereTests
{
    private const string Provider = "cohere";
    private const string Start = """{"id":"29f","type":"message-start","delta":{"message":{"role":"assistant","content":[],"tool_plan":"","tool_calls":[],"citations":[]}}}""";
    private const string Usage = """{"billed_units":{"input_tokens":5,"output_tokens":2},"tokens":{"input_tokens":71,"output_tokens":418},"cached_tokens":64}""";

    [Theory]
    [InlineData(true, ",\"stream\":true")]
    [InlineData(false, "")]
    public async Task A_request_is_these_bytes(bool stream, string more)
    {
        await using var server = ScriptedServer.Answering(Answers.Json("{}"));
        await Bench.SendAsync(server, stream, Provider);
        var request = server.Requests.ShouldHaveSingleItem();
        request.ShouldStartWith("POST /v1/chat HTTP/1.1\r\n");
        request.ShouldContain($"\r\nAuthorization: Bearer {Bench.Key}\r\n");
        request.ShouldEndWith("\r\n\r\n"
            + $$"""{"model":"m","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Grüß Gott"}],"max_tokens":16{{more}}}""");
    }

    [Fact]
    public async Task A_stream_gives_times_reasons_and_the_tokens_that_are_billed()
    {
        var record = await Bench.SendAsync(Answers.Stream(
            Event(Start),
            Event("""{"type":"content-start","index":0,"delta":{"message":{"content":{"type":"thinking","thinking":""}}}}"""),
            Event("""{"type":"content-delta","index":0,"delta":{"message":{"content":{"thinking":"Hm"}}}}"""),
            Event("""{"type":"content-end","index":0}"""),
            Event("""{"type":"content-start","index":1,"delta":{"message":{"content":{"type":"text","text":""}}}}"""),
            Event("""{"type":"content-delta","index":1,"delta":{"message":{"content":{"text":"Hel"}}}}"""),
            Event("""{"type":"content-delta","index":1,"delta":{"message":{"content":{"text":"lo"}}}}"""),
            Event("""{"type":"citation-start","index":0,"delta":{"message":{"citations":{"start":0,"end":5,"text":"Hello","sources":[]}}}}"""),
            Event("""{"type":"content-end","index":1}"""),
            Event($$$"""{"type":"message-end","delta":{"finish_reason":"COMPLETE","usage":{{{Usage}}}}}"""),
            Answers.Done), provider: Provider);
        record.Error.ShouldBeNull(record.ErrorMessage);
        record.ContentEvents.ShouldBe(3);
        record.Tokens.ShouldBe(new Tokens(5, 0, 2, 0));
        record.TokenSource.ShouldBe(TokenSource.Usage);
        record.FinishReason.ShouldBe("COMPLETE");
        record.FirstAnswer.ShouldBeGreaterThanOrEqualTo(record.FirstContent);
    }

    [Fact]
    public async Task Without_billed_units_all_tokens_count_and_those_of_the_cache_among_them()
    {
        var record = await Bench.SendAsync(Answers.Json(
            """{"id":"c","finish_reason":"MAX_TOKENS","message":{"role":"assistant","content":[{"type":"text","text":"Hi"}]},"usage":{"tokens":{"input_tokens":71,"output_tokens":4},"cached_tokens":64}}"""),
            stream: false, provider: Provider);
        record.Error.ShouldBeNull(record.ErrorMessage);
        record.Tokens.ShouldBe(new Tokens(71, 64, 4, 0));
        record.FinishReason.ShouldBe("MAX_TOKENS");
    }

    [Fact]
    public async Task A_stream_without_message_end_is_truncated()
    {
        var record = await Bench.SendAsync(Answers.Stream(
            Event(Start), Event("""{"type":"content-delta","index":0,"delta":{"message":{"content":{"text":"a"}}}}"""), Answers.Done), provider: Provider);
        record.Error.ShouldBe(ErrorKind.TruncatedStream);
        record.TokenSource.ShouldBe(TokenSource.Estimate);
    }

    [Theory]
    [InlineData("""{"type":"message-end","delta":{"error":"upstream is gone","finish_reason":"ERROR"}}""", "ERROR", "upstream is gone")]
    [InlineData("""{"type":"message-end","delta":{"finish_reason":"ERROR","error":"upstream is gone"}}""", "ERROR", "upstream is gone")]
    [InlineData("""{"type":"message-end","delta":{"finish_reason":"TIMEOUT"}}""", "TIMEOUT", "the provider reported an error")]
    [InlineData("""{"message":"internal server error"}""", null, "internal server error")]
    public async Task An_error_inside_a_stream_is_a_server_error(string data, string? code, string message)
    {
        var record = await Bench.SendAsync(Answers.Stream(Event(Start), Event(data)), provider: Provider);
        record.Error.ShouldBe(ErrorKind.ServerError);
        record.ErrorCode.ShouldBe(code);
        record.ErrorMessage.ShouldBe(message);
    }

    [Fact]
    public async Task An_HTTP_error_has_the_message_of_its_body()
    {
        var record = await Bench.SendAsync(Answers.Json("""{"id":"e","message":"model 'm' not found"}""", 404), provider: Provider);
        record.Error.ShouldBe(ErrorKind.NotFound);
        record.ErrorMessage.ShouldBe("model 'm' not found");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"message":null}""")]
    [InlineData("""{"finish_reason":"COMPLETE"}""")]
    public async Task A_body_without_message_is_malformed(string body) =>
        (await Bench.SendAsync(Answers.Json(body), stream: false, Provider)).Error.ShouldBe(ErrorKind.MalformedResponse);

    private static string Event(string data) => $"event: message\ndata: {data}\n\n";
}
