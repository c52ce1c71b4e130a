using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Providers.Tests.Http;

namespace AkkaApiBench.Providers.Tests.Vendors;

public class OllamaTests
{
    private const string Provider = "ollama-native";
    private const string Head = "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n";
    private const string Counts = "\"total_duration\":1,\"load_duration\":1,\"prompt_eval_count\":26,\"prompt_eval_duration\":1,\"eval_count\":4,\"eval_duration\":1";

    [Theory]
    [InlineData(true, "application/x-ndjson")]
    [InlineData(false, "application/json")]
    public async Task A_request_says_whether_to_stream(bool stream, string accept)
    {
        await using var server = ScriptedServer.Answering(Answers.Json("{}"));
        await Bench.SendAsync(server, stream, Provider);
        var request = server.Requests.ShouldHaveSingleItem();
        request.ShouldStartWith("POST /v1/api/chat HTTP/1.1\r\n");
        request.ShouldContain($"\r\nAccept: {accept}\r\n");
        request.ShouldEndWith("\r\n\r\n"
            + $$$"""{"model":"m","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Grüß Gott"}],"stream":{{{(stream ? "true" : "false")}}},"options":{"num_predict":16}}""");
    }

    [Fact]
    public async Task A_stream_of_lines_gives_times_reasons_and_tokens()
    {
        var record = await Bench.SendAsync(Stream(
            Line("""{"role":"assistant","content":"","thinking":"Hm"}"""),
            Line("""{"role":"assistant","content":"Hel"}"""), Line("""{"role":"assistant","content":"lo"}"""),
            Line("""{"role":"assistant","content":""}""", $",\"done\":true,\"done_reason\":\"stop\",{Counts}")), provider: Provider);
        record.Error.ShouldBeNull(record.ErrorMessage);
        record.ContentEvents.ShouldBe(3);
        record.Tokens.ShouldBe(new Tokens(26, 0, 4, 0));
        record.TokenSource.ShouldBe(TokenSource.Usage);
        record.FinishReason.ShouldBe("stop");
        record.FirstAnswer.ShouldBeGreaterThanOrEqualTo(record.FirstContent);
    }

    [Fact]
    public async Task Lines_are_read_alike_however_they_are_cut()
    {
        var text = string.Concat(
            Line("""{"role":"assistant","content":"Hä\n"}"""), Line("""{"role":"assistant","content":"lo"}"""), "\r\n",
            Line("""{"role":"assistant","content":""}""", $",\"done\":true,\"done_reason\":\"length\",{Counts}"));
        for (var cut = 1; cut < text.Length; cut += 7)
        {
            var record = await Bench.SendAsync(Stream(text[..cut], text[cut..]), provider: Provider);
            record.Error.ShouldBeNull(record.ErrorMessage);
            record.ContentEvents.ShouldBe(2);
            record.Tokens.Output.ShouldBe(4);
        }
    }

    [Fact]
    public async Task A_whole_answer_gives_tokens()
    {
        var record = await Bench.SendAsync(Answers.Json(
            $$$"""{"model":"m","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":"Hi"},"done_reason":"length","done":true,{{{Counts}}}}"""),
            stream: false, provider: Provider);
        record.Error.ShouldBeNull(record.ErrorMessage);
        record.Tokens.ShouldBe(new Tokens(26, 0, 4, 0));
        record.FinishReason.ShouldBe("length");
        record.Ttft.ShouldBeNull();
    }

    [Fact]
    public async Task A_prompt_whose_count_is_left_out_is_estimated()
    {
        var record = await Bench.SendAsync(Stream(
            Line("""{"role":"assistant","content":"a"}"""),
            Line("""{"role":"assistant","content":""}""", ",\"done\":true,\"done_reason\":\"stop\",\"eval_count\":4")), provider: Provider);
        record.TokenSource.ShouldBe(TokenSource.Estimate);
        record.Tokens.ShouldBe(new Tokens(Bench.PromptTokens, 0, 4, 0));
    }

    [Theory]
    [InlineData("""{"message":{"content":"a"},"done":false}""" + "\n")]
    [InlineData("""{"message":{"content":"a"},"done":false}""" + "\n{\"mess")]
    public async Task Lines_without_the_one_that_is_done_are_truncated(string text) =>
        (await Bench.SendAsync(Stream(text), provider: Provider)).Error.ShouldBe(ErrorKind.TruncatedStream);

    [Fact]
    public async Task A_line_that_is_no_JSON_is_malformed() =>
        (await Bench.SendAsync(Stream("data: {}\n"), provider: Provider)).Error.ShouldBe(ErrorKind.MalformedResponse);

    [Fact]
    public async Task An_error_inside_a_stream_is_a_server_error()
    {
        var record = await Bench.SendAsync(Stream(Line("""{"role":"assistant","content":"a"}"""), "{\"error\":\"CUDA error\"}\n"), provider: Provider);
        record.Error.ShouldBe(ErrorKind.ServerError);
        record.ErrorMessage.ShouldBe("CUDA error");
        record.ContentEvents.ShouldBe(1);
    }

    [Fact]
    public async Task A_model_that_was_not_pulled_is_not_found()
    {
        var record = await Bench.SendAsync(Answers.Json("""{"error":"model 'm' not found"}""", 404), provider: Provider);
        record.Error.ShouldBe(ErrorKind.NotFound);
        record.ErrorMessage.ShouldBe("model 'm' not found");
    }

    [Fact]
    public async Task A_body_without_message_is_malformed() =>
        (await Bench.SendAsync(Answers.Json("""{"done":true}"""), stream: false, Provider)).Error.ShouldBe(ErrorKind.MalformedResponse);

    private static string Stream(params string[] pieces) => Head + string.Concat(pieces.Select(Answers.Chunk)) + Answers.LastChunk;

    private static string Line(string message, string more = ",\"done\":false") =>
        $$$"""{"model":"m","created_at":"2026-01-01T00:00:00.000{{{message.Length}}}Z","message":{{{message}}}{{{more}}}}""" + "\n";
}
