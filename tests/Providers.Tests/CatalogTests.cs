using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Providers.Http;
using AkkaApiBench.Providers.Keys;
using AkkaApiBench.Providers.Tests.Http;

namespace AkkaApiBench.Providers.Tests;

public class CatalogTests
{
    private static readonly ProviderCatalog Catalog = ProviderCatalog.Load();

    [Fact]
    public void Every_name_leads_to_one_provider()
    {
        Catalog.Names.ShouldBeUnique();
        foreach (var name in Catalog.Names)
            Catalog.Find(name).ShouldNotBeNull(name);
        Catalog.Find("nobody").ShouldBeNull();
    }

    [Theory]
    [InlineData("openai", "https://api.openai.com/v1", "env:OPENAI_API_KEY")]
    [InlineData("claude", "https://api.anthropic.com/v1", "env:ANTHROPIC_API_KEY")]
    [InlineData("groq", "https://api.groq.com/openai/v1", "env:GROQ_API_KEY")]
    [InlineData("gemini", "https://generativelanguage.googleapis.com/v1beta", "env:GEMINI_API_KEY")]
    [InlineData("cohere", "https://api.cohere.com/v2", "env:COHERE_API_KEY")]
    [InlineData("ollama", "http://localhost:11434/v1", "none")]
    [InlineData("ollama-native", "http://localhost:11434", "none")]
    [InlineData("openai-responses", "https://api.openai.com/v1", "env:OPENAI_API_KEY")]
    [InlineData("openai-completions", "https://api.openai.com/v1", "env:OPENAI_API_KEY")]
    [InlineData("openai-embeddings", "https://api.openai.com/v1", "env:OPENAI_API_KEY")]
    [InlineData("vllm-completions", "http://localhost:8000/v1", "none")]
    [InlineData("ollama-embeddings", "http://localhost:11434/v1", "none")]
    [InlineData("openai-compatible-responses", null, "none")]
    [InlineData("vllm", "http://localhost:8000/v1", "none")]
    [InlineData("openai-compatible", null, "none")]
    [InlineData("azure-openai", null, "env:AZURE_OPENAI_API_KEY")]
    public void Providers_have_their_custom_address_and_key(string name, string? url, string key)
    {
        var defaults = Catalog.Find(name)!;
        defaults.BaseUrl.ShouldBe(url is null ? null : new Uri(url));
        defaults.ApiKey.ShouldBe(new KeyReference(key));
    }

    [Fact]
    public void A_vendors_other_APIs_have_its_prices()
    {
        var price = Catalog.PriceOf("openai", "gpt-4o-mini").ShouldNotBeNull();
        Catalog.PriceOf("openai-responses", "gpt-4o-mini").ShouldBe(price);
        Catalog.PriceOf("openai-completions", "gpt-4o-mini").ShouldBe(price);
        Catalog.PriceOf("openai-compatible-responses", "gpt-4o-mini").ShouldBeNull();
    }

    [Fact]
    public void Embeddings_cost_nothing_for_output()
    {
        var price = Catalog.PriceOf("openai-embeddings", "text-embedding-3-small").ShouldNotBeNull();
        price.InputPerMillion.ShouldBe(0.02m);
        price.OutputPerMillion.ShouldBe(0);
    }

    [Fact]
    public void A_plan_can_be_read_with_the_catalogue()
    {
        var reading = PlanReader.FromYaml("""
            name: nightly
            targets: [{ provider: claude, model: claude-haiku-4-5 }, "openai-compatible/llama@http://127.0.0.1:8080/v1"]
            tests: [{ type: latency, iterations: 1 }]
            """, Catalog);
        reading.Errors.ShouldBeEmpty();
        reading.Plan!.Targets[0].Provider.ShouldBe("anthropic");
        reading.Plan.Targets[0].Price.ShouldNotBeNull();
        reading.Plan.Targets[1].Price.ShouldBeNull();
        reading.Plan.Targets[1].ApiKey.ShouldBe(KeyReference.None);
    }

    [Theory]
    [InlineData("openai", "http://h/v1", "http://h/v1/chat/completions")]
    [InlineData("openai", "http://h", "http://h/chat/completions")]
    [InlineData("anthropic", "http://h/v1", "http://h/v1/messages")]
    [InlineData("openai-responses", "http://h/v1", "http://h/v1/responses")]
    [InlineData("vllm-completions", "http://h/v1", "http://h/v1/completions")]
    [InlineData("openai-compatible-embeddings", "http://h/v1", "http://h/v1/embeddings")]
    [InlineData("gemini", "http://h/v1beta", "http://h/v1beta/models/my%20gpt:streamGenerateContent?alt=sse")]
    [InlineData("cohere", "http://h/v2", "http://h/v2/chat")]
    [InlineData("ollama-native", "http://h", "http://h/api/chat")]
    [InlineData("azure-openai", "https://r.openai.azure.com", "https://r.openai.azure.com/openai/deployments/my%20gpt/chat/completions?api-version=2024-10-21")]
    [InlineData("azure-openai", "https://r.openai.azure.com/openai", "https://r.openai.azure.com/openai/deployments/my%20gpt/chat/completions?api-version=2024-10-21")]
    [InlineData("azure-openai", "https://r.openai.azure.com/openai/deployments/d", "https://r.openai.azure.com/openai/deployments/d/chat/completions?api-version=2024-10-21")]
    [InlineData("azure-openai", "https://r.openai.azure.com/openai/v1", "https://r.openai.azure.com/openai/v1/chat/completions")]
    public void Requests_go_to_the_providers_endpoint(string provider, string baseUrl, string endpoint) =>
        Presets.BuiltIn.Find(provider)!.Endpoint(new Uri(baseUrl), "my gpt", isStreamed: true).AbsoluteUri.ShouldBe(endpoint);

    [Fact]
    public async Task Azure_gets_the_key_in_its_own_header()
    {
        await using var server = ScriptedServer.Answering(Answers.Stream(Answers.Done));
        await Bench.SendAsync(server, provider: "azure-openai");
        var request = server.Requests.ShouldHaveSingleItem();
        request.ShouldContain($"\r\napi-key: {Bench.Key}\r\n");
        request.ShouldNotContain("Authorization");
    }

    [Fact]
    public async Task Mistral_is_not_asked_for_what_it_refuses()
    {
        await using var server = ScriptedServer.Answering(Answers.Stream(Answers.Done));
        await Bench.SendAsync(server, provider: "mistral");
        server.Requests.ShouldHaveSingleItem().ShouldNotContain("stream_options");
    }

    [Fact]
    public async Task Without_a_key_no_authorization_is_sent()
    {
        await using var server = ScriptedServer.Answering(Answers.Stream(Answers.Done));
        using var client = LlmClient.Create(
            new Target { Provider = "ollama", Model = "m", BaseUrl = server.Url }, Bench.Workload() with { Temperature = 0.5 }, new KeyResolver());
        using var lane = client.OpenLane();
        await lane.SendAsync(0, Bench.Prompt(client), default);
        var request = server.Requests.ShouldHaveSingleItem();
        request.ShouldNotContain("Authorization");
        request.ShouldContain("\"temperature\":0.5,");
    }

    [Fact]
    public void An_unknown_provider_is_refused_with_those_allowed() =>
        Should.Throw<ArgumentException>(() => LlmClient.Create(Bench.Target(new Uri("http://h/v1"), "nobody"), Bench.Workload(), Bench.Keys))
            .Message.ShouldContain("'nobody' is not allowed; allowed: openai, anthropic");
}
