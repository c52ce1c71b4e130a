using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Providers.Protocols;

namespace AkkaApiBench.Providers;

/// <summary>A vendor or a server: which protocol it speaks, and how it differs from others that do.</summary>
/// <param name="Name">Its one name.</param>
/// <param name="Protocol">How to speak to it.</param>
/// <param name="BaseUrl">Where its API is; null when the user must say.</param>
/// <param name="KeyVariable">The environment variable of its key by custom; null when it needs none.</param>
internal sealed record Preset(string Name, IWireProtocol Protocol, string? BaseUrl, string? KeyVariable)
{
    /// <summary>Other names for it, in plans and in price files.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>What it does differently.</summary>
    public Dialect Dialect { get; init; } = new();

    /// <summary>Where requests go, from base URL and model.</summary>
    public Func<Uri, string, Uri>? EndpointOf { get; init; }

    /// <summary>What a plan is told of it.</summary>
    public ProviderDefaults Defaults => new(Name, BaseUrl is null ? null : new Uri(BaseUrl),
        KeyVariable is null ? KeyReference.None : new KeyReference($"env:{KeyVariable}"));

    /// <summary>Where requests for a model go.</summary>
    public Uri Endpoint(Uri baseUrl, string model, bool isStreamed) =>
        EndpointOf?.Invoke(baseUrl, model) ?? new Uri(baseUrl.AbsoluteUri.TrimEnd('/') + Protocol.PathOf(model, isStreamed));

    /// <summary>True for its name and its aliases, in any case.</summary>
    public bool IsCalled(string name) =>
        name.Equals(Name, StringComparison.OrdinalIgnoreCase) || Aliases.Contains(name, StringComparer.OrdinalIgnoreCase);
}

/// <summary>All providers: a new one is a line here.</summary>
internal static class Presets
{
    private static readonly OpenAiChatProtocol OpenAi = new();
    private static readonly AnthropicMessagesProtocol Anthropic = new();
    private static readonly Dialect Completion = new() { MaxTokensField = "max_completion_tokens" };
    private static readonly Dialect NoUsageOption = new() { AsksForUsage = false };

    /// <summary>The table.</summary>
    public static readonly IReadOnlyList<Preset> All =
    [
        new("openai", OpenAi, "https://api.openai.com/v1", "OPENAI_API_KEY") { Dialect = Completion },
        new("anthropic", Anthropic, "https://api.anthropic.com/v1", "ANTHROPIC_API_KEY") { Aliases = ["claude"] },
        new("azure-openai", OpenAi, null, "AZURE_OPENAI_API_KEY")
            { Aliases = ["azure"], Dialect = Completion with { KeyHeader = "api-key" }, EndpointOf = AzureEndpoint.Of },
        new("cohere", OpenAi, "https://api.cohere.ai/compatibility/v1", "COHERE_API_KEY") { Dialect = NoUsageOption },
        new("deepseek", OpenAi, "https://api.deepseek.com/v1", "DEEPSEEK_API_KEY"),
        new("gemini", OpenAi, "https://generativelanguage.googleapis.com/v1beta/openai", "GEMINI_API_KEY") { Aliases = ["google"] },
        new("groq", OpenAi, "https://api.groq.com/openai/v1", "GROQ_API_KEY"),
        new("mistral", OpenAi, "https://api.mistral.ai/v1", "MISTRAL_API_KEY") { Dialect = NoUsageOption },
        new("openrouter", OpenAi, "https://openrouter.ai/api/v1", "OPENROUTER_API_KEY"),
        new("together", OpenAi, "https://api.together.xyz/v1", "TOGETHER_API_KEY") { Aliases = ["together_ai"] },
        new("xai", OpenAi, "https://api.x.ai/v1", "XAI_API_KEY") { Aliases = ["x-ai", "grok"] },
        new("ollama", OpenAi, "http://localhost:11434/v1", null),
        new("vllm", OpenAi, "http://localhost:8000/v1", null),
        new("openai-compatible", OpenAi, null, null),
    ];

    /// <summary>Finds a preset by name or alias; null when there is none.</summary>
    public static Preset? Find(string name) => All.FirstOrDefault(preset => preset.IsCalled(name));
}
