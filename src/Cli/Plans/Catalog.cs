using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Cli.Plans;

/// <summary>The providers that this process knows.</summary>
internal static class Catalog
{
    /// <summary>Loads the catalogue.</summary>
    /// <param name="priceFile">A file of prices that goes before those built in; null without.</param>
    public static IProviderCatalog Load(string? priceFile) => priceFile is null
        ? new KnownProviders()
        : throw CliException.Usage("--prices: price files cannot be read yet; give the target 'price: { input: USD, output: USD }' in the plan");

    private sealed class KnownProviders : IProviderCatalog
    {
        private static readonly ProviderDefaults[] Providers =
        [
            new("openai", new Uri("https://api.openai.com/v1"), new KeyReference("env:OPENAI_API_KEY")),
            new("anthropic", new Uri("https://api.anthropic.com/v1"), new KeyReference("env:ANTHROPIC_API_KEY")),
            new("groq", new Uri("https://api.groq.com/openai/v1"), new KeyReference("env:GROQ_API_KEY")),
            new("openai-compatible", null, KeyReference.None),
        ];

        public IReadOnlyList<string> Names => [.. Providers.Select(provider => provider.Name)];

        public ProviderDefaults? Find(string name) => Providers.FirstOrDefault(provider => provider.Name == name);

        public Price? PriceOf(string provider, string model) => null;
    }
}
