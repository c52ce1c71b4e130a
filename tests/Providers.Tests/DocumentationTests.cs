using AkkaApiBench.Providers.Protocols;

namespace AkkaApiBench.Providers.Tests;

/// <summary>The table of providers in the documentation is the one in the code.</summary>
public class DocumentationTests
{
    [Fact]
    public void Every_provider_is_documented_as_it_is() =>
        Rows().ShouldBe(Presets.BuiltIn.All.Select(Row), ignoreOrder: true);

    private static string Row(Preset preset) => string.Join(" | ",
        $"| {Code(preset.Name)}",
        string.Join(", ", preset.Aliases.Select(Code)),
        ApiOf(preset.Protocol),
        preset.BaseUrl is { } url ? Code(url) : "to be given",
        preset.KeyVariable is { } key ? $"{Code(key)} |" : "none |").Replace("|  |", "| |", StringComparison.Ordinal);

    private static string Code(string text) => $"`{text}`";

    private static string ApiOf(IWireProtocol protocol) => protocol switch
    {
        OpenAiChatProtocol => "chat completions",
        OpenAiCompletionsProtocol => "text completions",
        OpenAiEmbeddingsProtocol => "embeddings",
        OpenAiResponsesProtocol => "responses",
        AnthropicMessagesProtocol => "messages",
        GeminiProtocol => "generateContent",
        CohereChatProtocol => "Cohere's chat v2",
        OllamaChatProtocol => "Ollama's chat",
        _ => protocol.GetType().Name,
    };

    private static IEnumerable<string> Rows() =>
        Repository.Document("providers.md").Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal));
}
