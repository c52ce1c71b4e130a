using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Providers.Tokenizers;

/// <summary>Which tokenizer counts for a model.</summary>
public static class TokenizerBook
{
    // Which model has which vocabulary is from tiktoken's table of models (github.com/openai/tiktoken, MIT); a name holds for
    // itself and for what continues it behind '-'. Azure writes gpt-35.
    private static readonly (Vocabulary Vocabulary, string[] Models)[] OfOpenAi =
    [
        (Vocabulary.O200k, ["gpt-5", "gpt-4.5", "gpt-4.1", "gpt-4o", "chatgpt-4o", "gpt-oss", "o1", "o3", "o4"]),
        (Vocabulary.Cl100k, ["gpt-4", "gpt-3.5-turbo", "gpt-3.5", "gpt-35-turbo", "gpt-35", "text-embedding-3", "text-embedding-ada-002", "davinci-002", "babbage-002"]),
    ];

    private static readonly string[] SellersOfOpenAi = ["openai", "azure-openai"];

    // Both began with cl100k_base and added to it: see the models' cards and Qwen's technical report (arXiv 2309.16609, 2.2).
    private static readonly string[] GrownFromCl100k = ["llama-3", "llama3", "qwen"];

    /// <summary>The tokenizer of a target's model, or the closest one.</summary>
    public static ITokenizer For(Target target) => For(target.Provider, target.Model);

    /// <summary>The tokenizer of a model, or the closest one.</summary>
    /// <param name="provider">The provider's name in the catalogue.</param>
    /// <param name="model">The model as the provider calls it.</param>
    public static ITokenizer For(string provider, string model)
    {
        var name = model.ToLowerInvariant();
        var isOpenAi = SellersOfOpenAi.Contains(Presets.BuiltIn.PriceNameOf(provider)) || name.StartsWith("openai/", StringComparison.Ordinal);
        if (name.StartsWith("ft:", StringComparison.Ordinal))
            name = name["ft:".Length..];
        name = name[(name.LastIndexOf('/') + 1)..];

        foreach (var (vocabulary, models) in OfOpenAi)
        {
            // Weights that everybody can serve are the same everywhere; of other names only the seller knows what is behind them.
            if (models.Any(known => Continues(name, known)) && (isOpenAi || Continues(name, "gpt-oss")))
                return new ModelTokenizer(vocabulary, IsExact: true);
        }

        return new ModelTokenizer(GrownFromCl100k.Any(name.Contains) ? Vocabulary.Cl100k : Vocabulary.O200k, IsExact: false);
    }

    private static bool Continues(string name, string known) =>
        name.StartsWith(known, StringComparison.Ordinal) && (name.Length == known.Length || name[known.Length] is '-' or ':');

    private sealed record ModelTokenizer(Vocabulary Vocabulary, bool IsExact) : ITokenizer
    {
        public string Name => Vocabulary.Name;

        public int Count(string text) => Vocabulary.Count(text);
    }
}
