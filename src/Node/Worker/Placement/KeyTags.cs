using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Providers.Keys;

namespace AkkaApiBench.Node.Worker.Placement;

/// <summary>Finds out for which providers there is a key at its customary place, and says so by tags.</summary>
internal static class KeyTags
{
    /// <summary>A tag of <see cref="WorkerTag.OfKey"/> for each provider whose key is here.</summary>
    public static IEnumerable<string> Of(IProviderCatalog catalog, IKeySource keys) => catalog.Names
        .Select(catalog.Find).OfType<ProviderDefaults>()
        .DistinctBy(provider => provider.Name)
        .Where(provider => provider.ApiKey != KeyReference.None && IsHere(provider.ApiKey, keys))
        .Select(provider => WorkerTag.OfKey(provider.Name));

    private static bool IsHere(KeyReference key, IKeySource keys)
    {
        try
        {
            _ = keys.Resolve(key);
            return true;
        }
        catch (KeyUnavailableException)
        {
            return false;
        }
    }
}
