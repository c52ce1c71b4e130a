using AkkaApiBench.Providers.Tokenizers;
using CsCheck;

namespace AkkaApiBench.Providers.Tests.Tokenizers;

public sealed class TokenizerTests
{
    [Theory]
    [InlineData("openai", "gpt-4o-mini", "o200k_base")]
    [InlineData("openai", "o3", "o200k_base")]
    [InlineData("openai", "gpt-4.1-2025-04-14", "o200k_base")]
    [InlineData("openai-responses", "gpt-5-mini", "o200k_base")]
    [InlineData("openai", "ft:gpt-4o-mini:acme::7p4lURel", "o200k_base")]
    [InlineData("openai", "gpt-4-turbo", "cl100k_base")]
    [InlineData("openai-embeddings", "text-embedding-3-small", "cl100k_base")]
    [InlineData("azure-openai", "gpt-35-turbo", "cl100k_base")]
    [InlineData("azure", "GPT-4o", "o200k_base")]
    [InlineData("openrouter", "openai/gpt-4o", "o200k_base")]
    [InlineData("groq", "openai/gpt-oss-120b", "o200k_base")]
    [InlineData("ollama", "gpt-oss:20b", "o200k_base")]
    public void OpenAi_s_models_are_counted_with_their_own_tokenizer(string provider, string model, string name)
    {
        var tokenizer = TokenizerBook.For(provider, model);

        (tokenizer.Name, tokenizer.IsExact).ShouldBe((name, true));
    }

    [Theory]
    [InlineData("anthropic", "claude-sonnet-4-5", "o200k_base")]
    [InlineData("groq", "llama-3.3-70b-versatile", "cl100k_base")]
    [InlineData("together", "Qwen/Qwen3-32B", "cl100k_base")]
    [InlineData("openai", "gpt-17.5", "o200k_base")]
    [InlineData("openai", "my-deployment", "o200k_base")]
    [InlineData("openai-compatible", "gpt-4o", "o200k_base")]
    [InlineData("nobody", "", "o200k_base")]
    public void Others_are_counted_with_the_closest_one_which_says_so(string provider, string model, string name)
    {
        var tokenizer = TokenizerBook.For(provider, model);

        (tokenizer.Name, tokenizer.IsExact).ShouldBe((name, false));
    }

    // From the examples of "How to count tokens with tiktoken" in OpenAI's cookbook.
    [Theory]
    [InlineData("gpt-4", "", 0)]
    [InlineData("gpt-4", "hello world", 2)]
    [InlineData("gpt-4", "antidisestablishmentarianism", 6)]
    [InlineData("gpt-4", "お誕生日おめでとう", 9)]
    [InlineData("gpt-4o", "お誕生日おめでとう", 8)]
    [InlineData("gpt-4o", "antidisestablishmentarianism", 6)]
    [InlineData("gpt-4o", "2 + 2 = 4", 7)]
    public void A_text_has_the_tokens_that_OpenAi_counts(string model, string text, int tokens) =>
        TokenizerBook.For("openai", model).Count(text).ShouldBe(tokens);

    [Fact]
    public void No_token_is_shorter_than_a_byte() => Gen.String.Sample(text =>
    {
        foreach (var model in (string[])["gpt-4o", "gpt-4"])
            TokenizerBook.For("openai", model).Count(text).ShouldBeInRange(text.Length == 0 ? 0 : 1, System.Text.Encoding.UTF8.GetByteCount(text));
    });
}
