using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Providers.Tests.Http;

namespace AkkaApiBench.Providers.Tests.Vendors;

/// <summary>OpenAI's text completions and embeddings.</summary>
public class OpenAiOtherApiTests
{
    private const string Text = "openai-completions";
    private const string Embeddings = "openai-embeddings";

    [Fact]
    public async Task A_text_completion_is_asked_for_with_one_prompt()
    {
        await using var server = ScriptedServer.Answering(Answers.Stream(Answers.Done));
        await Bench.SendAsync(server, provider: Text);
        var request = server.Requests.ShouldHaveSingleItem();
        request.ShouldStartWith("POST /v1/completions HTTP/1.1\r\n");
        request.ShouldContain($"\r\nAuthorization: Bearer {Bench.Key}\r\n");
        request.ShouldEndWith("\r\n\r\n"
            + """{"model":"m","prompt":"Be brief.\n\nGrüß Gott","max_tokens":16,"stream":true,"stream_options":{"include_usage":true}}""");
    }

    [Fact]
    public async Task A_stream_of_texts_gives_times_reasons_and_tokens()
    {
        var record = await Bench.SendAsync(Answers.Stream(
            Choice("\"Hel\"", "null"), Choice("\"lo\"", "null"), Choice("\"\"", "\"length\""), Answers.Usage, Answers.Done), provider: Text);
        record.Error.ShouldBeNull(record.ErrorMessage);
        record.ContentEvents.ShouldBe(2);
        record.Tokens.ShouldBe(new Tokens(9, 4, 3, 1));
        record.FinishReason.ShouldBe("length");
    }

    [Fact]
    public async Task A_whole_text_completion_gives_tokens()
    {
        var record = await Bench.SendAsync(Answers.Json(
            """{"id":"c","object":"text_completion","choices":[{"text":"Hi","index":0,"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":5,"completion_tokens":7,"total_tokens":12}}"""),
            stream: false, provider: Text);
        record.Error.ShouldBeNull(record.ErrorMessage);
        record.Tokens.ShouldBe(new Tokens(5, 0, 7, 0));
        record.FinishReason.ShouldBe("stop");
    }

    [Fact]
    public async Task A_stream_of_texts_without_end_is_truncated() =>
        (await Bench.SendAsync(Answers.Stream(Choice("\"a\"", "null")), provider: Text)).Error.ShouldBe(ErrorKind.TruncatedStream);

    [Theory]
    [InlineData("{\"choices\":[]}")]
    [InlineData("{\"choices\":[{\"text\":null}]}")]
    public async Task A_body_without_text_is_malformed(string body) =>
        (await Bench.SendAsync(Answers.Json(body), stream: false, Text)).Error.ShouldBe(ErrorKind.MalformedResponse);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Embeddings_are_never_streamed_and_have_no_output(bool stream)
    {
        await using var server = ScriptedServer.Answering(Answers.Json(
            """{"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.5,-1e-3,0]}],"model":"m","usage":{"prompt_tokens":8,"total_tokens":8}}"""));
        var record = await Bench.SendAsync(server, stream, Embeddings);
        record.Error.ShouldBeNull(record.ErrorMessage);
        record.Tokens.ShouldBe(new Tokens(8, 0, 0, 0));
        record.TokenSource.ShouldBe(TokenSource.Usage);
        record.Ttft.ShouldBeNull();
        record.Tpot.ShouldBeNull();
        record.Latency.ShouldNotBeNull();
        var request = server.Requests.ShouldHaveSingleItem();
        request.ShouldStartWith("POST /v1/embeddings HTTP/1.1\r\n");
        request.ShouldContain("\r\nAccept: application/json\r\n");
        request.ShouldEndWith("\r\n\r\n" + """{"model":"m","input":"Be brief.\n\nGrüß Gott"}""");
    }

    [Theory]
    [InlineData("""{"data":[{"embedding":"AAAAPw=="}],"usage":{"total_tokens":8}}""", 8, TokenSource.Usage)]
    [InlineData("""{"data":[{"embedding":[1]}]}""", null, TokenSource.Estimate)]
    [InlineData("""{"data":[{"embedding":[1]}],"usage":null}""", null, TokenSource.Estimate)]
    public async Task Embeddings_of_those_who_differ_are_counted(string body, int? input, TokenSource source)
    {
        var record = await Bench.SendAsync(Answers.Json(body), stream: false, Embeddings);
        record.Error.ShouldBeNull(record.ErrorMessage);
        record.Tokens.ShouldBe(new Tokens(input ?? Bench.PromptTokens, 0, 0, 0));
        record.TokenSource.ShouldBe(source);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"data":[]}""")]
    [InlineData("""{"data":[{"embedding":null}]}""")]
    [InlineData("hello")]
    public async Task A_body_without_embedding_is_malformed(string body) =>
        (await Bench.SendAsync(Answers.Json(body), stream: false, Embeddings)).Error.ShouldBe(ErrorKind.MalformedResponse);

    [Fact]
    public async Task An_error_in_the_place_of_an_embedding_has_its_kind() =>
        (await Bench.SendAsync(Answers.Json("""{"error":{"message":"slow down","code":429}}"""), stream: false, Embeddings)).Error.ShouldBe(ErrorKind.RateLimited);

    private static string Choice(string text, string finish) =>
        $$$"""data: {"id":"c","object":"text_completion","created":1,"choices":[{"text":{{{text}}},"index":0,"logprobs":null,"finish_reason":{{{finish}}}}],"model":"m"}""" + "\n\n";
}
