#pragma warning disable OPENAI001 // The client calls its own part for responses experimental.
using System.ClientModel;
using AkkaApiBench.Simulator.Profiles;
using OpenAI;
using OpenAI.Embeddings;
using OpenAI.Responses;

namespace AkkaApiBench.Simulator.Tests.Protocols;

/// <summary>OpenAI's APIs beside chat completions, which a profile of that protocol serves all.</summary>
public sealed class OpenAiOtherApiTests
{
    private static readonly Profile Profile = new()
    {
        Name = "p",
        Protocol = WireProtocol.OpenAi,
        Models = ["m1"],
        Output = new Output { Tokens = new Constant(10), ReasoningShare = 0.3, CachedShare = 0.5 },
    };

    [Fact]
    public async Task The_official_client_reads_a_response_and_its_usage()
    {
        await using var host = await StartAsync();
        ResponseResult response = await Client(host).GetResponsesClient().CreateResponseAsync("m1", "a question of some words for this test");

        response.Status.ShouldBe(ResponseStatus.Completed);
        response.OutputItems.Count.ShouldBe(2);
        response.GetOutputText().Split(' ').Length.ShouldBe(7);
        response.Usage.OutputTokenCount.ShouldBe(10);
        response.Usage.OutputTokenDetails.ReasoningTokenCount.ShouldBe(3);
        response.Usage.InputTokenDetails.CachedTokenCount.ShouldBe(response.Usage.InputTokenCount / 2);
    }

    [Fact]
    public async Task The_official_client_reads_the_events_of_a_response()
    {
        await using var host = await StartAsync();
        var (text, last) = ("", default(StreamingResponseUpdate));
        await foreach (var update in await Client(host).GetResponsesClient().CreateResponseStreamingAsync("m1", "hi"))
        {
            if (update is StreamingResponseOutputTextDeltaUpdate delta)
                text += delta.Delta;
            last = update;
        }

        text.Split(' ').Length.ShouldBe(7);
        last.ShouldBeOfType<StreamingResponseCompletedUpdate>().Response.Usage.OutputTokenCount.ShouldBe(10);
    }

    [Fact]
    public async Task The_official_client_reads_embeddings_of_length_1_and_their_usage()
    {
        await using var host = await StartAsync();
        OpenAIEmbeddingCollection embeddings = await Client(host).GetEmbeddingClient("m1")
            .GenerateEmbeddingsAsync(["one text", "another"], new EmbeddingGenerationOptions { Dimensions = 8 });

        embeddings.Count.ShouldBe(2);
        embeddings.Usage.InputTokenCount.ShouldBe(4);
        foreach (var embedding in embeddings)
        {
            embedding.ToFloats().Length.ShouldBe(8);
            embedding.ToFloats().ToArray().Sum(number => number * number).ShouldBe(1, 1e-5);
        }
    }

    [Theory]
    [InlineData("/p/v1/completions", """{"model":"m1","prompt":["a","b"]}""", "prompt")]
    [InlineData("/p/v1/completions", """{"model":"m1"}""", "prompt")]
    [InlineData("/p/v1/completions", """{"model":"m1","prompt":"a","stream_options":{}}""", "stream_options")]
    [InlineData("/p/v1/responses", """{"model":"m1","input":[]}""", "input")]
    [InlineData("/p/v1/responses", """{"model":"m1","input":[{"role":"bot","content":"x"}]}""", "input.0.role")]
    [InlineData("/p/v1/embeddings", """{"model":"m1","input":[1,"a"]}""", "input")]
    [InlineData("/p/v1/embeddings", """{"model":"m1","input":"a","encoding_format":"hex"}""", "encoding_format")]
    [InlineData("/p/v1/embeddings", """{"model":"m1","input":"a","dimensions":0}""", "dimensions")]
    public async Task A_request_that_is_wrong_is_refused_with_the_field(string path, string body, string field)
    {
        await using var host = await StartAsync();
        var (status, error) = await Http.PostAsync(host, path, body);
        status.ShouldBe(400);
        error.GetProperty("error").GetProperty("param").GetString().ShouldBe(field);
    }

    [Theory]
    [InlineData("\"one two three four\"", 5)]
    [InlineData("[1,2,3]", 3)]
    [InlineData("[[1,2,3],[4]]", 4)]
    public async Task Tokens_of_every_kind_of_input_are_counted(string input, int tokens)
    {
        await using var host = await StartAsync();
        var (_, body) = await Http.PostAsync(host, "/v1/embeddings", $$"""{"model":"m1","input":{{input}},"dimensions":2}""");
        body.GetProperty("usage").GetProperty("prompt_tokens").GetInt32().ShouldBe(tokens);
        await host.Truth.WhenIdleAsync();
        (host.Truth.Snapshot() is [{ OutputTokens: 0, ReasoningTokens: 0, CachedTokens: 0 }]).ShouldBeTrue();
    }

    private static Task<SimulatorHost> StartAsync() => SimulatorHost.StartAsync(new SimulatorOptions { Profiles = [Profile] });

    private static OpenAIClient Client(SimulatorHost host) =>
        new(new ApiKeyCredential("sk-any"), new OpenAIClientOptions { Endpoint = host.BaseUrlOf("p") });
}
