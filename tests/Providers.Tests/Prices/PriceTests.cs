using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Providers.Prices;

namespace AkkaApiBench.Providers.Tests.Prices;

public sealed class PriceTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("apibench-prices-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("openai", "gpt-4o-mini")]
    [InlineData("openai", "gpt-4o-mini-2024-07-18")]
    [InlineData("OpenAI", "GPT-4o-mini")]
    [InlineData("openai", "gpt-4o-mini-2031-01-31")]
    public void A_model_and_its_dated_versions_have_one_price(string provider, string model) =>
        ProviderCatalog.Load().PriceOf(provider, model).ShouldBe(new Price(0.15m, 0.075m, 0.6m, "genai-prices 0.1.8, 2026-09-23"));

    [Theory]
    [InlineData("openai", "gpt-4o-min")]
    [InlineData("openai", "gpt-4o-mini-audio-preview")]
    [InlineData("openai", "gpt-4o-mini-0718")]
    [InlineData("openai", "gpt-4o-mini-2024")]
    [InlineData("openai", "gpt-4o-mini-20241399")]
    [InlineData("openai", "gpt-4.1-turbo")]
    [InlineData("groq", "gpt-4o-mini")]
    [InlineData("openai-compatible", "gpt-4o-mini")]
    [InlineData("ollama", "llama3")]
    [InlineData("nobody", "gpt-4o-mini")]
    public void What_is_not_known_has_no_price(string provider, string model) =>
        ProviderCatalog.Load().PriceOf(provider, model).ShouldBeNull();

    [Theory]
    [InlineData("gpt-4o-2024-05-13", 5)]
    [InlineData("gpt-4o-2024-08-06", 2.5)]
    [InlineData("gpt-4o", 2.5)]
    public void A_dated_version_with_a_price_of_its_own_keeps_it(string model, decimal input) =>
        ProviderCatalog.Load().PriceOf("openai", model)!.InputPerMillion.ShouldBe(input);

    [Theory]
    [InlineData("anthropic", "claude-3-5-haiku-20241022")]
    [InlineData("claude", "claude-sonnet-4-20250514")]
    [InlineData("claude", "claude-haiku-4-5")]
    [InlineData("groq", "llama-3.1-8b-instant")]
    [InlineData("x-ai", "grok-3")]
    [InlineData("together", "meta-llama/Llama-3.3-70B-Instruct-Turbo")]
    public void Well_known_models_have_a_price(string provider, string model) =>
        ProviderCatalog.Load().PriceOf(provider, model)!.OutputPerMillion.ShouldBeGreaterThan(0);

    [Fact]
    public void A_file_goes_before_what_is_known()
    {
        var catalog = Load("""
            { "source": "us", "date": "2030-01-01", "providers": [
              { "id": "openai", "models": [{ "id": "gpt-4o-mini", "prices": { "input_mtok": 1, "output_mtok": 2.5 } }] },
              { "id": "vllm", "models": [{ "id": "mine", "match": { "or": [{ "equals": "ours" }, { "starts_with": "m" }] }, "prices": { "input_mtok": 0, "output_mtok": 0 } }] } ] }
            """);
        catalog.PriceOf("openai", "gpt-4o-mini").ShouldBe(new Price(1, 1, 2.5m, "us, 2030-01-01"));
        catalog.PriceOf("openai", "gpt-4o").ShouldNotBeNull();
        catalog.PriceOf("vllm", "ours").ShouldNotBeNull();
        catalog.PriceOf("vllm", "m").ShouldBeNull();
    }

    [Fact]
    public void Tiers_dates_and_times_of_day_of_genai_prices_are_understood()
    {
        var catalog = Load("""
            [{ "id": "x-ai", "models": [
              { "id": "tiers", "prices": { "input_mtok": { "base": 3, "tiers": [{ "start": 200000, "price": 6 }] }, "output_mtok": 15 } },
              { "id": "dates", "prices": [{ "prices": { "input_mtok": 10, "output_mtok": 40 } },
                { "constraint": { "start_date": "2025-06-10" }, "prices": { "input_mtok": 2, "output_mtok": 8 } },
                { "constraint": { "start_date": "2999-01-01" }, "prices": { "input_mtok": 1, "output_mtok": 1 } }] },
              { "id": "hours", "prices": [{ "prices": { "input_mtok": 1, "output_mtok": 2 } },
                { "constraint": { "start_time": "00:30:00Z", "end_time": "16:30:00Z" }, "prices": { "input_mtok": 2, "output_mtok": 4 } }] },
              { "id": "images", "prices": { "requests_kcount": 1 } }] }]
            """);
        catalog.PriceOf("xai", "tiers")!.InputPerMillion.ShouldBe(3);
        catalog.PriceOf("xai", "dates")!.OutputPerMillion.ShouldBe(8);
        catalog.PriceOf("xai", "hours")!.OutputPerMillion.ShouldBe(4);
        catalog.PriceOf("xai", "images").ShouldBeNull();
    }

    [Fact]
    public void LiteLLM_prices_by_token_are_understood()
    {
        var catalog = Load("""
            { "sample_spec": { "litellm_provider": "one of …", "input_cost_per_token": "a number" },
              "gpt-9": { "litellm_provider": "openai", "input_cost_per_token": 1.5e-07, "output_cost_per_token": 6e-07, "cache_read_input_token_cost": 7.5e-8, "mode": "chat" },
              "together_ai/a/b": { "litellm_provider": "together_ai", "input_cost_per_token": 0.000001, "output_cost_per_token": 0.000002 },
              "dall-e": { "litellm_provider": "openai", "output_cost_per_image": 0.04 } }
            """);
        catalog.PriceOf("openai", "gpt-9").ShouldBe(new Price(0.15m, 0.075m, 0.6m, "prices.json"));
        catalog.PriceOf("together", "a/b")!.OutputPerMillion.ShouldBe(2);
    }

    [Theory]
    [InlineData("{", "file", "no JSON")]
    [InlineData("3", "prices.json", "3")]
    [InlineData("[{}]", "[0].id", "nothing")]
    [InlineData("""[{"id":"a","models":[{"id":"b","prices":{"input_mtok":-1,"output_mtok":1}}]}]""", "[0].models[0].prices.input_mtok", "-1")]
    [InlineData("""[{"id":"a","models":[{"id":"b","prices":{"input_mtok":"1","output_mtok":1}}]}]""", "[0].models[0].prices.input_mtok", "\"1\"")]
    [InlineData("""[{"id":"a","models":[{"id":"b"}]}]""", "[0].models[0].prices", "nothing")]
    [InlineData("""{"providers":[{"id":"a","models":{}}]}""", "providers[0].models", "{}")]
    [InlineData("""{"m":{"litellm_provider":"openai","input_cost_per_token":true,"output_cost_per_token":1}}""", "m.input_cost_per_token", "true")]
    [InlineData("""{"m":{"input_cost_per_token":1}}""", "m.litellm_provider", "nothing")]
    public void A_bad_file_is_refused_with_place_value_and_what_is_allowed(string text, string path, string value)
    {
        var refusal = Should.Throw<PriceFileException>(() => Load(text));
        refusal.Message.ShouldContain(_folder.FullName);
        var error = refusal.Errors.ShouldHaveSingleItem();
        error.Path.ShouldEndWith(path);
        error.Value.ShouldStartWith(value);
        error.Allowed.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused() =>
        Should.Throw<PriceFileException>(() => ProviderCatalog.Load(Path.Combine(_folder.FullName, "none.json"))).Message.ShouldContain("does not exist");

    private ProviderCatalog Load(string text)
    {
        var file = Path.Combine(_folder.FullName, "prices.json");
        File.WriteAllText(file, text);
        return ProviderCatalog.Load(file);
    }
}
