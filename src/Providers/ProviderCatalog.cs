using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Providers.Prices;

namespace AkkaApiBench.Providers;

/// <summary>The providers that can be measured, and their prices.</summary>
public sealed class ProviderCatalog : IProviderCatalog
{
    private readonly Presets _presets;
    private readonly PriceBook _prices;

    private ProviderCatalog(Presets presets, PriceBook prices)
    {
        (_presets, _prices) = (presets, prices);
        Names = [.. presets.NamesAndAliases];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Makes the catalogue with the prices that come with the product.</summary>
    /// <param name="priceFile">
    /// A JSON file whose prices go before those, in the shape of genai-prices (USD per million tokens) or of LiteLLM
    /// (USD per token); null for none.
    /// </param>
    /// <exception cref="PriceFileException">The file cannot be read, or something in it is not allowed.</exception>
    public static ProviderCatalog Load(string? priceFile = null) => Load(Presets.BuiltIn, priceFile);

    /// <inheritdoc/>
    public ProviderDefaults? Find(string name) => _presets.Find(name)?.Defaults;

    /// <inheritdoc/>
    public Price? PriceOf(string provider, string model) => _prices.Find(provider, model);

    internal static ProviderCatalog Load(Presets presets, string? priceFile = null)
    {
        var prices = PriceBook.Embedded(presets);
        if (priceFile is not null)
            PriceFile.Read(priceFile, prices);
        return new ProviderCatalog(presets, prices);
    }
}
