namespace AkkaApiBench.Providers.Tests.Http;

public class RequestTests
{
    [Fact]
    public async Task An_OpenAI_request_is_these_bytes()
    {
        await using var server = ScriptedServer.Answering(Answers.Stream(Answers.Done));
        await Bench.SendAsync(server);
        server.Requests.ShouldHaveSingleItem().ShouldBe(Bytes(server, "/v1/chat/completions", "text/event-stream",
            $"Authorization: Bearer {Bench.Key}\r\n",
            """{"model":"m","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Grüß Gott"}],"max_completion_tokens":16,"stream":true,"stream_options":{"include_usage":true}}"""));
    }

    [Fact]
    public async Task A_compatible_server_is_asked_with_max_tokens_and_no_stream_is_asked_for_unless_wanted()
    {
        await using var server = ScriptedServer.Answering(Answers.Json(Answers.Completion));
        await Bench.SendAsync(server, stream: false, provider: "openai-compatible");
        server.Requests.ShouldHaveSingleItem().ShouldBe(Bytes(server, "/v1/chat/completions", "application/json",
            $"Authorization: Bearer {Bench.Key}\r\n",
            """{"model":"m","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Grüß Gott"}],"max_tokens":16}"""));
    }

    [Fact]
    public async Task An_Anthropic_request_is_these_bytes()
    {
        await using var server = ScriptedServer.Answering(Answers.Stream());
        await Bench.SendAsync(server, provider: "anthropic");
        server.Requests.ShouldHaveSingleItem().ShouldBe(Bytes(server, "/v1/messages", "text/event-stream",
            $"anthropic-version: 2023-06-01\r\nx-api-key: {Bench.Key}\r\n",
            """{"model":"m","max_tokens":16,"system":"Be brief.","messages":[{"role":"user","content":"Grüß Gott"}],"stream":true}"""));
    }

    [Fact]
    public async Task Every_request_of_a_lane_is_the_same()
    {
        await using var server = ScriptedServer.Answering(Answers.Stream(Answers.Done));
        using var client = Bench.Client(server.Url);
        using var lane = client.OpenLane();
        for (var i = 0; i < 3; i++)
            await lane.SendAsync(0, Bench.Prompt(client), default);
        server.Requests.Count.ShouldBe(3);
        server.Requests.Distinct().Count().ShouldBe(1);
    }

    private static string Bytes(ScriptedServer server, string path, string accept, string headers, string body) =>
        $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{server.Port}\r\nUser-Agent: apibench\r\nAccept: {accept}\r\n{headers}"
        + $"Content-Type: application/json\r\nContent-Length: {System.Text.Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";
}
