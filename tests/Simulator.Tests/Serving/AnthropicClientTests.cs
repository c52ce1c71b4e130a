using AkkaApiBench.Simulator.Profiles;
using Anthropic;
using Anthropic.Exceptions;
using Anthropic.Models.Messages;

namespace AkkaApiBench.Simulator.Tests.Serving;

public sealed class AnthropicClientTests
{
    private static readonly Profile Profile = Given.Anthropic with
    {
        Output = new Output { Tokens = new Constant(10), ReasoningShare = 0.3, CachedShare = 0.5 },
    };

    [Fact]
    public async Task The_official_client_reads_a_message_and_its_usage()
    {
        await using var host = await Given.SimulatorAsync(Profile);
        var message = await Client(host).Messages.Create(Question());

        message.Content.Count.ShouldBe(2);
        message.Content[0].TryPickThinking(out var thinking).ShouldBeTrue();
        thinking!.Thinking.Split(' ').Length.ShouldBe(3);
        message.Content[1].TryPickText(out var text).ShouldBeTrue();
        text!.Text.Split(' ').Length.ShouldBe(7);
        message.Usage.OutputTokens.ShouldBe(10);
        message.Usage.OutputTokensDetails!.ThinkingTokens.ShouldBe(3);
        message.Usage.CacheReadInputTokens.ShouldNotBeNull().ShouldBePositive();
        message.StopReason!.Value().ShouldBe(StopReason.EndTurn);
    }

    [Fact]
    public async Task The_official_client_reads_a_stream_and_its_usage()
    {
        await using var host = await Given.SimulatorAsync(Profile);
        var text = "";
        var thinking = "";
        long? outputTokens = null;
        var stopped = false;
        await foreach (var update in Client(host).Messages.CreateStreaming(Question()))
        {
            if (update.TryPickContentBlockDelta(out var delta) && delta.Delta.TryPickText(out var words))
                text += words.Text;
            if (delta?.Delta.TryPickThinking(out var thought) == true)
                thinking += thought.Thinking;
            if (update.TryPickDelta(out var end))
                outputTokens = end.Usage.OutputTokens;
            stopped |= update.TryPickStop(out _);
        }

        thinking.Split(' ').Length.ShouldBe(3);
        text.Split(' ').Length.ShouldBe(7);
        outputTokens.ShouldBe(10);
        stopped.ShouldBeTrue();
    }

    [Fact]
    public async Task The_official_client_knows_a_message_that_was_cut_by_its_limit()
    {
        await using var host = await Given.SimulatorAsync(Profile);
        var message = await Client(host).Messages.Create(Question() with { MaxTokens = 2 });

        message.StopReason!.Value().ShouldBe(StopReason.MaxTokens);
        message.Usage.OutputTokens.ShouldBe(2);
    }

    [Fact]
    public async Task The_official_client_knows_the_errors()
    {
        await using var host = await Given.SimulatorAsync(Profile with { AcceptedKey = "right" }, Profile with { Name = "limited", Limits = new RateLimits { RequestsPerMinute = 1 } });

        await Should.ThrowAsync<AnthropicUnauthorizedException>(() => Client(host).Messages.Create(Question()));
        await Should.ThrowAsync<AnthropicNotFoundException>(() => Client(host, "limited").Messages.Create(Question() with { Model = "m2" }));
        await Client(host, "limited").Messages.Create(Question());
        await Should.ThrowAsync<AnthropicRateLimitException>(() => Client(host, "limited").Messages.Create(Question()));
    }

    private static MessageCreateParams Question() => new()
    {
        Model = "m1",
        MaxTokens = 100,
        Messages = [new UserMessageParam("a question of some words for this test")],
    };

    // This client adds /v1 itself.
    private static AnthropicClient Client(SimulatorHost host, string profile = "claude") =>
        new() { ApiKey = "some-key", BaseUrl = new Uri(host.Address, profile).ToString(), MaxRetries = 0 };
}
