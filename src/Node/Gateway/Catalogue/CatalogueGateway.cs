using System.Text.Json.Nodes;
using Akka.Actor;
using Akka.Hosting;
using AkkaApiBench.Messages.Catalogue;
using AkkaApiBench.Messages.Plans;
using AkkaApiBench.Messages.Protocol;
using AkkaApiBench.Node.Coordinator.Catalogue;

namespace AkkaApiBench.Node.Gateway.Catalogue;

/// <summary>Asks the catalogue of targets, on whatever node it is.</summary>
internal sealed class CatalogueGateway(IRequiredActor<TargetCatalogue> catalogue, IProviderCatalog providers)
{
    private const int PageLength = 100;
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(15);

    /// <summary>The answer.</summary>
    public async Task<IProtocolMessage> AskAsync(IProtocolMessage question, CancellationToken cancellation)
    {
        var target = await catalogue.GetAsync(cancellation);
        return await target.Ask<IProtocolMessage>(question, AnswerTime, cancellation);
    }

    /// <summary>A page of entries.</summary>
    public async Task<EntryPage> ListAsync(ListEntries query, CancellationToken cancellation) => (EntryPage)await AskAsync(query, cancellation);

    /// <summary>Reads a document that may use entries; asks for them only when it does.</summary>
    /// <param name="read">Reads it with what it may name.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<T> ReadAsync<T>(Func<IProviderCatalog, T> read, CancellationToken cancellation)
    {
        var withoutEntries = new NamedTargets(providers, NamedTargets.None);
        var reading = read(withoutEntries);
        return withoutEntries.WasAsked ? read(new NamedTargets(providers, await EntriesAsync(cancellation))) : reading;
    }

    private async Task<IReadOnlyDictionary<string, JsonObject>> EntriesAsync(CancellationToken cancellation)
    {
        var entries = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        EntryPage? page = null;
        do
        {
            page = await ListAsync(new ListEntries(PageLength, page?.Entries[^1].Name), cancellation);
            foreach (var entry in page.Entries)
                entries[entry.Name] = JsonNode.Parse(entry.Target)!.AsObject();
        }
        while (page.HasMore);
        return entries;
    }
}
