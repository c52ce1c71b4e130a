using System.Collections.Immutable;
using AkkaApiBench.Messages.Catalogue;
using AkkaApiBench.Messages.Protocol;

namespace AkkaApiBench.Node.Coordinator.Catalogue;

/// <summary>What becomes of a command.</summary>
/// <param name="Happened">What is to be recorded; null when nothing changes.</param>
/// <param name="Answer">What its sender is told then.</param>
internal sealed record CatalogueDecision(ICatalogueEvent? Happened, IProtocolMessage Answer);

/// <summary>The targets that plans call by a name.</summary>
internal sealed record CatalogueState
{
    /// <summary>How many there may be.</summary>
    public const int MostEntries = 500;

    public static readonly CatalogueState Empty = new();

    private ImmutableSortedDictionary<string, CatalogueEntry> Entries { get; init; } = ImmutableSortedDictionary.Create<string, CatalogueEntry>(StringComparer.Ordinal);

    private long Revisions { get; init; }

    public static CatalogueState Of(CatalogueSnapshot snapshot) => Empty with
    {
        Entries = Empty.Entries.AddRange(snapshot.Entries.Select(entry => KeyValuePair.Create(entry.Name, entry))), Revisions = snapshot.Revisions,
    };

    public CatalogueSnapshot ToSnapshot() => new([.. Entries.Values], Revisions);

    public IProtocolMessage Find(GetEntry query) => Entries.TryGetValue(query.Name, out var entry) ? new EntryShown(entry, IsNew: false) : Unknown(query.Name);

    public EntryPage Page(ListEntries query)
    {
        var wanted = Entries.Values.Where(entry => string.CompareOrdinal(entry.Name, query.After) > 0).Take(query.Limit + 1).ToImmutableArray();
        var page = Frame.Fitting(wanted.Take(query.Limit), Frame.SizeOf).ToImmutableArray();
        return new EntryPage(page, page.Length < wanted.Length);
    }

    public CatalogueDecision Decide(ICatalogueCommand command)
    {
        var known = Entries.GetValueOrDefault(command.Name);
        return WhyNot(command, known) is { } refused ? new CatalogueDecision(null, refused)
            : command switch
            {
                SaveEntry save when known?.Target == save.Target => new CatalogueDecision(null, new EntryShown(known, IsNew: false)),
                SaveEntry save => Save(save, isNew: known is null),
                RemoveEntry remove => Remove(remove),
                _ => throw new ArgumentException($"{command.GetType().Name} is not known.", nameof(command)),
            };
    }

    public CatalogueState Apply(ICatalogueEvent happened) => happened switch
    {
        EntrySaved saved => this with { Entries = Entries.SetItem(saved.Entry.Name, saved.Entry), Revisions = saved.Entry.Revision },
        EntryRemoved removed => this with { Entries = Entries.Remove(removed.Name) },
        _ => this,
    };

    private EntryRefused? WhyNot(ICatalogueCommand command, CatalogueEntry? known)
    {
        if (command.Revision is { } revision && known?.Revision != revision)
            return new EntryRefused(command.Name, EntryRefusal.Stale, known is null ? "it is not there any more" : $"its ETag is \"{known.Revision}\" by now");
        if (command is SaveEntry { MustBeNew: true } && known is not null)
            return new EntryRefused(command.Name, EntryRefusal.Stale, "there is one already");
        if (command is SaveEntry && known is null && Entries.Count >= MostEntries)
            return new EntryRefused(command.Name, EntryRefusal.Full, $"there are {MostEntries} entries already; remove those that nobody uses");
        return command is RemoveEntry && known is null ? Unknown(command.Name) : null;
    }

    private CatalogueDecision Save(SaveEntry save, bool isNew)
    {
        var entry = new CatalogueEntry
        {
            Name = save.Name, Target = save.Target, Identity = save.Identity, Revision = Revisions + 1, ChangedAt = save.At, ChangedBy = save.By,
        };
        return new CatalogueDecision(new EntrySaved(entry), new EntryShown(entry, isNew));
    }

    private static CatalogueDecision Remove(RemoveEntry remove)
    {
        var removed = new EntryRemoved(remove.Name, remove.By, remove.At);
        return new CatalogueDecision(removed, removed);
    }

    private static EntryRefused Unknown(string name) => new(name, EntryRefusal.Unknown, "it is not known");
}
