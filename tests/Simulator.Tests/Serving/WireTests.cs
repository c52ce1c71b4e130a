using System.Net;
using System.Text.Json;
using AkkaApiBench.Simulator.Profiles;

namespace AkkaApiBench.Simulator.Tests.Serving;

public sealed class WireTests : IAsyncLifetime, IDisposable
{
    private readonly HttpClient _client = new();
    private readonly ManualTime _time = new();
    private SimulatorHost _host = null!;

    public async Task InitializeAsync() => _host = await SimulatorHost.StartAsync(new SimulatorOptions
    {
        Time = _time,
        Profiles =
        [
            Given.OpenAi,
            Given.Anthropic,
            Given.OpenAi with { Name = "other", Models = ["m2"] },
            Given.OpenAi with { Name = "open", RequiresKey = false },
            Given.OpenAi with { Name = "limited", Limits = new RateLimits { RequestsPerMinute = 2, TokensPerMinute = 10_000 } },
            Given.Anthropic with { Name = "limited-claude", Limits = new RateLimits { RequestsPerMinute = 2 } },
        ],
    });

    public async Task DisposeAsync() => await _host.DisposeAsync();

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData("", "We could not parse")]
    [InlineData("{", "We could not parse")]
    [InlineData("[]", "an object is expected")]
    [InlineData("{}", "model")]
    [InlineData("""{"model":"m1"}""", "messages")]
    [InlineData("""{"model":"m1","messages":[]}""", "messages")]
    [InlineData("""{"model":"m1","messages":[{"role":"king","content":"x"}]}""", "messages.0.role")]
    [InlineData("""{"model":"m1","messages":[{"role":"user"}]}""", "messages.0.content")]
    [InlineData("""{"model":"m1","messages":[{"role":"user","content":"x"}],"max_tokens":0}""", "max_tokens")]
    [InlineData("""{"model":"m1","messages":[{"role":"user","content":"x"}],"temperature":3}""", "temperature")]
    [InlineData("""{"model":"m1","messages":[{"role":"user","content":"x"}],"stream":"yes"}""", "stream")]
    [InlineData("""{"model":"m1","messages":[{"role":"user","content":"x"}],"stream_options":{}}""", "stream_options")]
    public async Task A_malformed_body_is_refused_with_400(string body, string expected)
    {
        var (status, error) = await ErrorAsync("/fast/v1/chat/completions", body);

        status.ShouldBe(HttpStatusCode.BadRequest);
        error.GetProperty("type").GetString().ShouldBe("invalid_request_error");
        error.GetProperty("message").GetString()!.ShouldContain(expected);
    }

    [Theory]
    [InlineData("/fast/v1/chat/completions", null, "m1", 401, "invalid_request_error")]
    [InlineData("/claude/v1/messages", null, "m1", 401, "authentication_error")]
    [InlineData("/fast/v1/chat/completions", "key", "unknown", 404, "invalid_request_error")]
    [InlineData("/claude/v1/messages", "key", "unknown", 404, "not_found_error")]
    [InlineData("/v1/chat/completions", "key", "unknown", 404, "invalid_request_error")]
    [InlineData("/fast/v1/messages", "key", "m1", 404, "invalid_request_error")]
    public async Task A_request_without_key_or_known_model_is_refused_in_the_protocols_shape(
        string path, string? key, string model, int status, string type)
    {
        var (seen, error) = await ErrorAsync(path, Given.Body(stream: true, model), key);

        ((int)seen).ShouldBe(status);
        error.GetProperty("type").GetString().ShouldBe(type);
    }

    [Fact]
    public async Task Anthropic_wants_max_tokens_and_its_version()
    {
        var (status, error) = await ErrorAsync("/claude/v1/messages", """{"model":"m1","messages":[{"role":"user","content":"x"}]}""");
        using var request = Given.Request(_host, "/claude/v1/messages", Given.Body(stream: false));
        request.Headers.Remove("anthropic-version");
        using var response = await _client.SendAsync(request);

        status.ShouldBe(HttpStatusCode.BadRequest);
        error.GetProperty("message").GetString().ShouldBe("max_tokens: Field required");
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_wrong_method_is_refused_with_405()
    {
        using var response = await _client.GetAsync(new Uri(_host.Address, "/fast/v1/chat/completions"));

        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        response.Content.Headers.Allow.ShouldBe(["POST"]);
    }

    [Fact]
    public async Task A_profile_may_need_no_key()
    {
        using var response = await PostAsync("/open/v1/chat/completions", key: null);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/v1/chat/completions", "m2", "other")]
    [InlineData("/v1/chat/completions", "m1", "fast")]
    [InlineData("/v1/messages", "m1", "claude")]
    public async Task At_the_root_the_model_chooses_the_profile(string path, string model, string profile)
    {
        using var response = await PostAsync(path, model: model);
        await _host.Truth.WhenIdleAsync();

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        _host.Truth.Snapshot().ShouldHaveSingleItem().Profile.ShouldBe(profile);
    }

    [Fact]
    public async Task Models_are_listed_in_the_protocols_shape()
    {
        var openAi = JsonDocument.Parse(await _client.GetStringAsync(new Uri(_host.Address, "/fast/v1/models"))).RootElement;
        var anthropic = JsonDocument.Parse(await _client.GetStringAsync(new Uri(_host.Address, "/claude/v1/models"))).RootElement;

        openAi.GetProperty("data")[0].GetProperty("object").GetString().ShouldBe("model");
        anthropic.GetProperty("data")[0].GetProperty("type").GetString().ShouldBe("model");
        anthropic.GetProperty("has_more").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task OpenAi_tells_its_limits_and_refuses_what_exceeds_them_until_the_time_it_says()
    {
        using var first = await PostAsync("/limited/v1/chat/completions");
        using var second = await PostAsync("/limited/v1/chat/completions");
        using var third = await PostAsync("/limited/v1/chat/completions");

        Header(first, "x-ratelimit-limit-requests").ShouldBe("2");
        Header(first, "x-ratelimit-remaining-requests").ShouldBe("1");
        Header(first, "x-ratelimit-reset-requests").ShouldBe("30.001s");
        Header(first, "x-ratelimit-limit-tokens").ShouldBe("10000");
        Header(first, "x-request-id").ShouldStartWith("req_");
        second.StatusCode.ShouldBe(HttpStatusCode.OK);
        third.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        JsonDocument.Parse(await third.Content.ReadAsStringAsync()).RootElement.GetProperty("error").GetProperty("code").GetString().ShouldBe("rate_limit_exceeded");

        var wait = third.Headers.RetryAfter!.Delta!.Value;
        wait.TotalSeconds.ShouldBeInRange(30, 31);
        _time.Advance(wait - TimeSpan.FromSeconds(2));
        (await PostAsync("/limited/v1/chat/completions")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        _time.Advance(TimeSpan.FromSeconds(2));
        (await PostAsync("/limited/v1/chat/completions")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Anthropic_tells_its_limits_with_the_time_of_their_reset()
    {
        using var response = await PostAsync("/limited-claude/v1/messages");

        Header(response, "anthropic-ratelimit-requests-limit").ShouldBe("2");
        Header(response, "anthropic-ratelimit-requests-remaining").ShouldBe("1");
        Header(response, "anthropic-ratelimit-requests-reset").ShouldBe("2026-01-01T00:00:31Z");
        Header(response, "request-id").ShouldStartWith("req_");
    }

    [Fact]
    public async Task An_anthropic_stream_has_its_events_in_order()
    {
        var text = await (await PostAsync("/claude/v1/messages", stream: true)).Content.ReadAsStringAsync();
        var names = text.Split('\n').Where(line => line.StartsWith("event: ", StringComparison.Ordinal)).Select(line => line[7..]).ToList();

        names.ShouldBe(
        [
            "message_start", "content_block_start", "ping", .. Enumerable.Repeat("content_block_delta", 6),
            "content_block_stop", "message_delta", "message_stop",
        ]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_openai_stream_tells_its_usage_only_when_asked(bool asked)
    {
        var body = Given.Body(stream: true).Replace("\"stream\":true", asked ? "\"stream\":true,\"stream_options\":{\"include_usage\":true}" : "\"stream\":true");
        using var response = await _client.SendAsync(Given.Request(_host, "/fast/v1/chat/completions", body));
        var text = await response.Content.ReadAsStringAsync();

        text.Contains("\"completion_tokens\":6", StringComparison.Ordinal).ShouldBe(asked);
        text.ShouldEndWith("data: [DONE]\n\n");
    }

    private static string Header(HttpResponseMessage response, string name) => response.Headers.GetValues(name).Single();

    private Task<HttpResponseMessage> PostAsync(string path, string? key = "any", string model = "m1", bool stream = false) =>
        _client.SendAsync(Given.Request(_host, path, Given.Body(stream, model), key));

    private async Task<(HttpStatusCode Status, JsonElement Error)> ErrorAsync(string path, string body, string? key = "any")
    {
        using var response = await _client.SendAsync(Given.Request(_host, path, body, key));
        return (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("error"));
    }
}
