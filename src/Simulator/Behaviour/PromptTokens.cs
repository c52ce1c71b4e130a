using System.Text.Json;
using Microsoft.ML.Tokenizers;

namespace AkkaApiBench.Simulator.Behaviour;

/// <summary>Counts the tokens of a prompt in any protocol with o200k_base: of each text, and four for each message.</summary>
internal static class PromptTokens
{
    private const int PerMessage = 4;

    private static readonly string[] Texts = ["content", "text", "prompt", "input", "system", "instructions"];
    private static readonly Lazy<TiktokenTokenizer> Vocabulary = new(() => TiktokenTokenizer.CreateForEncoding("o200k_base"));

    /// <summary>Loads the vocabulary, which takes a third of a second: not for the time of the first request.</summary>
    public static void Load() => _ = Vocabulary.Value;

    /// <summary>The tokens of a request's body.</summary>
    public static int Of(JsonElement body) => body.ValueKind switch
    {
        JsonValueKind.Object => (body.TryGetProperty("role", out _) ? PerMessage : 0)
            + body.EnumerateObject().Sum(field => field.Value.ValueKind is not JsonValueKind.String ? Of(field.Value)
                : Texts.Contains(field.Name) ? Vocabulary.Value.CountTokens(field.Value.GetString()!) : 0),
        JsonValueKind.Array => body.EnumerateArray().Sum(Of),
        _ => 0,
    };
}
