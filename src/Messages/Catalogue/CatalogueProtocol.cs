using System.Collections.Immutable;
using AkkaApiBench.Messages.Identifiers;
using AkkaApiBench.Messages.Protocol;

namespace AkkaApiBench.Messages.Catalogue;

/// <summary>Asks the catalogue for a change; refused with <see cref="EntryRefused"/>.</summary>
public interface ICatalogueCommand : IProtocolMessage
{
    /// <summary>The entry.</summary>
    string Name { get; }

    /// <summary>The revision that it has to have; null for any.</summary>
    long? Revision { get; }
}

/// <summary>Asks for an entry to be made, or replaced in full; answered by <see cref="EntryShown"/>.</summary>
/// <param name="Name">See <see cref="ICatalogueCommand"/>.</param>
/// <param name="Target">See <see cref="CatalogueEntry.Target"/>.</param>
/// <param name="Identity">See <see cref="CatalogueEntry.Identity"/>.</param>
/// <param name="MustBeNew">True when there must be no such entry yet.</param>
/// <param name="Revision">See <see cref="ICatalogueCommand"/>.</param>
/// <param name="By">Who asks.</param>
/// <param name="At">When.</param>
public sealed record SaveEntry(string Name, string Target, TargetId Identity, bool MustBeNew, long? Revision, string By, DateTimeOffset At) : ICatalogueCommand;

/// <summary>Asks for an entry to be forgotten; answered by <see cref="EntryRemoved"/>.</summary>
/// <param name="Name">See <see cref="ICatalogueCommand"/>.</param>
/// <param name="Revision">See <see cref="ICatalogueCommand"/>.</param>
/// <param name="By">Who asks.</param>
/// <param name="At">When.</param>
public sealed record RemoveEntry(string Name, long? Revision, string By, DateTimeOffset At) : ICatalogueCommand;

/// <summary>Asks for an entry; answered by <see cref="EntryShown"/> or <see cref="EntryRefused"/>.</summary>
/// <param name="Name">Its name.</param>
public sealed record GetEntry(string Name) : IProtocolMessage;

/// <summary>Asks for entries by their names; answered by <see cref="EntryPage"/>.</summary>
/// <param name="Limit">How many at the most.</param>
/// <param name="After">The last name of the page before; null begins.</param>
public sealed record ListEntries(int Limit, string? After = null) : IProtocolMessage;

/// <summary>An entry.</summary>
/// <param name="Entry">The entry as it is now.</param>
/// <param name="IsNew">True when it was made just now.</param>
public sealed record EntryShown(CatalogueEntry Entry, bool IsNew) : IProtocolMessage;

/// <summary>Entries, by their names.</summary>
/// <param name="Entries">As many as were asked for and fit a message.</param>
/// <param name="HasMore">True when there are more.</param>
public sealed record EntryPage(ImmutableArray<CatalogueEntry> Entries, bool HasMore) : IProtocolMessage;

/// <summary>Why something was not done.</summary>
public enum EntryRefusal
{
    /// <summary>There is no such entry.</summary>
    Unknown,

    /// <summary>The entry is not as whoever asked supposed.</summary>
    Stale,

    /// <summary>There is no room for another.</summary>
    Full,
}

/// <summary>It was not done.</summary>
/// <param name="Name">The entry.</param>
/// <param name="Why">Why.</param>
/// <param name="Reason">Why in words, a sentence without its end.</param>
public sealed record EntryRefused(string Name, EntryRefusal Why, string Reason) : IProtocolMessage;

/// <summary>What the catalogue remembers.</summary>
public interface ICatalogueEvent : IProtocolMessage;

/// <summary>An entry is there.</summary>
/// <param name="Entry">The entry.</param>
public sealed record EntrySaved(CatalogueEntry Entry) : ICatalogueEvent;

/// <summary>An entry is gone.</summary>
/// <param name="Name">The entry.</param>
/// <param name="By">Who removed it.</param>
/// <param name="At">When.</param>
public sealed record EntryRemoved(string Name, string By, DateTimeOffset At) : ICatalogueEvent;

/// <summary>All that the catalogue knows.</summary>
/// <param name="Entries">The entries.</param>
/// <param name="Revisions">How many revisions were given.</param>
public sealed record CatalogueSnapshot(ImmutableArray<CatalogueEntry> Entries, long Revisions) : IProtocolMessage;
