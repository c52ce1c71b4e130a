using Akka.Actor;
using AkkaApiBench.Messages.Protocol;

namespace AkkaApiBench.Node.Tests.Journal;

/// <summary>Journals that earlier versions wrote come to the states that they had. How to add one: docs/extending.md.</summary>
public sealed class StoredJournalTests : IDisposable
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Journal", "Stored");
    private readonly ActorSystem _system = ActorSystem.Create("stored");

    public static TheoryData<string> Versions => [.. Directory.EnumerateFiles(Folder, "*.journal").Select(file => Path.GetFileNameWithoutExtension(file)!)];

    public void Dispose() => _system.Dispose();

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_journal_of_an_earlier_version_comes_to_the_same_state(string version)
    {
        var journal = StoredJournal.Read(Path.Combine(Folder, $"{version}.journal"), new ProtocolSerializer((ExtendedActorSystem)_system));

        StoredSummary.Of(journal).ShouldBe(File.ReadAllText(Path.Combine(Folder, $"{version}.txt")).ReplaceLineEndings("\n"));
    }
}
