using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Providers;
using AkkaApiBench.Providers.Prices;

namespace AkkaApiBench.Cli.Plans;

/// <summary>The providers that this process knows.</summary>
internal static class Catalog
{
    /// <summary>Loads the catalogue.</summary>
    /// <param name="priceFile">A file of prices that goes before those built in; null without.</param>
    /// <exception cref="CliException">The file is not a price file.</exception>
    public static IProviderCatalog Load(string? priceFile)
    {
        try
        {
            return ProviderCatalog.Load(priceFile);
        }
        catch (PriceFileException error)
        {
            throw CliException.Usage($"--prices: {error.Message}");
        }
    }
}
