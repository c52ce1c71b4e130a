using System.Data.Common;
using AkkaApiBench.Node.ReadModel.Store;

namespace AkkaApiBench.Node.ReadModel;

/// <summary>Writes what a transaction is to contain.</summary>
internal delegate Task WriteChanges(DbTransaction transaction, CancellationToken cancellation);

/// <summary>Some tables of the read model, and how events change them.</summary>
internal interface IReadModelPart
{
    /// <summary>The manifests of the events that concern it.</summary>
    IReadOnlyCollection<string> Manifests { get; }

    /// <summary>Works out what events come to, so that the transaction that writes it is short.</summary>
    /// <param name="events">Events of all kinds, in their order.</param>
    /// <param name="known">What stayed when everything was made anew.</param>
    WriteChanges ChangesOf(IReadOnlyList<StoredEvent> events, Horizons known);
}
