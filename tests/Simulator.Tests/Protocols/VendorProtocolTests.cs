using AkkaApiBench.Simulator.Profiles;

namespace AkkaApiBench.Simulator.Tests.Protocols;

/// <summary>The shapes of Gemini's, Cohere's and Ollama's own protocols.</summary>
public sealed class VendorProtocolTests
{
    private const string GeminiBody = """{"contents":[{"role":"user","parts":[{"text":"12345678"}]}],"generationConfig":{"maxOutputTokens":2}}""";
    private const string ChatBody = """{"model":"m1","messages":[{"role":"user","content":"hello"}],"max_tokens":2,"options":{"num_predict":2},"stream":true}""";

    [Fact]
    public async Task A_Gemini_stream_has_usage_so_far_in_every_event_and_ends_with_the_reason()
    {
        await using var host = await StartAsync(WireProtocol.Gemini);
        var (status, type, text) = await Http.SendAsync(host, "/p/v1beta/models/m1:streamGenerateContent?alt=sse", GeminiBody);
        (status, type).ShouldBe((200, "text/event-stream"));
        var events = text.Split("\r\n\r\n", StringSplitOptions.RemoveEmptyEntries);
        events.Length.ShouldBe(3);
        events[0].ShouldContain("""
            "usageMetadata":{"promptTokenCount":6,"candidatesTokenCount":1,"totalTokenCount":7}
            """.Trim());
        events[0].ShouldNotContain("finishReason");
        events[2].ShouldContain("""
            "finishReason":"MAX_TOKENS","index":0}],"usageMetadata":{"promptTokenCount":6,"candidatesTokenCount":2,"totalTokenCount":8}
            """.Trim());
    }

    [Theory]
    [InlineData("/p/v1beta/models/m1:generateContent", GeminiBody, null, 400, "INVALID_ARGUMENT")]
    [InlineData("/p/v1beta/models/m2:generateContent", GeminiBody, "k", 404, "NOT_FOUND")]
    [InlineData("/p/v1beta/models/m1:countTokens", GeminiBody, "k", 404, "NOT_FOUND")]
    [InlineData("/p/v1beta/models/m1:streamGenerateContent", GeminiBody, "k", 400, "INVALID_ARGUMENT")]
    [InlineData("/p/v1beta/models/m1:generateContent", """{"contents":[]}""", "k", 400, "INVALID_ARGUMENT")]
    [InlineData("/p/v1beta/models/m1:generateContent", """{"contents":[{"role":"assistant","parts":[{"text":"x"}]}]}""", "k", 400, "INVALID_ARGUMENT")]
    [InlineData("/p/v1beta/models/m1:generateContent", """{"contents":[{"role":"user","parts":["x"]}]}""", "k", 400, "INVALID_ARGUMENT")]
    [InlineData("/p/v1beta/models/m1:generateContent", """{"contents":[{"role":"user","parts":[]}],"generationConfig":1}""", "k", 400, "INVALID_ARGUMENT")]
    public async Task Gemini_refuses_with_a_status_in_words(string path, string body, string? key, int status, string code)
    {
        await using var host = await StartAsync(WireProtocol.Gemini);
        var (seen, error) = await Http.PostAsync(host, path, body, key);
        seen.ShouldBe(status);
        error.GetProperty("error").GetProperty("code").GetInt32().ShouldBe(status);
        error.GetProperty("error").GetProperty("status").GetString().ShouldBe(code);
    }

    [Fact]
    public async Task An_Ollama_stream_is_lines_and_comes_when_nothing_is_said()
    {
        await using var host = await StartAsync(WireProtocol.Ollama);
        foreach (var body in new[] { ChatBody, ChatBody.Replace(",\"stream\":true", "", StringComparison.Ordinal) })
        {
            var (status, type, text) = await Http.SendAsync(host, "/p/api/chat", body);
            (status, type).ShouldBe((200, "application/x-ndjson"));
            var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            lines.Length.ShouldBe(3);
            lines[0].ShouldEndWith("\"},\"done\":false}");
            lines[2].ShouldContain("\"done\":true,\"done_reason\":\"length\"");
            lines[2].ShouldContain("\"prompt_eval_count\":6,");
            lines[2].ShouldContain("\"eval_count\":2,");
        }

        (await Http.PostAsync(host, "/p/api/chat", ChatBody.Replace("true", "false", StringComparison.Ordinal))).Body.GetProperty("done").GetBoolean().ShouldBeTrue();
        (await Http.PostAsync(host, "/p/api/chat", ChatBody.Replace("m1", "m2", StringComparison.Ordinal))).Body.GetProperty("error").GetString().ShouldNotBeNull().ShouldContain("m2");
    }

    [Fact]
    public void An_Ollama_profile_wants_no_key_unless_it_says_so()
    {
        ProfileReader.Read("{ name: p, protocol: ollama, models: [m] }").Profile!.RequiresKey.ShouldBeFalse();
        ProfileReader.Read("{ name: p, protocol: ollama, models: [m], require_key: true }").Profile!.RequiresKey.ShouldBeTrue();
        ProfileReader.Read("{ name: p, protocol: gemini, models: [m] }").Profile!.RequiresKey.ShouldBeTrue();
    }

    [Fact]
    public async Task A_Cohere_stream_ends_with_both_scales_of_usage()
    {
        await using var host = await StartAsync(WireProtocol.Cohere);
        var (status, type, text) = await Http.SendAsync(host, "/p/v2/chat", ChatBody);
        (status, type).ShouldBe((200, "text/event-stream"));
        text.ShouldStartWith("event: message-start\n");
        text.Split("\"type\":\"content-delta\"").Length.ShouldBe(3);
        text.ShouldContain("\"finish_reason\":\"MAX_TOKENS\",\"usage\":{\"billed_units\":{\"input_tokens\":6,\"output_tokens\":2},\"tokens\":{\"input_tokens\":72,\"output_tokens\":2}");
        (await Http.PostAsync(host, "/p/v2/chat", ChatBody, key: null)).Status.ShouldBe(401);
    }

    [Theory]
    [InlineData(WireProtocol.Gemini, "/p/v1beta", "/v1beta/models", "models/m1")]
    [InlineData(WireProtocol.Cohere, "/p/v2", "/v1/models", "m1")]
    [InlineData(WireProtocol.Ollama, "/p", "/api/tags", "m1")]
    public async Task A_profile_has_the_vendors_paths_below_its_name_and_at_the_root(WireProtocol protocol, string baseUrl, string models, string name)
    {
        await using var host = await StartAsync(protocol);
        host.BaseUrlOf("p").AbsolutePath.ShouldBe(baseUrl);
        foreach (var path in new[] { $"/p{models}", models })
            (await Http.GetAsync(host, path)).GetProperty("models")[0].GetProperty("name").GetString().ShouldBe(name);
    }

    [Fact]
    public async Task The_models_name_in_the_address_chooses_among_profiles()
    {
        await using var host = await SimulatorHost.StartAsync(new SimulatorOptions
        {
            Profiles = [Profile(WireProtocol.Gemini), Profile(WireProtocol.Gemini) with { Name = "q", Models = ["m2"] }],
        });
        (await Http.PostAsync(host, "/v1beta/models/m2:generateContent", GeminiBody)).Status.ShouldBe(200);
        await host.Truth.WhenIdleAsync();
        host.Truth.Snapshot().ShouldHaveSingleItem().Profile.ShouldBe("q");
    }

    private static Profile Profile(WireProtocol protocol) =>
        new() { Name = "p", Protocol = protocol, Models = ["m1"], Output = new Output { Tokens = new Constant(6) } };

    private static Task<SimulatorHost> StartAsync(WireProtocol protocol) =>
        SimulatorHost.StartAsync(new SimulatorOptions { Profiles = [Profile(protocol)] });
}
