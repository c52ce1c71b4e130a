using System.Text.Json.Nodes;
using AkkaApiBench.Messages.Measurement;
using AkkaApiBench.Messages.Plans;

namespace AkkaApiBench.Node.Gateway.Catalogue;

/// <summary>What a document may name: the providers that there are, and entries of the catalogue. Notes which entries were asked for.</summary>
/// <param name="providers">The providers.</param>
/// <param name="entries">The entries at hand, by their names.</param>
internal sealed class NamedTargets(IProviderCatalog providers, IReadOnlyDictionary<string, JsonObject> entries) : IProviderCatalog
{
    public static readonly IReadOnlyDictionary<string, JsonObject> None = new Dictionary<string, JsonObject>();

    /// <summary>True when an entry was asked for.</summary>
    public bool WasAsked { get; private set; }

    public IReadOnlyList<string> Names => providers.Names;

    public ProviderDefaults? Find(string name) => providers.Find(name);

    public Price? PriceOf(string provider, string model) => providers.PriceOf(provider, model);

    public JsonObject? EntryOf(string name)
    {
        WasAsked = true;
        return entries.GetValueOrDefault(name);
    }
}
