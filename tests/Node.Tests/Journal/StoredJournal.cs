using AkkaApiBench.Messages.Protocol;

namespace AkkaApiBench.Node.Tests.Journal;

/// <summary>
/// What a database of journals has, as text: a line for each event and snapshot, <c>event|snapshot persistence-id manifest hex</c>,
/// in the order in which they were written.
/// </summary>
/// <param name="Entries">What was written.</param>
internal sealed record StoredJournal(IReadOnlyList<StoredEntry> Entries)
{
    public static StoredJournal Read(string path, ProtocolSerializer serializer) => new(
    [
        .. File.ReadLines(path).Select(line => line.Split(' ')).Select(words =>
            new StoredEntry(words[0] == "snapshot", words[1], serializer.FromBinary(Convert.FromHexString(words[3]), words[2]))),
    ]);

    public IEnumerable<T> Events<T>(string persistenceId) => Entries.Where(entry => !entry.IsSnapshot && entry.PersistenceId == persistenceId).Select(entry => entry.Content).Cast<T>();

    public IEnumerable<string> PersistenceIds(string prefix) =>
        Entries.Select(entry => entry.PersistenceId).Where(id => id.StartsWith(prefix, StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal);
}

/// <summary>An event or a snapshot.</summary>
internal sealed record StoredEntry(bool IsSnapshot, string PersistenceId, object Content);
