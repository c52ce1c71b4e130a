using AkkaApiBench.Messages.Catalogue;
using AkkaApiBench.Messages.Identifiers;
using static AkkaApiBench.Messages.Protocol.MeasurementMapping;

namespace AkkaApiBench.Messages.Protocol;

/// <summary>The catalogue of targets, as on the wire.</summary>
internal static class CatalogueMapping
{
    public static IReadOnlyList<Contract> Contracts { get; } =
    [
        Contract.Of<SaveEntry, Wire.SaveEntry>("save-entry", Wire.SaveEntry.Parser, ToWire, FromWire),
        Contract.Of<RemoveEntry, Wire.RemoveEntry>("remove-entry", Wire.RemoveEntry.Parser, ToWire, FromWire),
        Contract.Of<GetEntry, Wire.GetEntry>("get-entry", Wire.GetEntry.Parser, message => new Wire.GetEntry { Name = message.Name }, wire => new GetEntry(wire.Name)),
        Contract.Of<ListEntries, Wire.ListEntries>("list-entries", Wire.ListEntries.Parser, ToWire, FromWire),
        Contract.Of<EntryShown, Wire.EntryShown>("entry-shown", Wire.EntryShown.Parser,
            message => new Wire.EntryShown { Entry = ToWire(message.Entry), IsNew = message.IsNew }, wire => new EntryShown(FromWire(wire.Entry), wire.IsNew)),
        Contract.Of<EntryPage, Wire.EntryPage>("entry-page", Wire.EntryPage.Parser,
            message => new Wire.EntryPage { Entries = { message.Entries.Select(ToWire) }, HasMore = message.HasMore },
            wire => new EntryPage([.. wire.Entries.Select(FromWire)], wire.HasMore)),
        Contract.Of<EntryRefused, Wire.EntryRefused>("entry-refused", Wire.EntryRefused.Parser,
            message => new Wire.EntryRefused { Name = message.Name, Why = (int)message.Why, Reason = message.Reason },
            wire => new EntryRefused(wire.Name, (EntryRefusal)wire.Why, wire.Reason)),
        Contract.Of<EntrySaved, Wire.EntrySaved>("entry-saved", Wire.EntrySaved.Parser,
            message => new Wire.EntrySaved { Entry = ToWire(message.Entry) }, wire => new EntrySaved(FromWire(wire.Entry))),
        Contract.Of<EntryRemoved, Wire.EntryRemoved>("entry-removed", Wire.EntryRemoved.Parser,
            message => new Wire.EntryRemoved { Name = message.Name, By = message.By, AtTicks = ToTicks(message.At) },
            wire => new EntryRemoved(wire.Name, wire.By, TimeOf(wire.AtTicks))),
        Contract.Of<CatalogueSnapshot, Wire.CatalogueSnapshot>("catalogue-snapshot", Wire.CatalogueSnapshot.Parser,
            message => new Wire.CatalogueSnapshot { Entries = { message.Entries.Select(ToWire) }, Revisions = message.Revisions },
            wire => new CatalogueSnapshot([.. wire.Entries.Select(FromWire)], wire.Revisions)),
    ];

    public static int SizeOf(CatalogueEntry entry) => ToWire(entry).CalculateSize();

    private static Wire.CatalogueEntry ToWire(CatalogueEntry entry) => new()
    {
        Name = entry.Name, Target = entry.Target, Identity = entry.Identity.Value, Revision = entry.Revision, ChangedAtTicks = ToTicks(entry.ChangedAt), ChangedBy = entry.ChangedBy,
    };

    private static CatalogueEntry FromWire(Wire.CatalogueEntry wire) => new()
    {
        Name = wire.Name,
        Target = wire.Target,
        Identity = new TargetId(wire.Identity),
        Revision = wire.Revision,
        ChangedAt = TimeOf(wire.ChangedAtTicks),
        ChangedBy = wire.ChangedBy,
    };

    private static Wire.SaveEntry ToWire(SaveEntry message)
    {
        var wire = new Wire.SaveEntry
        {
            Name = message.Name, Target = message.Target, Identity = message.Identity.Value, MustBeNew = message.MustBeNew, By = message.By, AtTicks = ToTicks(message.At),
        };
        if (message.Revision is { } revision)
            wire.Revision = revision;
        return wire;
    }

    private static SaveEntry FromWire(Wire.SaveEntry wire) => new(
        wire.Name, wire.Target, new TargetId(wire.Identity), wire.MustBeNew, wire.HasRevision ? wire.Revision : null, wire.By, TimeOf(wire.AtTicks));

    private static Wire.RemoveEntry ToWire(RemoveEntry message)
    {
        var wire = new Wire.RemoveEntry { Name = message.Name, By = message.By, AtTicks = ToTicks(message.At) };
        if (message.Revision is { } revision)
            wire.Revision = revision;
        return wire;
    }

    private static RemoveEntry FromWire(Wire.RemoveEntry wire) => new(wire.Name, wire.HasRevision ? wire.Revision : null, wire.By, TimeOf(wire.AtTicks));

    private static Wire.ListEntries ToWire(ListEntries message)
    {
        var wire = new Wire.ListEntries { Limit = message.Limit };
        if (message.After is { } after)
            wire.After = after;
        return wire;
    }

    private static ListEntries FromWire(Wire.ListEntries wire) => new(wire.Limit, wire.HasAfter ? wire.After : null);
}
