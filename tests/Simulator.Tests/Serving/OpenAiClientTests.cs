using System.ClientModel;
using System.ClientModel.Primitives;
using AkkaApiBench.Simulator.Profiles;
using OpenAI;
using OpenAI.Chat;

namespace AkkaApiBench.Simulator.Tests.Serving;

public sealed class OpenAiClientTests
{
    private static readonly Profile Profile = Given.OpenAi with
    {
        AcceptedKey = "sk-right",
        Output = new Output { Tokens = new Constant(10), ReasoningShare = 0.3, CachedShare = 0.5 },
    };

    [Fact]
    public async Task The_official_client_reads_an_answer_and_its_usage()
    {
        await using var host = await Given.SimulatorAsync(Profile);
        ChatCompletion answer = await Client(host).CompleteChatAsync("a question of some words for this test");

        answer.Content.ShouldHaveSingleItem().Text.Split(' ').Length.ShouldBe(7);
        answer.FinishReason.ShouldBe(ChatFinishReason.Stop);
        answer.Usage.OutputTokenCount.ShouldBe(10);
        answer.Usage.OutputTokenDetails.ReasoningTokenCount.ShouldBe(3);
        answer.Usage.InputTokenDetails.CachedTokenCount.ShouldBe(answer.Usage.InputTokenCount / 2);
        answer.Usage.TotalTokenCount.ShouldBe(answer.Usage.InputTokenCount + 10);
    }

    [Fact]
    public async Task The_official_client_reads_a_stream_and_its_usage()
    {
        await using var host = await Given.SimulatorAsync(Profile);
        var text = "";
        ChatTokenUsage? usage = null;
        ChatFinishReason? finish = null;
        await foreach (var update in Client(host).CompleteChatStreamingAsync("hi"))
        {
            text += string.Concat(update.ContentUpdate.Select(part => part.Text));
            usage ??= update.Usage;
            finish ??= update.FinishReason;
        }

        text.Split(' ').Length.ShouldBe(7);
        finish.ShouldBe(ChatFinishReason.Stop);
        usage.ShouldNotBeNull().OutputTokenCount.ShouldBe(10);
    }

    [Fact]
    public async Task An_answer_stops_at_the_limit_of_tokens()
    {
        await using var host = await Given.SimulatorAsync(Profile);
        ChatCompletion answer = await Client(host).CompleteChatAsync(
            [new UserChatMessage("hi")], new ChatCompletionOptions { MaxOutputTokenCount = 4 });

        answer.FinishReason.ShouldBe(ChatFinishReason.Length);
        answer.Usage.OutputTokenCount.ShouldBe(4);
    }

    [Fact]
    public async Task The_official_client_is_told_of_a_wrong_key_without_seeing_it()
    {
        await using var host = await Given.SimulatorAsync(Profile);
        var error = await Should.ThrowAsync<ClientResultException>(() => Client(host, key: "sk-wrong").CompleteChatAsync("hi"));

        error.Status.ShouldBe(401);
        error.Message.ShouldContain("invalid_api_key");
        error.Message.ShouldNotContain("sk-wrong");
    }

    [Fact]
    public async Task The_official_client_is_told_of_an_unknown_model()
    {
        await using var host = await Given.SimulatorAsync(Profile);
        var error = await Should.ThrowAsync<ClientResultException>(() => Client(host, model: "m2").CompleteChatAsync("hi"));

        error.Status.ShouldBe(404);
        error.Message.ShouldContain("'m2'");
    }

    private static ChatClient Client(SimulatorHost host, string key = "sk-right", string model = "m1") =>
        new(model, new ApiKeyCredential(key), new OpenAIClientOptions
        {
            Endpoint = host.BaseUrlOf(Profile.Name),
            RetryPolicy = new ClientRetryPolicy(0),
        });
}
