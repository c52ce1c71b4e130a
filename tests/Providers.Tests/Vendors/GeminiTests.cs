using System.Text;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Providers.Protocols;
using AkkaApiBench.Providers.Tests.Http;

namespace AkkaApiBench.Providers.Tests.Vendors;

public class GeminiTests
{
    private const string Provider = "gemini";
    private const string Blocked = """{"promptFeedback":{"blockReason":"PROHIBITED_CONTENT"},"usageMetadata":{"promptTokenCount":7,"totalTokenCount":7},"modelVersion":"m"}""";

    [Theory]
    [InlineData(true, "/v1/models/m:streamGenerateContent?alt=sse")]
    [InlineData(false, "/v1/models/m:generateContent")]
    public async Task A_request_has_the_model_in_its_address_and_the_system_message_apart(bool stream, string address)
    {
        await using var server = ScriptedServer.Answering(Answers.Json("{}"));
        await Bench.SendAsync(server, stream, Provider);
        var request = server.Requests.ShouldHaveSingleItem();
        request.ShouldStartWith($"POST {address} HTTP/1.1\r\n");
        request.ShouldContain($"\r\nx-goog-api-key: {Bench.Key}\r\n");
        request.ShouldEndWith("\r\n\r\n"
            + """{"systemInstruction":{"parts":[{"text":"Be brief."}]},"contents":[{"role":"user","parts":[{"text":"Grüß Gott"}]}],"generationConfig":{"maxOutputTokens":16}}""");
    }

    [Fact]
    public void The_assistants_turns_are_the_models() =>
        Encoding.UTF8.GetString(new GeminiProtocol().Encode("m", new() { Messages = [new("user", "a"), new("assistant", "b"), new("user", "a")], MaxTokens = 1, Temperature = 0.5 }, new()))
            .ShouldBe("""{"contents":[{"role":"user","parts":[{"text":"a"}]},{"role":"model","parts":[{"text":"b"}]},{"role":"user","parts":[{"text":"a"}]}],"generationConfig":{"maxOutputTokens":1,"temperature":0.5}}""");

    [Fact]
    public void A_tuned_model_is_asked_by_its_full_name() =>
        new GeminiProtocol().PathOf("tunedModels/mine", isStreamed: false).ShouldBe("/tunedModels/mine:generateContent");

    [Fact]
    public async Task A_stream_gives_times_reasons_and_tokens_with_thoughts_added()
    {
        var record = await Bench.SendAsync(Answers.Stream(
            Event("""[{"text":"Let me see","thought":true}]""", "", """{"promptTokenCount":9,"cachedContentTokenCount":4,"thoughtsTokenCount":20,"totalTokenCount":29}"""),
            Event("""[{"text":"Hel"}]""", "", """{"promptTokenCount":9,"candidatesTokenCount":1,"thoughtsTokenCount":25,"totalTokenCount":35}"""),
            Event("""[{"text":"lo"}]""", "", """{"promptTokenCount":9,"candidatesTokenCount":2,"thoughtsTokenCount":25,"totalTokenCount":36}"""),
            Event("""[{"text":"","thoughtSignature":"c2ln"}]""", ",\"finishReason\":\"STOP\"", """{"promptTokenCount":9,"candidatesTokenCount":3,"thoughtsTokenCount":25,"totalTokenCount":37}""")), provider: Provider);
        record.Error.ShouldBeNull(record.ErrorMessage);
        record.ContentEvents.ShouldBe(3);
        record.Tokens.ShouldBe(new Tokens(9, 4, 28, 25));
        record.TokenSource.ShouldBe(TokenSource.Usage);
        record.FinishReason.ShouldBe("STOP");
        record.FirstAnswer.ShouldBeGreaterThanOrEqualTo(record.FirstContent);
    }

    [Fact]
    public async Task A_finish_reason_in_every_event_does_not_end_the_stream()
    {
        var record = await Bench.SendAsync(Answers.Stream(
            Event("""[{"text":"a"}]""", ",\"finishReason\":\"STOP\"", """{"promptTokenCount":5,"candidatesTokenCount":1}"""),
            Event("""[{"text":"b"}]""", ",\"finishReason\":\"STOP\"", """{"promptTokenCount":5,"candidatesTokenCount":2}""")), provider: Provider);
        record.Error.ShouldBeNull(record.ErrorMessage);
        record.ContentEvents.ShouldBe(2);
        record.Tokens.ShouldBe(new Tokens(5, 0, 2, 0));
    }

    [Fact]
    public async Task A_stream_without_finish_reason_is_truncated_and_its_tokens_are_estimated()
    {
        var record = await Bench.SendAsync(Answers.Stream(
            Event("""[{"text":"a"}]""", "", """{"promptTokenCount":5,"candidatesTokenCount":1}"""),
            Event("""[{"text":"b"}]""", "", """{"promptTokenCount":5}""")), provider: Provider);
        record.Error.ShouldBe(ErrorKind.TruncatedStream);
        record.Tokens.ShouldBe(new Tokens(5, 0, 2, 0));
        record.TokenSource.ShouldBe(TokenSource.Estimate);
    }

    [Fact]
    public async Task An_answer_that_was_all_thought_has_no_output_beside_it()
    {
        var record = await Bench.SendAsync(Answers.Json(
            """{"candidates":[{"content":{"role":"model"},"finishReason":"MAX_TOKENS","index":0}],"usageMetadata":{"promptTokenCount":9,"thoughtsTokenCount":16,"totalTokenCount":25}}"""),
            stream: false, provider: Provider);
        record.Error.ShouldBeNull(record.ErrorMessage);
        record.FinishReason.ShouldBe("MAX_TOKENS");
        record.Tokens.ShouldBe(new Tokens(9, 0, 16, 16));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_blocked_prompt_is_content_filtered(bool stream)
    {
        var record = await Bench.SendAsync(stream ? Answers.Stream($"data: {Blocked}\r\n\r\n") : Answers.Json(Blocked), stream, Provider);
        record.Error.ShouldBe(ErrorKind.ContentFiltered);
        record.ErrorCode.ShouldBe("PROHIBITED_CONTENT");
        record.Tokens.ShouldBe(new Tokens(7, 0, 0, 0));
        record.TokenSource.ShouldBe(TokenSource.Usage);
    }

    [Theory]
    [InlineData("SAFETY")]
    [InlineData("RECITATION")]
    [InlineData("BLOCKLIST")]
    [InlineData("PROHIBITED_CONTENT")]
    [InlineData("SPII")]
    public async Task An_answer_stopped_for_its_content_is_content_filtered(string reason) =>
        (await Bench.SendAsync(Answers.Stream(
            Event("""[{"text":"a"}]""", "", """{"promptTokenCount":5}"""), $$"""data: {"candidates":[{"finishReason":"{{reason}}"}]}""" + "\r\n\r\n"), provider: Provider))
            .Error.ShouldBe(ErrorKind.ContentFiltered);

    [Theory]
    [InlineData(400, "INVALID_ARGUMENT", "", ErrorKind.BadRequest)]
    [InlineData(400, "INVALID_ARGUMENT", """{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID","domain":"googleapis.com"}""", ErrorKind.Auth)]
    [InlineData(403, "PERMISSION_DENIED", "", ErrorKind.Auth)]
    [InlineData(404, "NOT_FOUND", "", ErrorKind.NotFound)]
    [InlineData(429, "RESOURCE_EXHAUSTED", """{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"41s"}""", ErrorKind.RateLimited)]
    [InlineData(500, "INTERNAL", "", ErrorKind.ServerError)]
    [InlineData(503, "UNAVAILABLE", "", ErrorKind.Overloaded)]
    public async Task Errors_have_the_kind_of_their_status_before_and_inside_a_stream(int status, string code, string detail, ErrorKind kind)
    {
        var body = $$$"""{"error":{"code":{{{status}}},"message":"no good","status":"{{{code}}}","details":[{{{detail}}}]}}""";
        foreach (var response in new[] { Answers.Json(body, status), Answers.Stream($"data: {body}\r\n\r\n") })
        {
            var record = await Bench.SendAsync(response, provider: Provider);
            record.Error.ShouldBe(kind);
            record.ErrorCode.ShouldBe(code);
            record.ErrorMessage.ShouldBe("no good");
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"candidates":[]}""")]
    [InlineData("""{"candidates":null}""")]
    public async Task A_body_without_candidates_is_malformed(string body) =>
        (await Bench.SendAsync(Answers.Json(body), stream: false, Provider)).Error.ShouldBe(ErrorKind.MalformedResponse);

    private static string Event(string parts, string more, string usage) =>
        $$$"""data: {"candidates":[{"content":{"parts":{{{parts}}},"role":"model"}{{{more}}},"index":0}],"usageMetadata":{{{usage}}},"modelVersion":"m","responseId":"r"}""" + "\r\n\r\n";
}
