using System.Text.Json;
using AkkaApiBench.Simulator.Behaviour;
using AkkaApiBench.Simulator.Profiles;
using AkkaApiBench.Simulator.Protocols;

namespace AkkaApiBench.Simulator.Tests.Behaviour;

public sealed class PromptRulesTests
{
    private static readonly JsonElement Body = JsonSerializer.SerializeToElement(new
    {
        model = "m1",
        messages = new[] { new { role = "user", content = "Hello, world!" } },
    });

    [Theory]
    [InlineData(WireProtocol.OpenAi, "This model's maximum context length is 100 tokens. However, your messages resulted in 101 tokens.")]
    [InlineData(WireProtocol.Anthropic, "prompt is too long: 101 tokens > 100 maximum")]
    [InlineData(WireProtocol.Gemini, "The input token count (101) exceeds the maximum number of tokens allowed (100).")]
    [InlineData(WireProtocol.Cohere, "too many tokens: total number of tokens in the prompt cannot exceed 100 - received 101.")]
    public void A_prompt_beyond_the_window_is_refused_in_the_words_of_its_protocol(WireProtocol protocol, string message) =>
        Should.Throw<RefusedException>(() => Apply(protocol, 101)).Error.Message.ShouldStartWith(message);

    [Fact]
    public void Ollama_cuts_it_without_a_word() => Apply(WireProtocol.Ollama, 101).InputTokens.ShouldBe(100);

    [Fact]
    public void A_prompt_that_just_fits_is_let_in() => Apply(WireProtocol.OpenAi, 100).InputTokens.ShouldBe(100);

    [Fact]
    public void Usage_is_told_times_the_factor() =>
        Apply(WireProtocol.OpenAi, 100, new Counting { Factor = 1.1 }).InputTokens.ShouldBe(110);

    [Fact]
    public void A_real_vocabulary_counts_each_text_and_four_tokens_for_each_message() =>
        Apply(WireProtocol.OpenAi, 7, new Counting { IsO200k = true }).InputTokens.ShouldBe(4 + 4, "Hello, world! are four tokens of o200k_base");

    private static ChatRequest Apply(WireProtocol protocol, int tokens, Counting? counting = null) => PromptRules.Apply(
        protocol, Given.OpenAi with { ContextWindow = 100, Counting = counting ?? new Counting() }, new ChatRequest("m1", tokens), Body);
}
