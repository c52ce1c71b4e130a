using AkkaApiBench.Providers.Protocols;

namespace AkkaApiBench.Providers;

/// <summary>The providers that can be measured.</summary>
internal sealed class Presets(IReadOnlyList<Preset> all)
{
    private static readonly OpenAiChatProtocol OpenAi = new();
    private static readonly OpenAiResponsesProtocol Responses = new();
    private static readonly OpenAiCompletionsProtocol Completions = new();
    private static readonly OpenAiEmbeddingsProtocol Embeddings = new();
    private static readonly AnthropicMessagesProtocol Anthropic = new();
    private static readonly GeminiProtocol Gemini = new();
    private static readonly CohereChatProtocol Cohere = new();
    private static readonly OllamaChatProtocol Ollama = new();
    private static readonly Dialect Completion = new() { MaxTokensField = "max_completion_tokens" };
    private static readonly Dialect NoUsageOption = new() { AsksForUsage = false };

    private static readonly Preset[] Vendors =
    [
        new("openai", OpenAi, "https://api.openai.com/v1", "OPENAI_API_KEY") { Dialect = Completion },
        new("anthropic", Anthropic, "https://api.anthropic.com/v1", "ANTHROPIC_API_KEY") { Aliases = ["claude"] },
        new("azure-openai", OpenAi, null, "AZURE_OPENAI_API_KEY")
            { Aliases = ["azure"], TelemetryName = "azure.ai.openai", Dialect = Completion with { KeyHeader = "api-key" }, EndpointOf = AzureEndpoint.Of },
        new("cohere", Cohere, "https://api.cohere.com/v2", "COHERE_API_KEY"),
        new("deepseek", OpenAi, "https://api.deepseek.com/v1", "DEEPSEEK_API_KEY"),
        new("gemini", Gemini, "https://generativelanguage.googleapis.com/v1beta", "GEMINI_API_KEY") { Aliases = ["google"], TelemetryName = "gcp.gemini" },
        new("groq", OpenAi, "https://api.groq.com/openai/v1", "GROQ_API_KEY"),
        new("mistral", OpenAi, "https://api.mistral.ai/v1", "MISTRAL_API_KEY") { Dialect = NoUsageOption, TelemetryName = "mistral_ai" },
        new("openrouter", OpenAi, "https://openrouter.ai/api/v1", "OPENROUTER_API_KEY"),
        new("together", OpenAi, "https://api.together.xyz/v1", "TOGETHER_API_KEY") { Aliases = ["together_ai"] },
        new("xai", OpenAi, "https://api.x.ai/v1", "XAI_API_KEY") { Aliases = ["x-ai", "grok"], TelemetryName = "x_ai" },
        new("ollama", OpenAi, "http://localhost:11434/v1", null),
        new("ollama-native", Ollama, "http://localhost:11434", null) { TelemetryName = "ollama" },
        new("vllm", OpenAi, "http://localhost:8000/v1", null),
        new("openai-compatible", OpenAi, null, null),
    ];

    // Those who serve OpenAI's other APIs beside chat completions.
    private static readonly string[] WithOtherApis = ["openai", "ollama", "vllm", "openai-compatible"];

    /// <summary>Those of the product: a new one is a line in the table above.</summary>
    public static Presets BuiltIn { get; } = new([.. Vendors, .. Vendors.Where(vendor => WithOtherApis.Contains(vendor.Name)).SelectMany(OtherApis)]);

    /// <summary>All of them.</summary>
    public IReadOnlyList<Preset> All => all;

    /// <summary>Their names, without aliases.</summary>
    public IEnumerable<string> Names => all.Select(preset => preset.Name);

    /// <summary>All that can be asked for, aliases included.</summary>
    public IEnumerable<string> NamesAndAliases => all.SelectMany(preset => preset.Aliases.Prepend(preset.Name));

    /// <summary>Finds a preset by name or alias; null when there is none.</summary>
    public Preset? Find(string name) => all.FirstOrDefault(preset => preset.IsCalled(name));

    /// <summary>These and one more.</summary>
    public Presets With(Preset preset) => new([.. all, preset]);

    /// <summary>The name that prices of a provider stand under, in lower case.</summary>
    public string PriceNameOf(string provider) =>
        Find(provider) is { } preset ? preset.PricedAs ?? preset.Name : provider.ToLowerInvariant();

    private static IEnumerable<Preset> OtherApis(Preset vendor) =>
        [vendor.Speaking("responses", Responses), vendor.Speaking("completions", Completions), vendor.Speaking("embeddings", Embeddings)];
}
